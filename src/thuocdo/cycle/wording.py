"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

# The first part of a rule's key, in the order of the book.
TOPICS = {
    "regime": _("Quy định nào áp dụng cho ai"),
    "rating": _("Xếp loại, tỷ lệ, giới hạn"),
    "profile": _("Các bước xếp loại của từng đối tượng"),
    "review": _("Kiểm điểm và biểu mẫu"),
    "meeting": _("Họp kiểm điểm"),
    "ballot": _("Phiếu kín"),
    "emulation": _("Thi đua"),
    "council": _("Hội đồng"),
    "dossier": _("Hồ sơ"),
    "deadline": _("Thời hạn"),
    "consequence": _("Hậu quả qua nhiều năm"),
    "remedy": _("Khắc phục hạn chế"),
    "petition": _("Thông báo và kiến nghị"),
    "conference": _("Hội nghị"),
    "archive": _("Lưu trữ"),
}
KINDS = {
    "rule": _("Quy tắc"),
    "row": _("Quy tắc"),
    "form": _("Biểu mẫu"),
    "table": _("Bảng chấm điểm"),
    "step": _("Bước của kế hoạch"),
}

register_findings(
    {
        "cycle.already_open": _("Năm {year} đã được mở; mỗi năm chỉ mở một lần."),
        "cycle.reason_missing": _("Chưa ghi lý do. Mọi thay đổi so với kế hoạch đều phải có lý do."),
        "cycle.reason_too_long": _("Lý do dài {length} ký tự, quá giới hạn {limit} ký tự."),
        "cycle.step_closed": _(
            "Bước “{title}” đã khóa, không nhận thêm. Hãy liên hệ đơn vị đầu mối nếu cần mở lại."
        ),
        "cycle.not_in_doubt": _("Bộ quy định của năm không có giá trị chưa đối chiếu này."),
        "cycle.document_missing": _("Chưa ghi đã đối chiếu với văn bản nào, bản lưu ở đâu."),
        "cycle.term_incomplete": _("Chưa nhập đủ ngày của thời hạn."),
        "cycle.term_backwards": _("Thời hạn kết thúc ({day}) trước khi bắt đầu ({start})."),
        "cycle.term_far_off": _("Ngày {day} không thuộc đợt đánh giá năm {year}."),
    }
)
