"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

register_findings(
    {
        "office.not_yours": _("Việc này thuộc đơn vị điều phối; tài khoản của bạn không có quyền thực hiện."),
    }
)
