"""What every sitting shares: who is marked present, hands raised, the length of what is said. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

from thuocdo.kernel.findings import Citation, Finding

LONGEST = 5_000  # characters


@dataclass(frozen=True)
class Votes:
    """An open vote by show of hands."""

    agree: int
    against: int = 0
    other: int = 0

    @property
    def cast(self) -> int:
        return self.agree + self.against + self.other


class Called(Protocol):
    """Somebody called to a sitting, whichever one."""

    present: bool | None
    reason: str


class Attendance(NamedTuple):
    """What the list of those called still lacks."""

    unmarked: int  # neither present nor absent
    unexplained: int  # absent without a reason

    @classmethod
    def of(cls, seats: Iterable[Called]) -> Self:
        seats = list(seats)
        return cls(
            sum(seat.present is None for seat in seats),
            sum(seat.present is False and not seat.reason.strip() for seat in seats),
        )


def wrong_votes(votes: Votes | None, present: int, source: Citation | None = None) -> list[Finding]:
    """No more votes than members present."""
    if votes is None or votes.cast <= present:
        return []
    return [Finding("assembly.votes_over_present", source, {"cast": votes.cast, "present": present})]


def not_adopted(votes: Votes, present: int, source: Citation | None = None) -> list[Finding]:
    """Minutes are passed by more than half of those present, and nobody raises two hands."""
    too_few = [] if votes.agree > present - votes.agree else [Finding("assembly.not_adopted", source)]
    return wrong_votes(votes, present, source) or too_few


def too_long(*texts: str) -> list[Finding]:
    """A remark, an opinion, a conclusion or a correction beyond what a paper takes."""
    over = any(len(text) > LONGEST for text in texts)
    return [Finding("assembly.too_long", facts={"limit": LONGEST})] if over else []


def attendance_open(facts: Attendance, source: Citation | None = None) -> list[Finding]:
    """Everyone is marked present or absent, the absent with a reason (II.2.a)."""
    findings = []
    if facts.unmarked:
        findings.append(Finding("assembly.attendance_open", source, {"number": facts.unmarked}))
    if facts.unexplained:
        findings.append(Finding("assembly.absence_unexplained", source, {"number": facts.unexplained}))
    return findings
