"""What the engine says of people, from what the office and the ledger know. Missing facts stay missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of, book_with
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Axis, Grade, PostRole, Stage
from thuocdo.office.models import Absence, Person, Post
from thuocdo.office.queries import absences_in, disciplines_in, main_posts

from ..models import Rating
from ..rules import Outcome, Rater, Verdict
from ..rules.months import Away, months_away, months_worked
from .ledger import ByAxis, grades_by_axis
from .periods import period_scores_of, points_of, scored_by_period

# What lowers a level before the standard is judged. The other findings of a trace only tell how it was found.
LIMITING = (
    "rating.too_short",
    "rating.excluded",
    "rating.disciplined",
    "rating.leave_ceiling",
    "rating.ceiling",
)


@dataclass(frozen=True)
class Why:
    """On one axis: how far the law lets a person go, what the engine concludes, and from which facts."""

    axis: Axis
    limits: Outcome
    outcome: Outcome
    facts: Mapping[str, Any]

    @property
    def limiting(self) -> list[Finding]:
        """Why not every level is open."""
        return [finding for finding in self.limits.trace if finding.code in LIMITING]

    @property
    def trace(self) -> list[Finding]:
        """Every step, once."""
        return list(self.limits.trace) + [f for f in self.outcome.trace if f not in self.limits.trace]

    def over(self, grade: Grade | None) -> list[Finding]:
        """Why this grade may not be proposed; nobody's grade is always in order."""
        if grade is None:
            return []
        highest = self.limits.level
        if self.limits.verdict is Verdict.NOT_RATED or (highest and grade.rank < highest.rank):
            return self.limiting
        return []


@lru_cache(maxsize=8)
def _rater(digest: str) -> Rater:
    return Rater(book_with(digest))


def rater_of(cycle: Cycle) -> Rater:
    """The engine of the year's book, compiled once per process."""
    return _rater(cycle.pinned_id)


def facts_of(
    cycle: Cycle, people: Iterable[Person], posts: Mapping[int, Post], grades: ByAxis
) -> dict[int, dict[str, Any]]:
    """By person: every fact of the state axis that the office and the ledger know; two queries."""
    people = list(people)
    ids = [person.pk for person in people]
    away: dict[int, list[Absence]] = defaultdict(list)
    for absence in absences_in(ids, cycle.year):
        away[absence.person_id].append(absence)
    decisions: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in disciplines_in(ids, cycle.year):
        known = {"side": row.side, "effective_on": row.effective_on, "duty_related": row.duty_related}
        decisions[row.person_id].append(known)
    scores = (
        period_scores_of(cycle, [person.subject_id for person in people]) if scored_by_period(cycle) else {}
    )
    return {
        person.pk: _facts(cycle, person, posts.get(person.pk), away[person.pk])
        | {"disciplines": tuple(decisions[person.pk])}
        | ({"period_scores": points_of(own)} if (own := scores.get(person.subject_id)) else {})
        | _led(posts.get(person.pk), grades)
        for person in people
    }


def _led(post: Post | None, grades: ByAxis) -> dict[str, Any]:
    """For a head: the level of what is led, once it is stated."""
    if post is None or PostRole(post.role) is not PostRole.HEAD:
        return {}
    level = _stated(grades[Axis.COLLECTIVE].get(post.unit.subject_id, {}))
    return {"unit_level": level} if level else {}


def _stated(stages: Mapping[str, Rating]) -> str:
    """The level as last stated: decided, concluded in the consultation, or proposed; empty where there is none."""
    rating = stages.get(Stage.DECIDED) or stages.get(Stage.CONSULTED) or stages.get(Stage.UNIT)
    return rating.grade if rating else ""


def _facts(cycle: Cycle, person: Person, post: Post | None, leave: list[Absence]) -> dict[str, Any]:
    book = book_of(cycle)
    away = [Away(row.kind, row.start, row.end) for row in leave]
    facts: dict[str, Any] = {
        "subject": "person",
        "axis": "state",
        "staff_kind": person.kind,
        "year": cycle.year,
        "decided_on": book.on,
        "leave_kinds": tuple(sorted({row.kind for row in leave})),
        "absent_months": months_away(cycle.year, away, apart_from=("maternity",)),
    }
    if post is not None:
        role = PostRole(post.role)
        start = person.joined_on or post.since
        facts |= {
            "leads": role.leads,
            "head": role in (PostRole.HEAD, PostRole.CHIEF),
            "unit_kind": post.unit.kind,
            "worked_months": months_worked(cycle.year, away, start=start, end=person.left_on),
        }
    elif person.joined_on:
        facts["worked_months"] = months_worked(cycle.year, away, start=person.joined_on, end=person.left_on)
    return facts


def whys_of(
    cycle: Cycle,
    people: Iterable[Person],
    on: date,
    *,
    posts: Mapping[int, Post] | None = None,
    grades: ByAxis | None = None,
) -> dict[int, list[Why]]:
    """By person: the state axis, and for Party members the Party axis beside it.

    `posts` by person and `grades` of the people and of the units they lead, where the page has them already.
    """
    people, rater = list(people), rater_of(cycle)
    posts = main_posts([person.pk for person in people], on) if posts is None else posts
    if grades is None:
        subjects = {person.subject_id for person in people}
        grades = grades_by_axis(cycle, subjects | {post.unit.subject_id for post in posts.values()})
    known = facts_of(cycle, people, posts, grades)
    return {
        person.pk: [_why(rater, axis, facts) for axis, facts in _axes(person, known[person.pk], grades)]
        for person in people
    }


def _axes(person: Person, facts: dict[str, Any], grades: ByAxis) -> list[tuple[Axis, dict[str, Any]]]:
    axes = [(Axis.STATE, facts)]
    if person.is_party_member:
        level = _stated(grades[Axis.STATE].get(person.subject_id, {}))
        axes.append((Axis.PARTY, facts | {"axis": "party"} | ({"state_level": level} if level else {})))
    return axes


def _why(rater: Rater, axis: Axis, facts: dict[str, Any]) -> Why:
    return Why(axis, rater.limits(facts), rater.rate(facts), facts)


def limits_of(cycle: Cycle, people: Iterable[Person], on: date) -> dict[int, list[Finding]]:
    """By person: why not every level is open, on the state axis."""
    return {person: whys[0].limiting for person, whys in whys_of(cycle, people, on).items()}


def grade_over_limit(cycle: Cycle, person: Person, grade: Grade | None, on: date) -> list[Finding]:
    """Why this grade may not be proposed for the person."""
    return whys_of(cycle, [person], on)[person.pk][0].over(grade)
