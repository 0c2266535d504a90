"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

STATES = {
    "draft": _("Đang viết"),
    "submitted": _("Đã nộp"),
    "returned": _("Bị trả lại"),
    "completing": _("Hoàn thiện sau họp"),
    "complete": _("Đã hoàn thiện"),
    "excused": _("Không phải làm"),
}
MARKS = {
    "draft": "waiting",
    "submitted": "done",
    "returned": "returned",
    "completing": "soon",
    "complete": "done",
    "excused": "info",
}
VERBS = {
    "submit": _("Nộp"),
    "return": _("Trả lại"),
    "hand_back": _("Chuyển về sau họp"),
    "complete": _("Hoàn thiện"),
}

register_findings(
    {
        "review.not_yours": _("Bản kiểm điểm này không thuộc phần việc của bạn."),
        "review.not_now": _("Bản kiểm điểm không ở trạng thái cho phép việc này. Hãy tải lại trang để xem tình trạng mới."),
        "review.handed_in": _("Bản kiểm điểm đã nộp nên không sửa được; muốn sửa, đề nghị người phụ trách trả lại."),
        "review.heard_already": _("Bản kiểm điểm đã được trình bày tại cuộc họp nên không chuyển đơn vị được nữa."),
        "review.stale": _("Trang này đã cũ: nội dung đã được lưu ở nơi khác sau khi bạn mở trang. Chưa có gì bị ghi đè."),
        "review.too_long": _("Một mục dài {length} ký tự, quá giới hạn {limit} ký tự. Phần bạn gõ vẫn còn trên trang, chưa được lưu."),
        "review.points_open": _("Còn {number} ý kiến góp ý chưa trả lời tiếp thu hay giải trình."),
        "review.file_empty": _("Tệp “{name}” rỗng."),
        "review.file_too_big": _("Tệp “{name}” lớn hơn {limit} MB."),
        "review.file_kind": _("Tệp “{name}” không phải PDF, DOCX, XLSX, PNG hay JPG (xét theo nội dung tệp)."),
        "review.file_with_macro": _("Tệp “{name}” chứa macro nên không được nhận. Hãy lưu lại dạng không có macro."),
        "review.too_many_files": _("Mỗi bản kiểm điểm kèm tối đa {limit} tệp."),
        "review.prompts_sent": _("Gợi ý kiểm điểm của đơn vị đã gửi nên không sửa được nữa."),
        "review.prompts_empty": _("Chưa có gợi ý nào để gửi."),
    }
)
