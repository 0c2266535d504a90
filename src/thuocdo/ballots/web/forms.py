"""What the pages of a ballot send. Whether it may be done, actions say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import label

from ..rules import FIGURES, WRITTEN_FIGURES, Count, Layout, LineCount, Way
from ..wording import FIGURES as WORDS

if TYPE_CHECKING:
    from ..models import Ballot


class NewBallotForm(forms.Form):
    """A ballot that is no point of a meeting: of the Office's level, of an election, of anything asked."""

    title = forms.CharField(label=_("Nội dung bỏ phiếu"), max_length=200)
    occasion = forms.CharField(label=_("Tại cuộc họp, hội nghị nào"), max_length=300)
    place = forms.CharField(label=_("Địa điểm"), max_length=160)
    layout = forms.ChoiceField(label=_("Trên phiếu hỏi gì"))
    lines = forms.CharField(
        label=_("Các dòng trên phiếu, mỗi dòng một người hoặc một nội dung"),
        help_text=_("Với phiếu chọn mức xếp loại thì để trống: bốn mức có sẵn."),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    least = forms.IntegerField(label=_("Chọn ít nhất"), min_value=1, initial=1, required=False)
    most = forms.IntegerField(label=_("Chọn nhiều nhất"), min_value=1, initial=1, required=False)
    way = forms.ChoiceField(label=_("Cách bỏ phiếu"))
    rule = forms.ChoiceField(label=_("Đạt khi nào"), required=False)
    chair = forms.ChoiceField(label=_("Người chủ trì"))
    tellers = forms.MultipleChoiceField(label=_("Tổ kiểm phiếu"), widget=forms.CheckboxSelectMultiple)
    voters = forms.MultipleChoiceField(
        label=_("Người được bỏ phiếu và có mặt"), widget=forms.CheckboxSelectMultiple
    )
    summoned = forms.IntegerField(
        label=_("Số được triệu tập (để trống nếu bằng số có mặt)"), min_value=1, required=False
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]],
        ways: Sequence[Way],
        rules: Sequence[tuple[str, str]],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        for name in ("chair", "tellers", "voters"):
            self.fields[name].choices = people
        self.fields["layout"].choices = [(one.value, label(one)) for one in Layout]
        self.fields["way"].choices = [(one.value, label(one)) for one in ways]
        self.fields["rule"].choices = [("", _("không đặt mức; người chủ trì đọc số phiếu")), *rules]
        for name in ("tellers", "voters"):
            self.fields[name].widget.attrs["size"] = 8

    @property
    def asked(self) -> list[str]:
        """The lines as typed."""
        return [line.strip()[:200] for line in self.cleaned_data["lines"].splitlines() if line.strip()]


def marks_of(layout: Layout) -> tuple[str, ...]:
    """The columns that a slip of this layout has."""
    return ("agree",) if layout.chooses else ("agree", "disagree", "blank")


class SheetForm(forms.Form):
    """A teller's sheet: totals, and the marks of each line; with `written`, those of written opinions too."""

    def __init__(self, *args: Any, ballot: "Ballot", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lines = [(line.key, line.label) for line in ballot.lines.all()]
        self.marks = marks_of(Layout(ballot.layout))
        self.written_marks = WRITTEN_FIGURES[: len(self.marks)]
        for name in FIGURES:
            initial = {"initial": 0} if name in ("written", "invalid") else {}
            self.fields[name] = forms.IntegerField(label=WORDS[name], min_value=0, **initial)
        for key, said in self.lines:
            for mark in self.marks:
                self.fields[f"{mark}-{key}"] = self._cell(f"{said}: {WORDS[mark]}")
            for mark in self.written_marks:
                self.fields[f"{mark}-{key}"] = self._cell(f"{said}: {WORDS[mark]}", required=False)

    @staticmethod
    def _cell(said: str, *, required: bool = True) -> forms.IntegerField:
        widget = forms.NumberInput(attrs={"class": "form-control"})
        return forms.IntegerField(label=said, min_value=0, widget=widget, required=required)

    @property
    def heads(self) -> list[Any]:
        return [WORDS[mark] for mark in self.marks]

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(said, [self[f"{mark}-{key}"] for mark in self.marks]) for key, said in self.lines]

    @property
    def written_rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(said, [self[f"{mark}-{key}"] for mark in self.written_marks]) for key, said in self.lines]

    def line_counts(self) -> tuple[LineCount, ...]:
        data = self.cleaned_data
        marks = (*self.marks, *self.written_marks)
        return tuple(
            LineCount(key, said, **{"agree": 0} | {mark: data.get(f"{mark}-{key}") or 0 for mark in marks})
            for key, said in self.lines
        )

    def count(self) -> Count:
        totals = {name: self.cleaned_data[name] for name in FIGURES}
        return Count(summoned=0, present=0, lines=self.line_counts(), **totals)


class WrittenForm(SheetForm):
    """Only the written opinions, beside an electronic ballot."""

    def __init__(self, *args: Any, ballot: "Ballot", **kwargs: Any):
        super().__init__(*args, ballot=ballot, **kwargs)
        for name in list(self.fields):
            if not name.startswith("written"):
                del self.fields[name]
