"""Vietnamese messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings

register_acts(
    {
        "consultation:board": _("Xem bảng tham vấn"),
        "consultation:move": _("Chuyển mức xếp loại"),
        "consultation:close": _("Kết luận cuộc họp tham vấn"),
    }
)
register_findings(
    {
        "consultation.own_card": _(
            "Không ai tự chuyển mức xếp loại của mình hoặc của đơn vị mình đứng đầu; người khác trong cuộc họp ghi."
        ),
        "consultation.moved_meanwhile": _("Người khác vừa chuyển mức này. Hãy tải lại bảng rồi xem lại."),
        "consultation.no_card": _("Người hoặc đơn vị này không thuộc diện cuộc họp kết luận."),
        "consultation.speaker_absent": _("{name} không có mặt nên không có ý kiến tại cuộc họp."),
        "consultation.opinion_empty": _("Ý kiến chưa có nội dung."),
        "consultation.unconcluded": _("Còn {number} trường hợp chưa có mức nào: {names}."),
        "consultation.above_limit": _("{name} đang ở mức cao hơn quy định cho phép; xem “Vì sao?” trên thẻ."),
    }
)
