"""What the pages of the consultation send. Whether it may be done, actions say."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
