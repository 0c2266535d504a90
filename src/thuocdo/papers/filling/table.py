"""A whole table at once: pasted from a spreadsheet, read from its file, or written out to be changed as text."""

import csv
import io
from typing import Any

from thuocdo.kernel.spreadsheet import Table, text_of
from thuocdo.kernel.vi_text import clean, fold

from .fields import Field, Way
from .typed import Typed, blank_row

_TICKED = {"x", "1", "co", "dat", "dung", "yes", "true", "v"}


def rows_of_text(field: Field, text: str) -> list[Typed]:
    """Rows as a spreadsheet copies them: cells parted by tabs, a cell of several lines in quotes.

    A first row that names columns orders them; otherwise they come in the order of the form. A column of running
    numbers before them is left out.
    """
    lines = [[clean(cell).strip() for cell in line] for line in csv.reader(io.StringIO(text), "excel-tab")]
    lines = [line for line in lines if any(line)]
    if not lines:
        return []
    if (order := _named(field, lines[0])) is not None:
        return [_row(field, dict(zip(order, line, strict=False))) for line in lines[1:]]
    parts = [part.key for part in field.parts]
    skip = int(_numbered(lines, len(parts)))
    return [_row(field, dict(zip(parts, line[skip:], strict=False))) for line in lines]


def _named(field: Field, head: list[str]) -> list[str] | None:
    """The key of each column, "" for one not asked for; none where the row is no head."""
    known = {fold(part.label): part.key for part in field.parts}
    named = [known.get(fold(cell), "") for cell in head]
    return named if sum(map(bool, named)) >= min(len(field.parts), _ENOUGH) else None


_ENOUGH = 2  # names of columns that make a row a head


def _numbered(lines: list[list[str]], width: int) -> bool:
    """Whether one column too many stands before the others, counting 1, 2, 3."""
    return all(
        len(line) > width and line[0].rstrip(".") == str(number) for number, line in enumerate(lines, 1)
    )


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
