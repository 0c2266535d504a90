"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings

STATES = {
    "raised": _("Đã gửi đơn vị đầu mối"),
    "forwarded": _("Chờ người đứng đầu cơ quan trả lời"),
    "answered": _("Đã trả lời"),
}
MARKS = {"raised": "waiting", "forwarded": "soon", "answered": "done"}

register_acts(
    {
        "difficulties:forward": _("Chuyển vướng mắc"),
        "difficulties:answer": _("Trả lời vướng mắc"),
        "difficulties:guide": _("Ban hành hướng dẫn chung"),
    }
)
register_findings(
    {
        "difficulty.not_yours": _("Người đứng đầu cơ quan trả lời vướng mắc."),
        "difficulty.own": _("Không ai tự trả lời vướng mắc do mình nêu; người khác có thẩm quyền trả lời."),
        "difficulty.not_now": _("Vướng mắc không ở trạng thái cho phép việc này. Hãy tải lại trang."),
        "difficulty.no_unit": _("Bạn chưa có đơn vị công tác nên chưa gửi được vướng mắc."),
        "difficulty.empty": _("Chưa ghi nội dung."),
        "difficulty.too_long": _("Nội dung dài tối đa {limit} ký tự."),
        "difficulty.unanswered": _("Vướng mắc chưa được trả lời."),
        "difficulty.guidance_given": _("Câu trả lời này đã là hướng dẫn chung."),
    }
)
