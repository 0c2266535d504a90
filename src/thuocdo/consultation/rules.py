"""Where a card lies, and what keeps the meeting from its end (II.4). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thuocdo.kernel.findings import Finding


@dataclass(frozen=True)
class Presence:
    """One who is called, as the law of the meeting looks at it."""

    person: int
    present: bool | None
    reason: str


def attendance_open(delegates: Iterable[Presence], chair: int) -> list[Finding]:
    """Everyone is marked, the absent with a reason, and the Chief is there."""
    people = {one.person: one for one in delegates}
    unmarked = sum(one.present is None for one in people.values())
    silent = sum(one.present is False and not one.reason.strip() for one in people.values())
    presides = chair in people and people[chair].present
    return (
        ([Finding("consultation.unmarked", facts={"number": unmarked})] if unmarked else [])
        + ([Finding("consultation.absence_unexplained", facts={"number": silent})] if silent else [])
        + ([] if presides else [Finding("consultation.chair_absent")])
    )


def column_of(proposed: str | None, consulted: str | None) -> str:
    """Where a card lies: as concluded, else as proposed; empty is not rated, or nobody said yet."""
    return (consulted if consulted is not None else proposed) or ""


def moved_meanwhile(seen: str, stands: str) -> list[Finding]:
    """The card lies elsewhere than whoever moves it has seen."""
    return [] if seen == stands else [Finding("consultation.moved_meanwhile")]


def unconcluded(names: Sequence[str]) -> list[Finding]:
    """Whom neither the unit nor the meeting gave a level, or said why not."""
    facts = {"number": len(names), "names": ", ".join(names)}
    return [Finding("consultation.unconcluded", facts=facts)] if names else []
