"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings

from .rules import Together

STATES = {"draft": _("Chưa gửi"), "sent": _("Đã gửi"), "returned": _("Bị trả lại")}
MARKS = {"draft": "waiting", "sent": "done", "returned": "returned"}
TOGETHER = {
    Together.SUM: _("số của từng đơn vị, cộng lại"),
    Together.SAME: _("cùng một số, các đơn vị phải khớp"),
    Together.TEXT: _("nội dung bằng chữ"),
}
register_acts(
    {
        "figures:request": _("Đề nghị gửi số liệu"),
        "figures:send": _("Gửi số liệu của đơn vị"),
        "figures:return": _("Trả lại số liệu"),
    }
)
register_findings(
    {
        "figures.not_yours": _("Chỉ người phụ trách đơn vị mới ghi số liệu của đơn vị."),
        "figures.not_now": _("Số liệu của đơn vị không ở trạng thái cho phép việc này. Hãy tải lại trang."),
        "figures.no_cutoff": _("Chưa ghi ngày chốt số liệu."),
        "figures.no_fields": _("Chưa ghi cần số liệu, nội dung nào."),
        "figures.too_long": _("Có nội dung dài quá {limit} ký tự. Phần bạn gõ chưa được lưu."),
        "figures.unanswered": (
            _("Chưa ghi: {titles}."),
            _("Không có thì ghi 0 hoặc “không có”."),
        ),
        "figures.not_a_number": _("Phải là số: {titles}."),
        "figures.differ": _("{title}: các đơn vị cho số khác nhau ({said})."),
        "figures.not_the_total": _("{title}: cộng các đơn vị được {found}, khác tổng đã biết {total}."),
    }
)
