"""What was typed: the same shape as the facts, with texts at the ends. Read from a page, moved, compared."""

from collections.abc import Mapping
from typing import Any

from thuocdo.kernel.vi_text import clean

from .fields import GROUPS, Field, Way

Typed = dict[str, Any]
MOST_ROWS = 5000
_MANY = (Way.TEXT, Way.LINES)


def blank_row(parts: tuple[Field, ...]) -> Typed:
    """A row, or a group, before anything is typed."""
    return {part.key: blank(part) for part in parts}


def blank(field: Field) -> Any:
    """Nothing typed; a table that must have rows shows its first."""
    if field.way == Way.ROWS:
        return [blank_row(field.parts)] if field.required else []
    return blank_row(field.parts) if field.way in GROUPS else ""


def is_blank(value: Any) -> bool:
    """Whether nothing is typed in it."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    return all(map(is_blank, value)) if isinstance(value, list) else not value


def posted(fields: tuple[Field, ...], data: Mapping[str, str], standing: Typed, prefix: str = "") -> Typed:
    """What a page sent. A field or a table that the page did not show stays as it stands."""
    return {field.key: _one(field, data, standing.get(field.key), prefix + field.key) for field in fields}


def _one(field: Field, data: Mapping[str, str], standing: Any, name: str) -> Any:
    if field.way in GROUPS:
        return posted(field.parts, data, standing or {}, f"{name}.")
    if field.way == Way.ROWS:
        return _rows(field, data, standing or [], name)
    if field.way == Way.TICK:
        return "yes" if data.get(name) else ""
    text = data.get(name, standing or "")
    return clean(text).strip() if field.way in _MANY else " ".join(clean(text).split("\n")).strip()


def _rows(field: Field, data: Mapping[str, str], standing: list[Typed], name: str) -> list[Typed]:
    shown = data.get(f"{name}.rows", "")
    if not shown.isdecimal():
        return standing
    return [posted(field.parts, data, {}, f"{name}.{at}.") for at in range(min(int(shown[:6]), MOST_ROWS))]


def rows_in(fields: tuple[Field, ...], typed: Typed, name: str) -> tuple[Field, list[Typed]]:
    """A table by its name on the page ("cases.1.remarks"), and its rows. KeyError where there is none."""
    key, _, rest = name.partition(".")
    field = {field.key: field for field in fields}[key]
    if field.way in GROUPS and rest:
        return rows_in(field.parts, typed.setdefault(key, {}), rest)
    if field.way != Way.ROWS:
        raise KeyError(name)
    rows = typed.setdefault(key, [])  # the pack may know a table that it did not when the draft was begun
    if not rest:
        return field, rows
    at, _, inner = rest.partition(".")
    return rows_in(field.parts, _row(rows, at), inner)


def _row(rows: list[Typed], at: str) -> Typed:
    if not at.isdecimal() or int(at[:6]) >= len(rows):
        raise KeyError(at)
    return rows[int(at[:6])]


def edited(fields: tuple[Field, ...], typed: Typed, deed: str) -> str:
    """A row added, dropped or moved: "add:cases", "up:cases.1". What is typed changes; returns where to look next.

    KeyError for what is no deed, or no row.
    """
    verb, _, name = deed.partition(":")
    if verb == "add":
        field, rows = rows_in(fields, typed, name)
        if len(rows) < MOST_ROWS:
            rows.append(blank_row(field.parts))
        return f"{name}.{len(rows) - 1}"
    table, _, number = name.rpartition(".")
    field, rows = rows_in(fields, typed, table)
    row = _row(rows, number)
    at = int(number)
    to = {"drop": at, "up": max(at - 1, 0), "down": min(at + 1, len(rows) - 1)}[verb]
    rows.pop(at)
    if verb != "drop":
        rows.insert(to, row)
    return f"{table}.{min(to, len(rows) - 1)}" if rows else table


def differences(fields: tuple[Field, ...], mine: Typed, theirs: Typed) -> list[tuple[str, str, str]]:
    """What two people typed differently: label, the one text, the other."""
    return [
        (field.label, as_read(field, mine.get(field.key)), as_read(field, theirs.get(field.key)))
        for field in fields
        if mine.get(field.key) != theirs.get(field.key)
    ]


def as_read(field: Field, value: Any) -> str:
    """A field's content on a few lines, for people to compare."""
    if field.way in GROUPS:
        lines = [(part.label, as_read(part, (value or {}).get(part.key))) for part in field.parts]
        return "\n".join(f"{label}: {text}" for label, text in lines if text)
    if field.way == Way.ROWS:
        rows = [
            "; ".join(filter(None, (as_read(part, row.get(part.key)) for part in field.parts)))
            for row in value or []
        ]
        return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))
    return str(value or "")
