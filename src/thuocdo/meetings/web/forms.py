"""What the meeting's pages send. Whether it may be done, actions say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.kernel.words import Grade
from thuocdo.ui.wording import label

from ..rules import Votes


class VotesForm(forms.Form):
    """An open vote. All empty: not voted yet."""

    votes_for = forms.IntegerField(label=_("Tán thành"), min_value=0, required=False)
    votes_against = forms.IntegerField(label=_("Không tán thành"), min_value=0, required=False)
    votes_other = forms.IntegerField(label=_("Ý kiến khác"), min_value=0, required=False)

    @property
    def votes(self) -> Votes | None:
        data = self.cleaned_data
        if data.get("votes_for") is None:
            return None
        return Votes(data["votes_for"], data.get("votes_against") or 0, data.get("votes_other") or 0)


class PointForm(VotesForm):
    """One matter of the unit's report."""

    title = forms.CharField(label=_("Nội dung"), max_length=300)
    conclusion = forms.CharField(
        label=_("Kết luận"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    taken_up = forms.BooleanField(label=_("Tiếp thu vào báo cáo"), required=False)


class ConclusionForm(VotesForm):
    """The chair's conclusion on a person or on the unit."""

    strengths = forms.CharField(
        label=_("Ưu điểm"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000
    )
    weaknesses = forms.CharField(
        label=_("Khuyết điểm, hạn chế"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
    )
    grade = forms.ChoiceField(
        label=_("Mức đề nghị"),
        choices=lambda: [(grade.value, label(grade)) for grade in Grade],
        widget=forms.RadioSelect,
        required=False,
    )
    not_rated = forms.CharField(label=_("Không xếp loại vì"), max_length=200, required=False)

    @property
    def chosen(self) -> Grade | None:
        grade = self.cleaned_data.get("grade")
        return Grade(grade) if grade else None
