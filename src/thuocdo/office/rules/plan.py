"""What an import would do: who is added, who changes and in what, who is absent from the list."""

from collections.abc import Iterable
from itertools import count

from thuocdo.kernel.spreadsheet import CellProblem, Table
from thuocdo.kernel.words import PostRole, StaffKind

from . import staff_words as words
from .facts import Addition, Change, Choices, Entry, FieldChange, OfficeFacts, Plan, Standing, UnitFact
from .matching import Matching, name_key
from .reading import Reading


def plan_import(table: Table, office: OfficeFacts, choices: Choices) -> Plan:
    """Read the rows, find each person, and say what would be added, changed, left."""
    reading = Reading(office, choices, table)
    entries = [entry for row in table.rows if (entry := reading.entry(row))]
    matching = Matching(office, reading)
    pairs = [(entry, matching.person(entry)) for entry in matching.without_repeats(entries)]
    changes = {person.id: _change(entry, person, reading) for entry, person in pairs if person}
    absent = tuple(p for p in office.people if p.left_on is None and p.id not in changes)
    if choices.absent_have_left and any(person.id == office.me for person in absent):
        reading.problems.append(CellProblem(table.header_row, "", "office.list_without_you"))
    return Plan(
        day=office.day,
        read=len(table.rows),
        added=tuple(_additions([entry for entry, person in pairs if not person], office, reading)),
        changed=tuple(change for change in changes.values() if change),
        same=sum(change is None for change in changes.values()),
        absent=absent,
        leaving=choices.absent_have_left,
        new_units=tuple(reading.new_units.values()),
        problems=tuple(sorted((*table.problems, *reading.problems), key=lambda it: (it.row, it.column))),
        notes=tuple(reading.notes),
    )


def _change(entry: Entry, person: Standing, reading: Reading) -> Change | None:
    """Field by field, where the list says something else than the office knows."""
    said = {
        "full_name": entry.full_name if name_key(entry.full_name) != name_key(person.full_name) else "",
        "birth_date": entry.birth_date,
        "kind": entry.kind,
        "is_party_member": entry.is_party_member,
        "party_post": entry.party_post,
        "union_post": entry.union_post,
        "joined_on": entry.joined_on,
    }
    fields = [
        FieldChange(name, getattr(person, name), new)
        for name, new in said.items()
        if new not in (None, "") and new != getattr(person, name)
    ]
    if person.left_on:
        fields.append(FieldChange("left_on", person.left_on, None))
    unit, title = entry.unit or person.unit, entry.title or person.title
    if unit and unit != person.unit:
        fields.append(FieldChange("unit", person.unit.name if person.unit else "", unit.name))
    if title != person.title:
        fields.append(FieldChange("title", person.title, title))
    if not fields:
        return None
    stays = unit == person.unit and title == person.title
    if not stays and not (unit and title):
        name = "title" if unit else "unit"
        reading.problem(entry.row, name, _NEEDED[name], value=entry.full_name)
    role = PostRole(person.role) if stays else words.role_of(title, unit)
    return Change(
        entry.row.number, person.id, entry.full_name, tuple(fields), person.post_id, unit, title, role
    )


_NEEDED = {"unit": "office.unit_missing", "title": "office.title_missing", "kind": "office.kind_missing"}


def _additions(entries: Iterable[Entry], office: OfficeFacts, reading: Reading) -> Iterable[Addition]:
    """New people; those without a code get the next free one."""
    codes = [*(entry.code for entry in entries), *(person.code for person in office.people)]
    taken = {code.casefold() for code in codes}
    free = (code for number in count(1) if (code := f"NV{number:04}").casefold() not in taken)
    for entry in entries:
        for name, code in _NEEDED.items():
            if not getattr(entry, name) and not (name != "title" and entry.row.text(name)):
                reading.problem(entry.row, name, code, value=entry.full_name)
        if entry.unit and entry.kind and entry.title:
            yield _addition(entry, entry.code or next(free), entry.unit, entry.kind)


def _addition(entry: Entry, code: str, unit: UnitFact, kind: StaffKind) -> Addition:
    return Addition(
        row=entry.row.number,
        code=code,
        full_name=entry.full_name,
        birth_date=entry.birth_date,
        kind=kind,
        is_party_member=bool(entry.is_party_member),
        party_post=entry.party_post,
        union_post=entry.union_post,
        joined_on=entry.joined_on,
        unit=unit,
        title=entry.title,
        role=entry.role or PostRole.STAFF,
    )
