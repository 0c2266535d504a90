"""Web forms drawn from the book's definitions. They keep what is typed; whether it is complete, actions say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.kernel.words import Grade
from thuocdo.law.book import Field, Form, ScoreGroup, ScoreLine, ScoreTable, Section
from thuocdo.law.forms import GRADE_WORDS
from thuocdo.ui.wording import label

# The browser warns at the form's own limit; the server takes a draft up to the hard one and says so past it.
SCORE_PARTS = {"M": ("done", "of"), "J": ("points", "reason"), "H": ("points",)}


@dataclass(frozen=True)
class Part:
    """One section of the paper with its fields on the page."""

    section: Section
    fields: list[forms.BoundField]

    @property
    def answered(self) -> bool:
        return all(bound.value() for bound in self.fields if bound.field.required)


@dataclass(frozen=True)
class ScoreRow:
    line: ScoreLine
    fields: dict[str, forms.BoundField]


def _control(asked: Field) -> forms.Field:
    shared = {
        "label": f"{asked.number}. {asked.label}" if asked.number else asked.label,
        "required": asked.required,
    }
    if asked.type == "level":
        choices = [(grade.value, label(grade)) for grade in Grade]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
    if asked.type == "grade4":
        return forms.ChoiceField(
            choices=[(word, word) for word in GRADE_WORDS], widget=forms.RadioSelect, **shared
        )
    if asked.type == "date":
        return forms.CharField(widget=forms.TextInput(attrs={"type": "date"}), **shared)
    if asked.type == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), **shared)
    return forms.CharField(widget=forms.TextInput, **shared)


def score_name(line: str, part: str) -> str:
    return f"score-{line}-{part}"


def _score_controls(line: ScoreLine) -> Iterator[tuple[str, forms.Field]]:
    labels = {
        "points": _("Điểm"),
        "reason": _("Lý do"),
        "done": line.done or _("Hoàn thành"),
        "of": line.of or _("Được giao"),
    }
    for part in SCORE_PARTS[line.kind]:
        attrs = {
            "inputmode": "text" if part == "reason" else "decimal",
            "autocomplete": "off",
            "class": "form-control",
        }
        yield (
            score_name(line.key, part),
            forms.CharField(label=labels[part], required=False, widget=forms.TextInput(attrs=attrs)),
        )


class ReviewForm(forms.Form):
    """The author's part of a form and its score sheet."""

    def __init__(self, form: Form, table: ScoreTable | None, *args: Any, leads: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.definition, self.table = form, table
        self.asked = {field.key: field for field in form.asked("self", leads)}
        self.fields.update({key: _control(field) for key, field in self.asked.items()})
        for line in table.lines if table else ():
            self.fields.update(_score_controls(line))

    @property
    def parts(self) -> list[Part]:
        """The sections in the order of the paper, with what is asked in each."""
        drawn = (
            Part(section, [self[field.key] for field in section.fields if field.key in self.asked])
            for section in self.definition.sections
        )
        return [part for part in drawn if part.fields]

    @property
    def score_groups(self) -> list[tuple[ScoreGroup, list[ScoreRow]]]:
        if not self.table:
            return []
        return [
            (
                group,
                [
                    ScoreRow(
                        line, {part: self[score_name(line.key, part)] for part in SCORE_PARTS[line.kind]}
                    )
                    for line in self.table.lines_of(group.key)
                ],
            )
            for group in self.table.groups
        ]

    def answers(self) -> dict[str, str]:
        """What was sent, as typed."""
        return {key: self.data[key] for key in self.asked if key in self.data}

    def scores(self) -> dict[str, dict[str, str]]:
        entries = {}
        for line in self.table.lines if self.table else ():
            entry = {part: self.data.get(score_name(line.key, part), "") for part in SCORE_PARTS[line.kind]}
            if any(score_name(line.key, part) in self.data for part in entry):
                entries[line.key] = entry
        return entries


def as_initial(answers: Mapping[str, str], scores: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Kept answers and scores under the names of the page's fields."""
    flat = {score_name(line, part): text for line, entry in scores.items() for part, text in entry.items()}
    return {**answers, **flat}
