"""What the pages of the consultation send. Whether it may be done, actions say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CallForm(forms.Form):
    """When and where the Chief's meeting is, and who writes the minutes."""

    planned_at = forms.DateTimeField(
        label=_("Thời gian họp"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=160)
    secretary = forms.ChoiceField(label=_("Thư ký"))

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["secretary"].choices = people


class CloseForm(forms.Form):
    """What goes into the minutes beside the board itself."""

    summary = forms.CharField(
        label=_("Tóm tắt báo cáo tổng hợp"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        required=False,
    )
    conclusion = forms.CharField(
        label=_("Kết luận của chủ tọa"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
