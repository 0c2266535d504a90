"""A whole table at once: pasted from a spreadsheet, read from its file, or written out to be changed as text."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from thuocdo.kernel.spreadsheet import Table, text_of
from thuocdo.kernel.vi_text import clean, fold

from .fields import Field, Way
from .typed import Typed, blank_row

_TICKED = {"x", "1", "co", "dat", "dung", "yes", "true", "v"}


@dataclass(frozen=True)
class Pasted:
    """The rows of a pasted table, and what of it found no place."""

    rows: list[Typed]
    unread: tuple[str, ...] = ()  # headings of columns that the table does not have
    too_wide: tuple[int, ...] = ()  # lines with more cells than the table has columns


def rows_of_text(field: Field, text: str) -> Pasted:
    """Rows as a spreadsheet copies them: cells parted by tabs, a cell of several lines in quotes.

    They come in the order of the form, or of the nearest line above that names columns. A running number before them
    is left out.
    """
    order, rows, unread, too_wide = [part.key for part in field.parts], [], [], []
    for number, line in enumerate(_lines(clean(text)), 1):
        while line and not line[-1]:
            line.pop()
        if not line:
            continue
        if (named := _named(field, line)) is not None:
            order = named
            unread += [cell for cell, key in zip(line, named, strict=True) if not key]
            continue
        cells = line[1:] if len(line) > len(order) and line[0].rstrip(".").isdecimal() else line
        if len(cells) > len(order):
            too_wide.append(number)
        rows.append(_row(field, dict(zip(order, cells, strict=False))))
    return Pasted(rows, tuple(dict.fromkeys(unread)), tuple(too_wide))


def _lines(text: str) -> list[list[str]]:
    """Cells by line. Quotes hold a cell together only where each has its fellow: a lone one is a letter."""
    paired = text.count('"') % 2 == 0
    try:
        lines = list(csv.reader(io.StringIO(text), "excel-tab")) if paired else None
    except csv.Error:
        lines = None
    found = lines if lines is not None else [line.split("\t") for line in text.split("\n")]
    return [[cell.strip() for cell in line] for line in found]


def _named(field: Field, line: list[str]) -> list[str] | None:
    """The key of each column, "" for one not asked for; none where the line is no head."""
    known = {fold(part.label): part.key for part in field.parts}
    named = [known.get(fold(cell), "") for cell in line]
    return named if sum(map(bool, named)) >= min(len(field.parts), _ENOUGH) else None


_ENOUGH = 2  # names of columns that make a line a head


def rows_of_table(field: Field, table: Table) -> list[Typed]:
    """The rows of a spreadsheet's table whose headings are the labels of the columns."""
    return [_row(field, {key: text_of(value) for key, value in row.values.items()}) for row in table.rows]


def _row(field: Field, cells: dict[str, Any]) -> Typed:
    row = blank_row(field.parts)
    for part in field.parts:
        text = cells.get(part.key) or ""
        match part.way:
            case Way.TICK:
                row[part.key] = "yes" if fold(text) in _TICKED else ""
            case Way.ANSWER:
                row[part.key] = ("yes" if fold(text) in _TICKED else "no") if text else ""
            case Way.TEXT | Way.LINES:
                row[part.key] = text
            case _:
                row[part.key] = " ".join(text.split())
    return row


def text_of_rows(field: Field, rows: list[Typed]) -> str:
    """The table as a spreadsheet would copy it, its head first."""
    lines = io.StringIO()
    writer = csv.writer(lines, "excel-tab", lineterminator="\n")
    writer.writerow([part.label for part in field.parts])
    writer.writerows([[_cell(part, row.get(part.key, "")) for part in field.parts] for row in rows])
    return lines.getvalue()


def _cell(part: Field, text: str) -> str:
    if part.way == Way.ANSWER:
        return {"yes": "x", "no": "không"}.get(text, "")
    return "x" if part.way == Way.TICK and text else text
