"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

register_findings(
    {
        "cycle.already_open": _("Năm {year} đã được mở; mỗi năm chỉ mở một lần."),
        "cycle.reason_missing": _("Chưa ghi lý do. Mọi thay đổi so với kế hoạch đều phải có lý do."),
        "cycle.reason_too_long": _("Lý do dài {length} ký tự, quá giới hạn {limit} ký tự."),
        "cycle.step_closed": _(
            "Bước “{title}” đã khóa, không nhận thêm. Hãy liên hệ Phòng Hành chính - Quản trị nếu cần mở lại."
        ),
        "cycle.term_incomplete": _("Chưa nhập đủ ngày của thời hạn."),
        "cycle.term_backwards": _("Thời hạn kết thúc ({day}) trước khi bắt đầu ({start})."),
        "cycle.term_far_off": _("Ngày {day} không thuộc đợt đánh giá năm {year}."),
    }
)
