"""A form of the pack as boxes on a page: each with its name, its text, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thuocdo.kernel.findings import Finding
from thuocdo.ui.wording import sentence

from ..filling import Field, Way
from ..filling.typed import Typed

SHOWN_ROWS = 40  # of a table in the form itself; a longer one is changed on its own page
_LONG = 60  # letters that half a line holds
_WIDE = 6  # columns that stand beside each other on a laptop


@dataclass(frozen=True)
class Box:
    """One field on the page; a group has boxes, a table rows of boxes."""

    field: Field
    name: str
    value: Any
    wrong: str = ""
    boxes: tuple["Box", ...] = ()
    rows: tuple[tuple["Box", ...], ...] = ()

    @property
    def ident(self) -> str:
        """For the page's anchors and labels."""
        return ident_of(self.name)

    @property
    def has_rows(self) -> bool:
        return self.field.way == Way.ROWS

    @property
    def as_table(self) -> bool:
        """Few enough simple columns to stand beside each other."""
        return self.field.is_flat and len(self.field.parts) <= _WIDE

    @property
    def is_wide(self) -> bool:
        """It takes a whole line of the sheet."""
        long = isinstance(self.value, str) and len(self.value) > _LONG
        return bool(self.boxes) or self.has_rows or self.field.way in (Way.TEXT, Way.LINES) or long

    @property
    def too_long(self) -> bool:
        """More rows than a form shows: the table has a page of its own."""
        return self.field.is_flat and len(self.value or ()) > SHOWN_ROWS

    @property
    def lines(self) -> int:
        """How high the box is."""
        least = {Way.TEXT: 3, Way.LINES: 2}.get(self.field.way, 1)
        return min(max(least, self.value.count("\n") + 1, len(self.value) // 90 + 1), 14)


def ident_of(name: str) -> str:
    """Where on the page a field stands."""
    return f"o-{name.replace('.', '-')}"


def boxes_of(fields: Sequence[Field], typed: Typed, findings: Sequence[Finding]) -> tuple[Box, ...]:
    """The whole form."""
    wrong = {finding.facts["field"]: sentence(finding) for finding in findings if "field" in finding.facts}
    return _boxes(fields, typed, wrong, "")


def sections_of(boxes: Sequence[Box]) -> list[tuple[Box, ...]]:
    """Simple fields that follow each other stand on one sheet; a group or a table has its own."""
    sections: list[tuple[Box, ...]] = []
    for box in boxes:
        joins = (
            not (box.boxes or box.has_rows)
            and sections
            and not (sections[-1][0].boxes or sections[-1][0].has_rows)
        )
        if joins:
            sections[-1] += (box,)
        else:
            sections.append((box,))
    return sections


def _boxes(fields: Sequence[Field], typed: Typed, wrong: Mapping[str, str], prefix: str) -> tuple[Box, ...]:
    return tuple(_box(field, typed.get(field.key), wrong, f"{prefix}{field.key}") for field in fields)


def _box(field: Field, value: Any, wrong: Mapping[str, str], name: str) -> Box:
    box = Box(field, name, value if value is not None else "", wrong.get(name, ""))
    if field.way == Way.ROWS:
        rows = (
            ()
            if box.too_long
            else tuple(_boxes(field.parts, row, wrong, f"{name}.{at}.") for at, row in enumerate(value or ()))
        )
        return Box(field, name, value or [], box.wrong, rows=rows)
    if field.parts:
        return Box(
            field, name, value or {}, box.wrong, boxes=_boxes(field.parts, value or {}, wrong, f"{name}.")
        )
    return box
