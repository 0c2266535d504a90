"""Who a row of a staff list means."""

from collections import defaultdict
from collections.abc import Iterable

from .facts import Entry, OfficeFacts, Standing
from .reading import Reading


def name_key(full_name: str) -> str:
    return full_name.casefold()


class Matching:
    """Finds each person: by code, else by name and birth date, else by a name that only one person has."""

    def __init__(self, office: OfficeFacts, reading: Reading):
        self.reading = reading
        self.by_code = {person.code.casefold(): person for person in office.people}
        self.by_name: dict[str, list[Standing]] = defaultdict(list)
        for person in sorted(office.people, key=lambda person: person.left_on is not None):
            self.by_name[name_key(person.full_name)].append(person)
        self.taken: dict[int, int] = {}

    def without_repeats(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries without those that repeat an earlier row; each repeat is a problem."""
        rows: dict[tuple, int] = {}
        kept = []
        for entry in entries:
            if entry.code:
                key: tuple = ("code", entry.code.casefold())
            else:
                born = entry.birth_date or entry.birth_year or (entry.unit and entry.unit.name)
                key = ("name", name_key(entry.full_name), born)
            if first := rows.get(key):
                column, value = ("code", entry.code) if entry.code else ("full_name", entry.full_name)
                self.reading.problem(entry.row, column, "office.row_repeats", value=value, first=first)
                continue
            rows[key] = entry.row.number
            kept.append(entry)
        return kept

    def person(self, entry: Entry) -> Standing | None:
        """Who the entry means in the office, if anyone; each person once."""
        person = self.by_code.get(entry.code.casefold()) if entry.code else self._named(entry)
        if person is None:
            return None
        if first := self.taken.get(person.id):
            self.reading.problem(
                entry.row, "full_name", "office.row_repeats", value=entry.full_name, first=first
            )
        self.taken.setdefault(person.id, entry.row.number)
        return person

    def _named(self, entry: Entry) -> Standing | None:
        named = self.by_name.get(name_key(entry.full_name), [])
        present = [person for person in named if person.left_on is None]
        fitting = [person for person in present or named if _born_alike(entry, person)]
        if len(fitting) > 1 and entry.unit:
            fitting = [person for person in fitting if person.unit == entry.unit] or fitting
        if len(fitting) > 1:
            codes = [person.code for person in fitting]
            self.reading.problem(
                entry.row, "full_name", "office.several_match", value=entry.full_name, codes=codes
            )
        if len(fitting) == 1 and not (entry.birth_date and fitting[0].birth_date):
            note = entry.row.problem(
                "full_name", "office.known_by_name", value=entry.full_name, code=fitting[0].code
            )
            self.reading.notes.append(note)
        return fitting[0] if fitting else None


def _born_alike(entry: Entry, person: Standing) -> bool:
    if person.birth_date is None or entry.birth_year is None:
        return True
    return (
        entry.birth_date == person.birth_date
        if entry.birth_date
        else entry.birth_year == person.birth_date.year
    )
