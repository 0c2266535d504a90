"""A form of the pack as boxes on a page: each with its name, its text, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thuocdo.kernel.findings import Finding
from thuocdo.ui.wording import sentence

from ..filling import Field, Way
from ..filling.typed import Typed

SHOWN_ROWS = 40  # of a table in the form itself; a longer one is changed on its own page
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
    def too_long(self) -> bool:
        """More rows than a form shows: the table has a page of its own."""
        return self.field.is_flat and len(self.value or ()) > SHOWN_ROWS

    @property
    def lines(self) -> int:
        """How high the box is."""
        least = {Way.TEXT: 3, Way.LINES: 3}.get(self.field.way, 1)
        return min(max(least, self.value.count("\n") + 1, len(self.value) // 90 + 1), 14)


def ident_of(name: str) -> str:
    """Where on the page a field stands."""
    return f"o-{name.replace('.', '-')}"


def boxes_of(fields: Sequence[Field], typed: Typed, findings: Sequence[Finding]) -> tuple[Box, ...]:
    """The whole form."""
    wrong = {finding.facts["field"]: sentence(finding) for finding in findings if "field" in finding.facts}
    return _boxes(fields, typed, wrong, "")


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
