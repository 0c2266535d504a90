"""What a laid-out paper is made of. Both writers know these few things and nothing else.

Lengths in millimetres; sizes and vertical gaps in points.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

WHOLE_ROW = 600  # letters; a row with more text may break across pages
Align = Literal["left", "center", "right", "justify"]


class Run(NamedTuple):
    """A stretch of text in one style; `boxed` is the frame of a tick box."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    boxed: bool = False

    def but(self, **changes: Any) -> "Run":
        """The same run with some things changed."""
        return self._replace(**changes)


@dataclass(slots=True)
class Para:
    """One paragraph. With `rule` it is a drawn line of that length instead of text; `leader` dots the rest of the line;
    above a `signer` stands the signature.
    """

    runs: list[Run]
    size: float
    align: Align = "left"
    first: float = 0
    left: float = 0
    before: float = 0
    spacing: float = 1
    keep_next: bool = False
    rule: float = 0
    leader: bool = False
    outline: int = 0
    signer: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Cell:
    """A cell of a table; `rows` and `columns` say how many it spans."""

    paras: list[Para]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Row:
    """A row; a `header` is repeated on every page, a `leading` one never stands last on a page."""

    cells: list[Cell]
    header: bool = False
    leading: bool = False

    @property
    def letters(self) -> int:
        """How much is written in the row."""
        return sum([len(run.text) for cell in self.cells for para in cell.paras for run in para.runs])


@dataclass(slots=True)
class Table:
    """A table of fixed column widths. `together` keeps it on one page; `keep_next` ties its end to what follows."""

    widths: list[float]
    rows: list[Row]
    bordered: bool = True
    together: bool = False
    keep_next: bool = False
    before: float = 6
    indent: float = 0


def placed(table: Table) -> list[list[tuple[int, Cell, bool]]]:
    """For each row, left to right: column, cell, and whether the cell only continues from a row above.

    Raises `ValueError` when a row does not fill the columns exactly.
    """
    width = len(table.widths)
    if all(
        len(row.cells) == width and all(cell.rows == cell.columns == 1 for cell in row.cells)
        for row in table.rows
    ):
        return [[(column, cell, False) for column, cell in enumerate(row.cells)] for row in table.rows]
    hanging: dict[int, tuple[Cell, int]] = {}  # column -> cell from above, rows still to go
    rows = []
    for number, row in enumerate(table.rows, 1):
        cells, column, line = iter(row.cells), 0, []
        while column < width:
            if column in hanging:
                cell, left = hanging.pop(column)
                line.append((column, cell, True))
            elif (cell := next(cells, None)) is not None:  # type: ignore[assignment]
                left = cell.rows
                line.append((column, cell, False))
            else:
                raise ValueError(f"row {number} has too few cells for {width} columns")
            if left > 1:
                hanging[column] = (cell, left - 1)
            column += cell.columns
        if column > width or next(cells, None) is not None:
            raise ValueError(f"row {number} has too many cells for {width} columns")
        rows.append(line)
    if hanging:
        raise ValueError("a cell reaches below the last row")
    return rows


@dataclass(slots=True)
class PageBreak:
    pass


Block = Para | Table | PageBreak


@dataclass(slots=True)
class Section:
    """Pages of one orientation."""

    landscape: bool
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A laid-out paper."""

    title: str
    sections: list[Section]
    margins: tuple[float, float, float, float]  # top, right, bottom, left
    base_size: float
    page_number_size: float
    issuer: str = ""
    paper: str = "A4"
    foot: list[Para] = field(
        default_factory=list
    )  # in the bottom margin of page 1: a draft breaks where the final does
