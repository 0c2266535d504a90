"""The marks that stand in an agency's Word file, and what each prints.

    {place}  {chair.name}        a fact              {started|clock}  {agree|percent:base}   in another form
    {#persons} … {/persons}      for each, or if there is any       {^guests} … {/guests}    if there is none
    {.}  the line itself         {stt}  its number in order         {;.}  a semicolon, a full stop after the last

There is no arithmetic, no comparing and no calling: a file can print facts and nothing else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from .. import markup
from ..errors import PaperError

MARK = re.compile(r"\{([^{}]*)\}")
_SAID = re.compile(
    r"([#^/]?)\s*(;\.|\.|[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*|)\s*(?:\|\s*([a-z_]+)\s*(?::\s*([a-z0-9_.]+))?)?\s*"
)
ITSELF, ORDER, ENDING = ".", "stt", ";."
OPENS, INVERTS, CLOSES = "#", "^", "/"
PERCENT = "percent"
FORMS: Mapping[str, Any] = markup.FILTERS
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Mark:
    """One mark as it was written."""

    text: str  # "{started|clock}"
    sign: str  # "", "#", "^", "/"
    name: str
    form: str = ""
    of: str = ""  # the whole that a percentage is of


def mark_of(text: str) -> Mark | None:
    """What a mark says; nothing where it cannot be understood."""
    said = _SAID.fullmatch(text[1:-1].strip().replace("\u00a0", " "))
    if said is None or (not said[2] and said[1] != CLOSES) or (said[1] and said[3]):
        return None
    return Mark(text, said[1], said[2], said[3] or "", said[4] or "")


def knows(mark: Mark) -> bool:
    """Whether the form that the mark asks for exists."""
    return not mark.form or (mark.form == PERCENT and bool(mark.of)) or (mark.form in FORMS and not mark.of)


def printed(value: Any, form: str = "", whole: Any = None) -> str:
    """A fact as a paper has it; `PaperError` where the form does not fit the fact."""
    if value in (None, ""):
        return ""
    try:
        if form == PERCENT:
            return markup.percent(value, whole)
        if form:
            return FORMS[form](value)
    except (ArithmeticError, TypeError, ValueError, AttributeError) as error:
        raise PaperError(f"“{value}” cannot be written as “{form}”") from error
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, str):
        return _dated(value)
    return markup.vi_number(value) if isinstance(value, float) else str(value)


def _dated(text: str) -> str:
    """Moments and days stand in a sheet as ISO text."""
    if len(text) > _LONGEST_MOMENT or not text[:1].isdigit():
        return text
    if _MOMENT.fullmatch(text):
        return markup.moment(text)
    return markup.day_in_words(text) if _DAY.fullmatch(text) else text


_LONGEST_MOMENT: Final = 40  # letters
_REPEATED: Final = 500_000  # elements of lists in one paper


class Scope:
    """Facts within reach of a mark: those of the innermost part first, then outwards."""

    __slots__ = ("last", "left", "number", "outer", "value")

    def __init__(self, value: Any, outer: "Scope | None" = None, number: int = 1, last: bool = True):
        self.value, self.outer, self.number, self.last = value, outer, number, last
        self.left: list[int] = outer.left if outer else [_REPEATED]  # one count for the whole paper

    def find(self, name: str) -> Any:
        """The fact of that name; none where there is none."""
        if name == ITSELF:
            return self.value
        first, *rest = name.split(".")
        scope: Scope | None = self
        while scope and not (isinstance(scope.value, dict) and first in scope.value):
            scope = scope.outer
        value = scope.value[first] if scope else None
        for key in rest:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def text(self, mark: Mark) -> str:
        """What the mark prints here."""
        if mark.name == ENDING:
            return "." if self.last else ";"
        value = self.number if mark.name == ORDER else self.find(mark.name)
        return printed(value, mark.form, self.find(mark.of) if mark.of else None)

    def within(self, value: Any) -> "list[Scope]":
        """One scope for each element of a list; one for anything else that is there; none for what is empty."""
        if isinstance(value, list):
            last = len(value)
            self.left[0] -= last
            if self.left[0] < 0:
                raise PaperError("lists within lists would be repeated without end")
            return [Scope(item, self, number, number == last) for number, item in enumerate(value, 1)]
        if not value or (isinstance(value, str) and not value.strip()):
            return []
        return [Scope(value, self, self.number, self.last)]
