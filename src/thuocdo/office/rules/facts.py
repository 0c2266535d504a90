"""What goes into the plan of an import and what comes out of it."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.spreadsheet import CellProblem, Row
from thuocdo.kernel.words import PostRole, StaffKind


@dataclass(frozen=True)
class UnitFact:
    """A unit of the office; `id` None for one that the import would create."""

    id: int | None
    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class Standing:
    """A person as the office knows them on the day, with the main post (`post_id` None: holds none)."""

    id: int
    code: str
    full_name: str
    birth_date: date | None
    kind: str
    is_party_member: bool
    party_post: str
    union_post: str
    joined_on: date | None
    left_on: date | None
    post_id: int | None = None
    unit: UnitFact | None = None
    title: str = ""
    role: str = PostRole.STAFF


@dataclass(frozen=True)
class OfficeFacts:
    """The office before the import. `me`: the person who imports."""

    day: date
    me: int
    units: tuple[UnitFact, ...]
    people: tuple[Standing, ...]


@dataclass(frozen=True)
class Choices:
    """What the clerk ticked."""

    create_units: bool = False
    absent_have_left: bool = False


@dataclass(frozen=True)
class Entry:
    """What one row says, understood; None or "" where it says nothing."""

    row: Row
    code: str
    full_name: str
    birth_date: date | None
    birth_year: int | None
    unit: UnitFact | None
    title: str
    role: PostRole | None
    kind: StaffKind | None
    is_party_member: bool | None
    party_post: str
    union_post: str
    joined_on: date | None


@dataclass(frozen=True)
class Addition:
    """A person who would be new."""

    row: int
    code: str
    full_name: str
    birth_date: date | None
    kind: StaffKind
    is_party_member: bool
    party_post: str
    union_post: str
    joined_on: date | None
    unit: UnitFact
    title: str
    role: PostRole


@dataclass(frozen=True)
class FieldChange:
    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """A person who would change, field by field; `unit`, `title` and `role` as they would stand afterwards."""

    row: int
    person_id: int
    full_name: str
    fields: tuple[FieldChange, ...]
    post_id: int | None
    unit: UnitFact | None
    title: str
    role: PostRole

    @property
    def moves(self) -> bool:
        """Whether the post changes, not only the person."""
        return any(change.field in ("unit", "title") for change in self.fields)


@dataclass(frozen=True)
class Plan:
    """Everything an import would do, and what keeps it from being done."""

    day: date
    read: int  # rows of people in the list
    added: tuple[Addition, ...] = ()
    changed: tuple[Change, ...] = ()
    same: int = 0
    absent: tuple[Standing, ...] = ()  # in the office, not in the list
    leaving: bool = False  # whether the absent would be marked as having left
    new_units: tuple[UnitFact, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[CellProblem, ...] = ()  # worth a look, no obstacle

    @property
    def digest(self) -> str:
        """The same only if the same would be done: what was seen is what is confirmed."""
        left = tuple(person.id for person in self.absent) if self.leaving else ()
        done = (self.day, self.added, self.changed, left, self.new_units)
        return hashlib.sha256(repr(done).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        return {
            "read": self.read,
            "added": len(self.added),
            "changed": len(self.changed),
            "same": self.same,
            "left": len(self.absent) if self.leaving else 0,
            "units": len(self.new_units),
        }

    def obstacles(self) -> list[Finding]:
        """Why this plan may not be carried out; empty means it may."""
        if self.problems:
            return [Finding("office.list_has_problems", facts={"count": len(self.problems)})]
        if not (self.added or self.changed or self.new_units or (self.leaving and self.absent)):
            return [Finding("office.nothing_to_do", facts={"count": self.read})]
        return []
