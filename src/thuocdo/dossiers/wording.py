"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

STATES = {
    "open": _("Đang chuẩn bị"),
    "handed_over": _("Đã gửi, chờ tiếp nhận"),
    "returned": _("Bị trả lại"),
    "accepted": _("Đã tiếp nhận"),
}
MARKS = {"open": "waiting", "handed_over": "soon", "returned": "returned", "accepted": "done"}

register_findings(
    {
        "dossier.not_yours": _("Chỉ người phụ trách đơn vị mới gửi hồ sơ của đơn vị."),
        "dossier.not_now": _("Hồ sơ không ở trạng thái cho phép việc này. Hãy tải lại trang."),
        "dossier.item_missing": _("Mục ({number}) {title} còn thiếu: {lacks}."),
        "dossier.return_without_item": _("Hãy chọn ít nhất một mục cần bổ sung."),
    }
)
