"""What the pages of the conference send. Whether it may be done, actions say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.ballots.rules import Way
from thuocdo.ui.wording import label


class BallotForm(forms.Form):
    """How the ballot on the level is held, and who counts."""

    way = forms.ChoiceField(label=_("Cách bỏ phiếu"))
    tellers = forms.MultipleChoiceField(
        label=_("Tổ kiểm phiếu"),
        help_text=_("Phiếu giấy: ít nhất hai người. Phiếu điện tử: đúng ba người."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, ways: Sequence[Way], people: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(one.value, label(one)) for one in ways]
        self.fields["tellers"].choices = people


class CloseForm(forms.Form):
    """What goes into the minutes beside attendance and ballots. The level is not asked: the ballot gives it."""

    discussion = forms.CharField(
        label=_("Ý kiến thảo luận"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )
    conclusion = forms.CharField(
        label=_("Kết luận của chủ tọa"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    agree = forms.IntegerField(label=_("Tán thành biên bản"), min_value=0)
    disagree = forms.IntegerField(label=_("Không tán thành"), min_value=0, initial=0)
    other = forms.IntegerField(label=_("Ý kiến khác"), min_value=0, initial=0)
