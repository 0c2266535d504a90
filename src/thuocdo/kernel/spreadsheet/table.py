"""From a grid to a table: where the headings stand, what each row says, where the foot begins."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..vi_text import fold
from .gates import LIMITS, Limits, refusal
from .grid import Grid, Place, grids_of
from .values import Value, letter_of, text_of

_LOOK_FOR_HEADINGS_IN = 60  # rows
_ERROR_TEXT = re.compile(
    r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!)", re.IGNORECASE
)
_BETWEEN = re.compile(r"[/,;]|\s+(?:và|hoặc)\s+")
_NUMBERING = re.compile(r"\(?\[?(\d{1,2}|[A-Za-z])\]?\)?(\s*=.*)?")
_GROUP_MARK = re.compile(r"[IVXLC]+|[A-ZĐ]")
_GROUP_TEXT = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\s*[./)\-–:]\s*(\S.*)")
# Compared with their accents: "Tống Công Danh" is a person, "Tổng cộng" is not.
_FOOT = re.compile(
    r"(tổng cộng|tổng số|tổng\s*:|cộng\s*[:.]?\s*$|tong cong|tong so|ấn định danh sách|danh sách (này )?(gồm|có)|"
    r"người lập|nơi nhận|thủ trưởng đơn vị|kt\.|tl\.|tm\.|t/m|ghi chú\s*:)",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"[^,]{2,40},\s*ngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one place: row number and column letter as the spreadsheet shows them ("" = the row)."""

    row: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: the values by field; `section` is the group heading above it, if there is one."""

    number: int
    values: Mapping[str, Value]
    letters: Mapping[str, str]
    section: str = ""

    def __getitem__(self, name: str) -> Value:
        return self.values.get(name)

    def text(self, name: str) -> str:
        return text_of(self.values.get(name))

    def problem(self, name: str, code: str, /, **facts: Any) -> CellProblem:
        """A problem at this row, in the column of the field."""
        return CellProblem(self.number, self.letters.get(name, ""), code, facts)


@dataclass(frozen=True)
class Table:
    """A table found in a file."""

    sheet: str
    header_row: int
    columns: Mapping[str, tuple[str, ...]]  # field -> column letters
    rows: tuple[Row, ...]
    problems: tuple[CellProblem, ...] = ()
    unread_columns: Mapping[str, str] = field(default_factory=dict)  # column letter -> heading not asked for
    unread_sheets: tuple[str, ...] = ()  # other sheets with such headings
    foot_row: int | None = None  # the first row taken as totals or signatures


def read_table(
    data: bytes,
    file_name: str,
    headings: Mapping[str, Sequence[str]],
    *,
    required: Collection[str] = (),
    joined: Collection[str] = (),
    limits: Limits = LIMITS,
) -> Table:
    """The table with these headings (field -> ways to write its heading).

    Raises `Refused` when the file cannot be opened, no row of headings is found, a required column is missing or a
    heading stands there twice. The best matching visible sheet is read; others that match are named. A field of
    `joined` may be spread over several columns ("Họ và tên đệm | Tên", or one heading above two columns).
    """
    known = {_heading(variant): name for name, variants in headings.items() for variant in variants}
    headed = ((grid, _header(grid, known, joined)) for grid in grids_of(data, file_name, limits))
    found = [(grid, header) for grid, header in headed if header]
    if not found:
        raise refusal("sheet.no_headings", wanted=[variants[0] for variants in headings.values()])
    grid, header = max(found, key=lambda pair: pair[1].score)  # the first of the best
    if missing := [headings[name][0] for name in headings if name in required and name not in header.columns]:
        raise refusal("sheet.missing_columns", missing=missing, row=header.first + 1)
    others = tuple(other.name for other, _ in found if other is not grid and other.name)
    return _table(grid, header, set(required), set(joined), others)


# --- headings ---


@dataclass(frozen=True)
class _Header:
    first: int
    last: int
    columns: dict[str, list[int]]
    others: dict[int, str]

    @property
    def score(self) -> int:
        return len(self.columns)


def _heading(text: str) -> str:
    """A heading as it is compared: no accents, no explanations in parentheses, no punctuation, no year."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(re.sub(r"\([^)]*\)", " ", text))).strip()
    words = re.sub(r" nam \d{4}$", "", words)
    return words or re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def _field_of(heading: str, known: Mapping[str, str]) -> str | None:
    """The field of a heading, or of every part of one ("Phòng/đơn vị", "Chức vụ, vị trí việc làm")."""
    parts = {known.get(_heading(part)) for part in _BETWEEN.split(heading)}
    return known.get(_heading(heading)) or (parts.pop() if len(parts) == 1 else None)


def _header(grid: Grid, known: Mapping[str, str], joined: Collection[str]) -> _Header | None:
    candidates = [
        _header_at(grid, row, known, joined) for row in range(min(len(grid.rows), _LOOK_FOR_HEADINGS_IN))
    ]
    # A title right above the headings is no heading of theirs: where one row says as much as two, it is the one.
    best = max(candidates, key=lambda header: (header.score, header.first == header.last), default=None)
    return best if best and best.score >= 2 else None


def _header_at(grid: Grid, row: int, known: Mapping[str, str], joined: Collection[str]) -> _Header:
    upper = [text_of(value) for value in grid.rows[row]]
    lower = [text_of(value) for value in grid.rows[row + 1]] if row + 1 < len(grid.rows) else []
    parents = _parents(upper, lower)
    columns: dict[str, list[int]] = {}
    others: dict[int, str] = {}
    for column, text in enumerate(upper):
        parent, child = (parents[column], lower[column]) if parents and column in parents else (text, "")
        tries = (f"{parent} {child}", child, parent) if child else (parent,)
        if name := next(filter(None, (_field_of(text, known) for text in tries)), None):
            columns.setdefault(name, []).append(column)
        elif parent or child:
            others[column] = f"{parent} {child}".strip()
        elif column and (
            name := next((name for name in joined if column - 1 in columns.get(name, ())), None)
        ):
            columns[name].append(column)  # no heading of its own: the rest of what stands at its left
    return _Header(row, row + bool(parents), columns, others)


def _parents(upper: list[str], lower: list[str]) -> dict[int, str]:
    """Headings of two rows: column -> the text above it. Empty if the second row is not one of headings.

    It is one if all its texts stand under a heading that spreads over several columns.
    """
    parents: dict[int, str] = {}
    for column, text in enumerate(lower):
        if not text:
            continue
        start = column
        while start > 0 and not upper[start] and lower[start - 1]:
            start -= 1
        end = column
        while end + 1 < len(upper) and not upper[end + 1] and end + 1 < len(lower) and lower[end + 1]:
            end += 1
        if start == end or not upper[start]:
            return {}
        parents[column] = upper[start]
    return parents


# --- rows ---


def _table(
    grid: Grid, header: _Header, required: set[str], joined: set[str], others: tuple[str, ...]
) -> Table:
    spread = {name: tuple(map(letter_of, columns)) for name, columns in header.columns.items()}
    _refuse_twice(grid, header, {name: letters for name, letters in spread.items() if name not in joined})
    values, covered = _filled(grid, header)
    firsts = {name: letters[0] for name, letters in spread.items()}
    reader = _Reader(grid, header, values, covered, firsts, required, joined)
    reader.read()
    return Table(
        sheet=grid.name,
        header_row=header.first + 1,
        columns=spread,
        rows=tuple(reader.rows),
        problems=tuple(reader.problems),
        unread_columns={letter_of(column): text for column, text in header.others.items()},
        unread_sheets=others,
        foot_row=reader.foot_row,
    )


def _refuse_twice(grid: Grid, header: _Header, spread: Mapping[str, tuple[str, ...]]) -> None:
    """Two columns may say the same thing only under one heading ("Năm sinh: Nam | Nữ")."""
    for name, letters in spread.items():
        texts = [text_of(grid.rows[header.first][column]) for column in header.columns[name]]
        if len([text for text in texts if text]) > 1:
            facts = {"heading": texts[0], "columns": list(letters), "row": header.first + 1}
            raise refusal("sheet.heading_twice", **facts)


def _filled(grid: Grid, header: _Header) -> tuple[list[list[Value]], set[Place]]:
    """The rows with the value of a cell merged downwards repeated in each; and places merged across (group rows)."""
    rows = [list(row) for row in grid.rows]
    across: set[Place] = set()
    for (top, left), (bottom, right) in grid.spans:
        if top <= header.last or top >= len(rows) or left >= len(rows[top]):
            continue
        if top == bottom:
            across.add((top, left))
        for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if left == right and left < len(rows[row]):
                rows[row][left] = rows[top][left]
    return rows, across


def _is_foot(words: list[str]) -> bool:
    return bool(words and _FOOT.match(words[0])) or any(map(_PLACE_AND_DAY.match, words))


@dataclass
class _Reader:
    grid: Grid
    header: _Header
    values: list[list[Value]]
    across: set[Place]
    letters: Mapping[str, str]
    required: set[str]
    joined: set[str]
    rows: list[Row] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    foot_row: int | None = None
    section: str = ""
    numbered: int | None = None  # the column in which the last row taken was numbered

    def read(self) -> None:
        mapped = {column for columns in self.header.columns.values() for column in columns}
        for index in range(self.header.last + 1, len(self.values)):
            row = self.values[index]
            filled = [column for column, value in enumerate(row) if value is not None]
            if any((index, column) in self.grid.defects for column in mapped):
                self._take(index, row, filled)
            elif filled and not self._is_heading_again(index, row, filled):
                self._sort(index, row, filled, mapped)

    def _sort(self, index: int, row: list[Value], filled: list[int], mapped: set[int]) -> None:
        """Foot, group heading or row of the table. What looks like a row below the foot is never lost silently."""
        words = [
            value for column in filled if isinstance(value := row[column], str) and not value.isdecimal()
        ]
        whole = self._is_whole(filled, mapped)
        if len(words) <= 3 and _is_foot(words):
            self.foot_row = self.foot_row or index + 1
        elif len(words) <= 2 and not whole and (group := self._group(index, filled, words)):
            self.section = group
        elif self.foot_row and not self._goes_on(row, filled):
            if whole:
                facts = {"foot": self.foot_row}
                self.problems.append(CellProblem(index + 1, "", "sheet.row_after_foot", facts))
        elif mapped.intersection(filled):
            self._take(index, row, filled)

    def _goes_on(self, row: list[Value], filled: list[int]) -> bool:
        """After a subtotal the table goes on: this row is numbered where the one before it was."""
        if self.numbered != filled[0] or not text_of(row[filled[0]]).isdecimal() or len(filled) < 3:
            return False
        self.foot_row = None
        return True

    def _is_heading_again(self, index: int, row: list[Value], filled: list[int]) -> bool:
        """The headings printed anew on each page; and the row "(1) (2) (3)" under the headings."""
        if index == self.header.last + 1 and len(filled) > 1:
            texts = [text_of(row[column]) for column in filled]
            return all(map(_NUMBERING.fullmatch, texts))
        return row in self.grid.rows[self.header.first : self.header.last + 1]

    def _is_whole(self, filled: list[int], mapped: set[int]) -> bool:
        """Every required column is filled, and at least two of all: surely meant as a row of the table."""
        given = mapped.intersection(filled)
        return len(given) >= 2 and all(
            given.intersection(self.header.columns.get(name, ())) for name in self.required
        )

    def _group(self, index: int, filled: list[int], words: list[str]) -> str:
        """The text of a row that only announces a group: "I | Phòng Tổng hợp", "II. Ban Tiếp công dân", or merged across."""
        if len(words) == 2 and len(filled) <= 3 and _GROUP_MARK.fullmatch(words[0].rstrip(".)")):
            return words[1]
        if len(words) != 1:
            return ""
        if found := _GROUP_TEXT.fullmatch(words[0]):
            return found[1]
        return words[0] if any((index, column) in self.across for column in filled) else ""

    def _take(self, index: int, row: list[Value], filled: list[int]) -> None:
        self.numbered = filled[0] if filled and text_of(row[filled[0]]).isdecimal() else None
        values: dict[str, Value] = {}
        letters = self.letters
        for name, columns in self.header.columns.items():
            given = [column for column in columns if column < len(row) and row[column] is not None]
            values[name] = row[given[0]] if given else None
            if len(given) > 1 and name in self.joined:
                values[name] = " ".join(text_of(row[column]) for column in given)
            elif len(given) > 1:
                self._note(index, given[1], "sheet.two_values", other=letter_of(given[0]))
            if given and given[0] != columns[0]:
                letters = {**letters, name: letter_of(given[0])}
            for column in columns:
                self._look(index, column, row[column] if column < len(row) else None)
        self.rows.append(Row(index + 1, values, letters, self.section))

    def _look(self, index: int, column: int, value: Value) -> None:
        if code := self.grid.defects.get((index, column)):
            self._note(index, column, code)
        elif isinstance(value, str) and value[0] == "#" and _ERROR_TEXT.fullmatch(value):
            self._note(index, column, "sheet.error_value", value=value)
        elif isinstance(value, str) and value[0] == "=":
            self._note(index, column, "sheet.formula", value=value)

    def _note(self, index: int, column: int, code: str, **facts: Any) -> None:
        self.problems.append(CellProblem(index + 1, letter_of(column), code, facts))
