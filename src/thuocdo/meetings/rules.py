"""The order of a unit meeting, who presides, and what is unfinished (II.2.b-c). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from thuocdo.assemblies.rules import Attendance, Votes, attendance_open, wrong_votes
from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import PostRole


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


@dataclass(frozen=True)
class MeetingFacts:
    attendance: Attendance
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
    findings = attendance_open(facts.attendance, source)
    for item in facts.items:
        findings += unfinished_item(item, source) + wrong_chair(item, source)
        findings += wrong_votes(item.votes, facts.present, source)
    if facts.ballot_wanted and not facts.ballot_sealed:
        findings.append(Finding("meeting.ballot_not_sealed", source))
    return findings
