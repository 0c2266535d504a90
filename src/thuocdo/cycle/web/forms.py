from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.kernel.dues import DueKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
KINDS = [
    (DueKind.BEFORE.value, _("Trước ngày")),
    (DueKind.BY.value, _("Chậm nhất ngày")),
    (DueKind.EXPECTED.value, _("Dự kiến ngày")),
    (DueKind.WINDOW.value, _("Từ ngày … đến ngày …")),
]


class DueForm(forms.Form):
    """A new term of a step, with the reason."""

    kind = forms.ChoiceField(label=_("Cách nêu thời hạn"), choices=KINDS)
    start = forms.DateField(label=_("Từ ngày (chỉ khi có khoảng thời gian)"), required=False, widget=DAY)
    day = forms.DateField(label=_("Ngày"), widget=DAY)
    reason = forms.CharField(label=_("Lý do thay đổi"), max_length=500)


class ExtensionForm(forms.Form):
    """A later term for one unit or person."""

    subject = forms.ChoiceField(label=_("Cho ai"))
    until = forms.DateField(label=_("Đến hết ngày"), widget=DAY)
    reason = forms.CharField(label=_("Lý do gia hạn"), max_length=500)

    def __init__(self, *args: Any, subjects: list[tuple[int, str]], **kwargs: Any):
        super().__init__(
            *args, auto_id="id_later_%s", **kwargs
        )  # stands beside a form that asks a reason too
        self.fields["subject"].choices = subjects


class OpenForm(forms.Form):
    """Which year, under which edition of the law."""

    year = forms.IntegerField(label=_("Năm đánh giá"), min_value=2020, max_value=2100)
    edition = forms.ChoiceField(label=_("Bộ quy định"))

    def __init__(self, *args: Any, editions: list[str], today: date, **kwargs: Any):
        kwargs.setdefault("initial", {"year": today.year, "edition": str(today.year)})
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [(edition, edition) for edition in editions]
