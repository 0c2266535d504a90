"""From what was typed to the facts of a paper, and back; and what is missing before it can be issued."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.vi_text import clean_line

from ..rendering import UnprintableText, facts_of
from ..rules import is_symbol, name_defects, number_line, place_date_line
from .fields import GROUPS, Field, Way
from .typed import Typed, is_blank

_DAY_IN_WORDS = re.compile(r"ngày (\d+) tháng (\d+) năm (\d+)")
_LONGEST_NUMBER = 9  # digits


# --- to facts ---


@dataclass(frozen=True)
class Making:
    """What the facts of a paper need besides what was typed."""

    shape: str  # of the number, by the layout: "Số: {number}/{symbol}"
    on: date


def facts_from(fields: tuple[Field, ...], typed: Typed, shape: str, on: date) -> dict[str, Any]:
    """The facts that a paper is composed of; rows with nothing in them are left out."""
    return _group(fields, typed, Making(shape, on))


def _group(fields: tuple[Field, ...], typed: Typed, making: Making) -> dict[str, Any]:
    return {field.key: _fact(field, typed.get(field.key), making) for field in fields}


def _fact(field: Field, value: Any, making: Making) -> Any:
    match field.way:
        case Way.ROWS:
            inner = Field(field.key, "", Way.SIGNER if _signs(field) else Way.GROUP, field.parts)
            return [_fact(inner, row, making) for row in value or [] if not is_blank(row)]
        case Way.LETTERHEAD:
            return _letterhead(field, value or {}, making)
        case Way.SIGNER:
            return _signer(value or {})
        case Way.GROUP:
            return _group(field.parts, value or {}, making)
        case Way.LINES:
            lines = (_ended(field, line) for line in (value or "").splitlines())
            return [line for line in lines if line]
        case Way.NUMBER:
            return int(value) if _is_number(value or "") else 0
        case Way.TICK:
            return bool(value)
        case Way.ANSWER:
            return {"yes": True, "no": False}.get(value or "")
    return _ended(field, value or "")


def _ended(field: Field, text: str) -> str:
    """Without the full stop or semicolon that the paper puts there by itself."""
    return text.rstrip(" ;.") if field.bare and not text.endswith("..") else text.strip()


def _signs(field: Field) -> bool:
    """Rows that are signatures."""
    return {part.key for part in field.parts} == {"behalf", "post", "name"}


def _letterhead(field: Field, typed: Typed, making: Making) -> dict[str, Any]:
    """Names in capitals; room for the number, and for the day where none is typed, which the register fills in."""
    day = _day(typed.get("day", ""))
    year = day.year if day else making.on.year
    head = {
        "parent": typed.get("parent", "").upper(),
        "issuer": typed.get("issuer", "").upper(),
        "number_line": number_line(None, typed.get("symbol", ""), making.shape),
        "place_date_line": place_date_line(typed.get("place", ""), day, year),
    }
    return head | ({"subject": typed.get("subject", "")} if "subject" in _keys(field) else {})


def _signer(typed: Typed) -> dict[str, Any]:
    behalf = [line.strip().upper() for line in typed.get("behalf", "").splitlines() if line.strip()]
    return {
        "date_line": "",
        "behalf": behalf,
        "post": typed.get("post", "").upper(),
        "name": typed.get("name", ""),
    }


def _keys(field: Field) -> set[str]:
    return {part.key for part in field.parts}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= _LONGEST_NUMBER


def _is_moment(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text)) and "T" in text
    except ValueError:
        return False


# --- back to what one types ---


def typed_from(fields: tuple[Field, ...], facts: dict[str, Any]) -> Typed:
    """The facts of an earlier paper as they would be typed; its number stays with it."""
    return {field.key: _typed(field, facts.get(field.key)) for field in fields}


def _typed(field: Field, fact: Any) -> Any:
    match field.way:
        case Way.ROWS:
            return [typed_from(field.parts, row) for row in fact or []]
        case Way.LETTERHEAD:
            return _typed_head(field, fact or {})
        case Way.GROUP | Way.SIGNER:
            return typed_from(field.parts, fact or {})
        case Way.LINES:
            return "\n".join(fact or [])
        case Way.TICK:
            return "yes" if fact else ""
        case Way.ANSWER:
            return {True: "yes", False: "no"}.get(fact, "")
    return "" if fact is None else str(fact)


def _typed_head(field: Field, head: dict[str, Any]) -> Typed:
    place, _, words = head.get("place_date_line", "").partition(", ")
    found = _DAY_IN_WORDS.fullmatch(words)
    known = {
        **head,
        "symbol": head.get("number_line", "").partition("/")[2],
        "place": place,
        "day": f"{int(found[3]):04}-{int(found[2]):02}-{int(found[1]):02}" if found else "",
    }
    return {key: known.get(key, "") for key in _keys(field)}


# --- what is missing ---


def lacking(fields: tuple[Field, ...], typed: Typed) -> list[Finding]:
    """Why the paper cannot be issued yet, field by field, in the order of the form."""
    return [finding for place in _places(fields, typed) for finding in _defects(place)]


def unreadable(fields: tuple[Field, ...], typed: Typed) -> list[Finding]:
    """Why not even a draft can be printed: what cannot stand on paper at all."""
    return [finding for place in _places(fields, typed) for finding in _hard(place, place.field.way)]


@dataclass(frozen=True)
class Place:
    """One field as it was typed: its name on the page, its label with the row it stands in, its neighbours."""

    field: Field
    value: Any
    name: str
    label: str
    beside: Typed

    def finding(self, code: str, **facts: Any) -> Finding:
        return Finding(code, facts={"field": self.name, "label": self.label, **facts})


def _places(fields: tuple[Field, ...], typed: Typed, name: str = "", label: str = "") -> Iterator[Place]:
    for field in fields:
        value, here = typed.get(field.key), f"{name}{field.key}"
        said = f"{label}{field.label}"
        yield Place(field, value, here, said, typed)
        if field.way in GROUPS and not (is_blank(value) and not field.required):
            yield from _places(field.parts, value or {}, f"{here}.", f"{said}: ")
        for number, row in enumerate((value or []) if field.way == Way.ROWS else [], 1):
            if not is_blank(row):
                yield from _places(field.parts, row, f"{here}.{number - 1}.", f"{said}, {number}: ")


def _defects(place: Place) -> list[Finding]:
    field = place.field
    if field.way not in GROUPS and field.required and is_blank(place.value):
        return [place.finding("paper.field_missing")]
    findings = _hard(place, field.way)
    if field.way == Way.SIGNER and not is_blank(place.value) and clean_line(place.value.get("name", "")):
        findings += name_defects(place.value["name"])
    if field.key == "symbol" and not is_symbol(place.value or ""):
        findings.append(place.finding("paper.bad_symbol", symbol=place.value))
    return findings + (_sum(place) if field.sum_of and not findings else [])


def _hard(place: Place, way: Way) -> list[Finding]:
    value = place.value
    checks: dict[Way, tuple[Callable[[str], bool], str]] = {
        Way.NUMBER: (_is_number, "paper.field_number"),
        Way.MOMENT: (_is_moment, "paper.field_moment"),
        Way.DAY: (lambda text: _day(text) is not None, "paper.field_day"),
    }
    if way in checks:
        holds, code = checks[way]
        wrong = not holds(value) if value else way == Way.MOMENT
        return [place.finding(code)] if wrong else []
    if isinstance(value, str):
        return _unprintable(place, value)
    return []


def _unprintable(place: Place, text: str) -> list[Finding]:
    try:
        facts_of(text)
    except UnprintableText as error:
        return [place.finding("paper.field_unprintable", letters=error.letters)]
    return []


def _sum(place: Place) -> list[Finding]:
    """Figures that must make up another: slips valid and invalid those taken from the box."""
    parts = [str(place.beside.get(key) or "") for key in place.field.sum_of]
    if not all(map(_is_number, (*parts, place.value))):
        return []
    total = sum(map(int, parts))
    wrong = total != int(place.value)
    return [place.finding("paper.field_sum", sum=total, typed=int(place.value))] if wrong else []
