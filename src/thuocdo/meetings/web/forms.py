"""What the meeting's pages send. Whether it may be done, actions say."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.assemblies.rules import Votes
from thuocdo.kernel.words import Grade
from thuocdo.ui.wording import label

if TYPE_CHECKING:
    from ..models import ReportPoint


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
    """One matter of the unit's report: a new one, or `point` put right."""

    title = forms.CharField(label=_("Nội dung"), max_length=300)
    conclusion = forms.CharField(
        label=_("Kết luận"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    taken_up = forms.BooleanField(label=_("Tiếp thu vào báo cáo"), required=False)

    def __init__(self, *args: Any, point: "ReportPoint | None" = None, **kwargs: Any):
        shown = {name: getattr(point, name) for name in self.base_fields} if point else {"taken_up": True}
        super().__init__(
            *args, initial=shown, auto_id=f"id_{point.pk}_%s" if point else "id_point_%s", **kwargs
        )
        self.point = point

    @classmethod
    def of(cls, point: "ReportPoint | None", sent: "PointForm | None") -> "PointForm":
        """The form for a matter as the page shows it: with what was sent for it, if it was refused."""
        return sent if sent and sent.point == point else cls(point=point)


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


class ShortcomingForm(forms.Form):
    """One shortcoming: whose it is, how and by when it is put right."""

    text = forms.CharField(
        label=_("Hạn chế, khuyết điểm"), widget=forms.Textarea(attrs={"rows": 2}), max_length=5000
    )
    subject = forms.ChoiceField(label=_("Trách nhiệm thuộc về"))
    remedy = forms.CharField(
        label=_("Biện pháp khắc phục"), widget=forms.Textarea(attrs={"rows": 2}), max_length=5000
    )
    term = forms.DateField(
        label=_("Thời hạn khắc phục"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, answerable: Mapping[int, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [(str(subject), name) for subject, name in answerable.items()]


class InviteForm(forms.Form):
    """One more called: somebody of the agency, or a guest from outside by name."""

    person = forms.ChoiceField(label=_("Người trong cơ quan"), required=False)
    outsider = forms.CharField(label=_("Hoặc khách ngoài cơ quan (họ tên)"), max_length=160, required=False)
    title = forms.CharField(label=_("Chức vụ, cơ quan"), max_length=160, required=False)
    votes = forms.BooleanField(
        label=_("Là thành viên, có biểu quyết"),
        help_text=_(
            "Cán bộ chủ chốt dự kiểm điểm lãnh đạo, hoặc người mới về đơn vị. Khách mời thì bỏ trống."
        ),
        required=False,
    )
    hears = forms.MultipleChoiceField(
        label=_("Chỉ mời dự các phần"),
        help_text=_("Không chọn phần nào là mời dự cả cuộc họp. Khách chỉ thấy phần được mời."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], points: Iterable[tuple[int, str]], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "–"), *((str(pk), name) for pk, name in people)]
        self.fields["hears"].choices = [(str(subject), name) for subject, name in points]
