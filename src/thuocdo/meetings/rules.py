"""The order of a unit meeting, who presides, and what is unfinished (II.2.b-c). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from typing import NamedTuple, Protocol, Self

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import PostRole

LONGEST = 5_000  # characters


class Rank(IntEnum):
    """Who or what is heard before whom: the collective, head, deputies, staff, then the emulation title."""

    REPORT = auto()
    HEAD = auto()
    DEPUTY = auto()
    STAFF = auto()
    EMULATION = auto()


RANK_OF = {
    PostRole.CHIEF: Rank.HEAD,
    PostRole.HEAD: Rank.HEAD,
    PostRole.VICE_CHIEF: Rank.DEPUTY,
    PostRole.DEPUTY: Rank.DEPUTY,
    PostRole.STAFF: Rank.STAFF,
}


@dataclass(frozen=True)
class Votes:
    """An open vote by show of hands."""

    agree: int
    against: int = 0
    other: int = 0

    @property
    def cast(self) -> int:
        return self.agree + self.against + self.other


@dataclass(frozen=True)
class ItemFacts:
    """One point of the agenda as the law looks at it."""

    label: str
    rank: Rank
    done: bool
    person: int | None  # who is under review
    chair: int | None
    handed_in: bool  # the review itself
    remarks: int
    concluded: bool
    rated: bool  # a grade is proposed, or why there is none
    votes: Votes | None
    open_points: int = 0  # matters of the report without a vote
    graded: bool = True  # whether the meeting votes on a level here


class Seat(Protocol):
    """Somebody called to a meeting, whichever one; the same person may hold several seats."""

    person_id: int
    present: bool | None
    reason: str


class Attendance(NamedTuple):
    """What the list of those called still lacks, by people."""

    unmarked: int
    unexplained: int

    @classmethod
    def of(cls, seats: Iterable[Seat]) -> Self:
        people = {seat.person_id: seat for seat in seats}.values()
        return cls(
            sum(seat.present is None for seat in people),
            sum(seat.present is False and not seat.reason.strip() for seat in people),
        )


@dataclass(frozen=True)
class MeetingFacts:
    unmarked: int  # attendees neither present nor absent
    unexplained: int  # absent without a reason
    present: int  # members present, guests not counted
    items: tuple[ItemFacts, ...]
    ballot_wanted: bool
    ballot_sealed: bool
    adopted: bool


def out_of_turn(items: Sequence[ItemFacts], wanted: ItemFacts, source: Citation) -> list[Finding]:
    """The collective before its people, the head before deputies, deputies before staff."""
    waiting = [item.label for item in items if item.rank < wanted.rank and not item.done]
    return [Finding("meeting.head_not_first", source, {"waiting": ", ".join(waiting)})] if waiting else []


def wrong_chair(item: ItemFacts, source: Citation) -> list[Finding]:
    """Nobody presides over the review of oneself: for the head a deputy does."""
    if item.person is None or item.chair != item.person:
        return []
    return [Finding("meeting.chair_is_reviewed", source, {"name": item.label})]


def meanwhile(seen: str, stands: str) -> list[Finding]:
    """Somebody else has concluded since the page was opened."""
    return [] if seen == stands else [Finding("meeting.concluded_meanwhile")]


def wrong_votes(votes: Votes | None, present: int, source: Citation | None = None) -> list[Finding]:
    """No more votes than members present."""
    if votes is None or votes.cast <= present:
        return []
    return [Finding("meeting.votes_over_present", source, {"cast": votes.cast, "present": present})]


def not_adopted(votes: Votes, present: int, source: Citation | None = None) -> list[Finding]:
    """Minutes are passed by more than half of those present, and nobody raises two hands."""
    too_few = [] if votes.agree > present - votes.agree else [Finding("meeting.not_adopted", source)]
    return wrong_votes(votes, present, source) or too_few


def too_long(*texts: str) -> list[Finding]:
    """A remark, an opinion, a conclusion or a correction beyond what a paper takes."""
    over = any(len(text) > LONGEST for text in texts)
    return [Finding("meeting.too_long", facts={"limit": LONGEST})] if over else []


def attendance_open(facts: Attendance | MeetingFacts, source: Citation | None = None) -> list[Finding]:
    """Everyone is marked present or absent, the absent with a reason (II.2.a)."""
    findings = []
    if facts.unmarked:
        findings.append(Finding("meeting.attendance_open", source, {"number": facts.unmarked}))
    if facts.unexplained:
        findings.append(Finding("meeting.absence_unexplained", source, {"number": facts.unexplained}))
    return findings


def unfinished_item(item: ItemFacts, source: Citation) -> list[Finding]:
    """What one point of the agenda still lacks."""
    if item.rank is Rank.EMULATION:
        return []
    lacking = {
        "meeting.review_not_handed_in": not item.handed_in,
        "meeting.no_remarks": not item.remarks,
        "meeting.no_conclusion": not item.concluded,
        "meeting.no_grade": item.graded and not item.rated,
        "meeting.no_vote": item.graded and item.votes is None,
        "meeting.points_open": bool(item.open_points),
    }
    return [Finding(code, source, {"name": item.label}) for code, lacks in lacking.items() if lacks]


def unfinished_business(facts: MeetingFacts, source: Citation) -> list[Finding]:
    """All that stands between the meeting and its minutes."""
    findings = attendance_open(facts, source)
    for item in facts.items:
        findings += unfinished_item(item, source) + wrong_chair(item, source)
        findings += wrong_votes(item.votes, facts.present, source)
    if facts.ballot_wanted and not facts.ballot_sealed:
        findings.append(Finding("meeting.ballot_not_sealed", source))
    return findings
