"""What a person enters in the score table (assumed reference table 12/HDĐG), in step with the self-grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from thuocdo.kernel.words import Grade
from thuocdo.site.demo.people import DemoPerson
from thuocdo.site.demo.self_reviews import pen_of, person_last_year, remedied_count
from thuocdo.site.demo.variants import stored

_STEP = Decimal("0.25")


# What the judged lines are about, in the order of the tables for leaders and for staff (forms.md §12, B and C).
_LEADER_TOPICS = (
    "politics",
    "ethics",
    "discipline",
    "leadership",
    "half",
    "",
    "",
    "",
    "",
    "",
    "half",
    "half",
    "extra",
)
_STAFF_TOPICS = ("politics", "ethics", "style", "discipline", "ability", "", "", "", "", "extra")
# By grade: points lost on a judged line (in steps of 0,25), and the shares of work done, of quality and in time.
_LOST_STEPS = {
    Grade.EXCELLENT: (0, 1),
    Grade.GOOD: (2, 4),
    Grade.SATISFACTORY: (5, 7),
    Grade.UNSATISFACTORY: (8, 10),
}
_SHARES = {
    Grade.EXCELLENT: (1.0, 0.96, 0.97, 1.0),
    Grade.GOOD: (0.94, 0.79, 0.79, 0.8),
    Grade.SATISFACTORY: (0.76, 0.58, 0.58, 0.65),
    Grade.UNSATISFACTORY: (0.5, 0.4, 0.38, 0.45),
}
_SPREAD = 0.02  # how far one person's share lies from another's


@dataclass(frozen=True)
class DemoScore:
    """What a person enters on one line of the score table.

    `points` is None on measured lines (kind M), where `done` of `assigned` counts instead; `reason` stands below the maximum.
    """

    points: Decimal | None = None
    reason: str = ""
    done: int | None = None
    assigned: int | None = None


def self_scores(person: DemoPerson, table_lines: Sequence[tuple[str, Decimal, str]]) -> dict[str, DemoScore]:
    """What the person enters on each line (key, maximum, kind J, M or H), in step with the self-grade.

    The lines come in the table's order, without its headings; a table of another length gets general reasons.
    """
    topics: tuple[str, ...] = _LEADER_TOPICS if person.role.leads else _STAFF_TOPICS
    if len(topics) != len(table_lines):
        topics = tuple("style" for _ in table_lines)
    draw = Random(f"{person.seed} {person.code} scores")
    assigned = draw.randint(42, 96)
    scores, measured = {}, 0
    for (key, maximum, kind), topic in zip(table_lines, topics, strict=True):
        if kind == "M":
            scores[key] = _measured(person, draw, measured, assigned)
            measured += 1
        else:
            scores[key] = _judged(person, draw, kind, topic, maximum)
    return scores


def _measured(person: DemoPerson, draw: Random, place: int, assigned: int) -> DemoScore:
    """The first measured line counts last year's shortcomings put right (0 of 0: none), the others the work."""
    if place == 0:
        told = len(person_last_year(person))
        return DemoScore(done=min(told, remedied_count(person)), assigned=told)
    shares = _SHARES[person.self_grade]
    share = min(1.0, shares[min(place, len(shares)) - 1] + draw.uniform(-_SPREAD, _SPREAD))
    return DemoScore(done=round(assigned * share), assigned=assigned)


def _judged(person: DemoPerson, draw: Random, kind: str, topic: str, maximum: Decimal) -> DemoScore:
    if kind == "H":
        return _halved(person, topic, maximum)
    # Work beyond the plan is seldom full marks for one who is merely good.
    lost = draw.randint(*_LOST_STEPS[person.self_grade])
    if topic == "extra" and person.self_grade is Grade.GOOD:
        lost += 2
    points = max(Decimal(0), maximum - lost * _STEP)
    return DemoScore(points, "" if points == maximum else _reason(person, topic))


def _halved(person: DemoPerson, topic: str, maximum: Decimal) -> DemoScore:
    """Half the points on line 11 where someone in the unit failed; nobody has a lasting quarrel or delay."""
    if not person.colleague_failed or maximum != Decimal(5):
        return DemoScore(maximum)
    return DemoScore((maximum / 2).quantize(_STEP, ROUND_HALF_UP), stored("scores")[topic][1])


def _reason(person: DemoPerson, topic: str) -> str:
    if person.discipline and topic == "discipline":
        return stored("scores")["failed"]
    return pen_of(person).take(stored("scores")[topic], f"reason {topic}")[0]
