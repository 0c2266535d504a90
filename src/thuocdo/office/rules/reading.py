"""What each row of a staff list says, and what in it cannot be understood."""

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thuocdo.kernel.spreadsheet import CellProblem, DayNotUnderstood, Row, Table, read_day
from thuocdo.kernel.words import StaffKind

from . import staff_words as words
from .facts import Choices, Entry, OfficeFacts, UnitFact


@dataclass
class Reading:
    """Understands the cells of each row and collects what is wrong with them."""

    office: OfficeFacts
    choices: Choices
    table: Table
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[CellProblem] = field(default_factory=list)
    new_units: dict[str, UnitFact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.units = _unit_index(self.office.units)
        self.unit_names = [unit.name for unit in self.office.units]
        self.broken = {(problem.row, problem.column) for problem in self.table.problems}
        self.guesses: dict[str, str] = {}

    def entry(self, row: Row) -> Entry | None:
        name = words.named_properly(self._text(row, "full_name"))
        if not name or words.odd_in_name(name):
            self.problem(row, "full_name", "office.name_odd" if name else "office.name_missing", value=name)
            return None
        birth, year = self._birth(row)
        unit = self._unit(row)
        title = self._text(row, "title")
        return Entry(
            row=row,
            code=self._text(row, "code"),
            full_name=name,
            birth_date=birth,
            birth_year=year,
            unit=unit,
            title=title,
            role=words.role_of(title, unit) if title else None,
            kind=self._kind(row),
            is_party_member=self._party(row),
            party_post=self._text(row, "party_post"),
            union_post=self._text(row, "union_post"),
            joined_on=self._joined(row, birth),
        )

    def problem(self, row: Row, name: str, code: str, /, **facts: Any) -> None:
        problem = row.problem(name, code, **facts)
        if (problem.row, problem.column) not in self.broken:  # said already, and better
            self.problems.append(problem)

    def _text(self, row: Row, name: str) -> str:
        text = row.text(name)
        if len(text) > words.LONGEST[name]:
            self.problem(row, name, "office.too_long", limit=words.LONGEST[name], length=len(text))
        return text

    def _day(self, row: Row, name: str, latest_year: int) -> date | int | None:
        if row[name] is None:
            return None
        try:
            return read_day(row[name], latest_year=latest_year)
        except DayNotUnderstood:
            self.problem(row, name, "office.day_not_understood", value=row.text(name))
            return None

    def _birth(self, row: Row) -> tuple[date | None, int | None]:
        day = self._day(row, "birth_date", self.office.day.year - words.AGES.start)
        if day is None:
            return None, None
        year = day.year if isinstance(day, date) else day
        if self.office.day.year - year not in words.AGES:
            self.problem(row, "birth_date", "office.birth_odd", value=row.text("birth_date"))
        if isinstance(day, date):
            return day, year
        self.notes.append(
            row.problem("birth_date", "office.only_year", year=str(year), name=row.text("full_name"))
        )
        return None, year

    def _joined(self, row: Row, birth: date | None) -> date | None:
        day = self._day(row, "joined_on", self.office.day.year)
        if isinstance(day, int):
            self.problem(row, "joined_on", "office.day_not_understood", value=row.text("joined_on"))
            return None
        if day and (day > self.office.day or (birth and day <= birth)):
            self.problem(row, "joined_on", "office.joined_odd", value=day)
        return day

    def _kind(self, row: Row) -> StaffKind | None:
        text = row.text("kind")
        if not text:
            return words.kind_named(row.section) if row.section else None
        if (kind := words.kind_named(text)) is None:
            self.problem(row, "kind", "office.kind_unknown", value=text)
        return kind

    def _party(self, row: Row) -> bool | None:
        if "party" not in self.table.columns:
            return True if row.text("party_post") else None
        if row.problem("party", "") and (row.number, row.letters["party"]) in self.broken:
            return None
        mark = words.party_mark(row.text("party"))
        if mark is None:
            self.problem(row, "party", "office.party_unclear", value=row.text("party"))
        return mark

    def _unit(self, row: Row) -> UnitFact | None:
        name = self._text(row, "unit")
        if not name and row.section and words.kind_named(row.section) is None:
            name = row.section
        if not name:
            return None
        key = words.unit_key(name)
        if unit := self.units.get(key) or self.new_units.get(key):
            return unit
        if self.choices.create_units:
            self.new_units[key] = UnitFact(None, self._new_code(name), name, words.unit_kind(name))
            return self.new_units[key]
        if nearest := self._nearest(name):
            self.problem(row, "unit", "office.unit_unknown", value=name, nearest=nearest)
        else:
            self.problem(row, "unit", "office.unit_unknown_no_guess", value=name)
        return None

    def _new_code(self, name: str) -> str:
        taken = {unit.code.casefold() for unit in (*self.office.units, *self.new_units.values())}
        code, number = words.unit_code(name), 1
        while (code if number == 1 else f"{code}{number}").casefold() in taken:
            number += 1
        return code if number == 1 else f"{code}{number}"

    def _nearest(self, name: str) -> str:
        """The unit that was probably meant; looked up once for each name."""
        if name not in self.guesses:
            near = difflib.get_close_matches(name, self.unit_names, n=1) if len(self.guesses) < 100 else []
            self.guesses[name] = near[0] if near else ""
        return self.guesses[name]


def _unit_index(units: Iterable[UnitFact]) -> dict[str, UnitFact]:
    """Units by name, by code, and by both without the word for their kind; what would be ambiguous is left out."""
    index: dict[str, UnitFact] = {}
    looser: dict[str, set[UnitFact]] = defaultdict(set)
    for unit in units:
        name, code = words.unit_key(unit.name), words.unit_key(unit.code)
        index[name] = unit
        for key in (code, words.unit_short_key(name), f"phong {code}", f"ban {code}", f"trung tam {code}"):
            looser[key].add(unit)
    clear = {key: next(iter(found)) for key, found in looser.items() if len(found) == 1}
    return clear | index
