"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings

register_acts(
    {
        "decisions:board": _("Xem trang quyết định xếp loại"),
        "decisions:decide": _("Ghi mức quyết định"),
        "decisions:accept": _("Quyết định theo mức đề nghị"),
        "decisions:issue": _("Ban hành quyết định"),
        "decisions:re_rate": _("Xếp loại lại"),
        "decisions:confirm": _("Xác nhận đã đọc thông báo"),
        "decisions:petition": _("Gửi kiến nghị"),
        "decisions:answer": _("Trả lời kiến nghị"),
    }
)
register_findings(
    {
        "decision.nothing_to_issue": _("Không có kết quả nào chờ ban hành."),
        "decision.before_consultation": (
            _("“{title}” (mục {section} của kế hoạch) chưa kết luận."),
            _("Kết luận cuộc họp tham vấn rồi mới ban hành quyết định."),
        ),
        "decision.undecided": (
            _("Còn {number} đối tượng chưa quyết định: {names}."),
            _("Quyết định đủ rồi mới ban hành."),
        ),
        "notice.superseded": _("Thông báo này đã được thay bằng thông báo mới hơn."),
        "notice.read_already": _("Đã xác nhận đã đọc."),
        "petition.too_late": _("Đã quá hạn gửi kiến nghị (chậm nhất ngày {last})."),
        "petition.one_is_open": _("Bạn đã gửi một kiến nghị đang chờ trả lời."),
        "petition.empty": _("Chưa ghi nội dung kiến nghị."),
        "petition.answered_already": _("Kiến nghị này đã được trả lời."),
    }
)
