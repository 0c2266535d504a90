"""A unit as a table of its people, with what is the unit's to do and the caps it touches."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.queries import book_of, extensions_of, steps_by_key
from thuocdo.cycle.rules import extended
from thuocdo.decisions.rules import public_in_agency
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Axis
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import roster
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import (
    GroupCount,
    Why,
    grades_by_axis,
    groups_touching,
    headroom_by_group,
    whys_of,
)
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import REVIEW_STEP, reviews_heard_in
from thuocdo.reviews.wording import MARKS as REVIEW_MARKS
from thuocdo.reviews.wording import STATES as REVIEW_STATES

from .queries import unit_tasks, with_term
from .task import Task


@dataclass(frozen=True)
class BoardRow:
    """One person of the unit with review, own, proposed and issued grade, and what the law leaves."""

    person: Person
    title: str
    review: Review | None
    own: Rating | None
    proposed: Rating | None
    decided: Rating | None  # once issued, where levels are public in the agency
    whys: list[Why]  # the state axis, then the Party axis of members
    own_party: Rating | None
    late: bool = False  # handed in after the term

    @property
    def limits(self) -> list[Finding]:
        """What the law leaves on the state axis."""
        return self.whys[0].limiting

    @property
    def state(self) -> str:
        return str(REVIEW_STATES[self.review.state]) if self.review else "–"

    @property
    def mark(self) -> str:
        return REVIEW_MARKS[self.review.state] if self.review else "waiting"


@dataclass(frozen=True)
class Board:
    rows: list[BoardRow]
    tasks: list[Task]
    caps: list[GroupCount]
    unit_grade: Rating | None

    @property
    def decided(self) -> bool:
        """Whether anybody's level is issued."""
        return any(row.decided for row in self.rows)

    @property
    def of_the_party(self) -> bool:
        """Whether a level of a Party member stands here, which the unit neither proposes nor decides."""
        return any(row.own_party for row in self.rows)


def _handed_in_late(review: Review | None, step: Step, later: dict) -> bool:
    if review is None or review.submitted_at is None:
        return False
    extension = later.get((step.pk, review.subject_id))
    due = extended(step.due, extension.day if extension else None)
    return bool(due and localtime(review.submitted_at).date() > due.last_day)


def board_of(cycle: Cycle, unit: Unit, on: date) -> Board:
    """The unit as a table of people and items, its own tasks, and the cap of each group it touches."""
    heard = list(reviews_heard_in(cycle, unit))
    reviews = {review.person_id: review for review in heard if review.person_id}
    report = next((review for review in heard if not review.person_id), None)
    seats = {seat.person_id: seat for seat in roster(unit, on)}
    people = {
        **{pk: seat.person for pk, seat in seats.items()},
        **{pk: review.person for pk, review in reviews.items()},
    }
    subjects = [person.subject_id for person in people.values()] + [unit.subject_id]
    grades = grades_by_axis(cycle, subjects)
    whys = whys_of(cycle, people.values(), on, posts=seats, grades=grades)
    state, party = grades[Axis.STATE], grades[Axis.PARTY]
    public = public_in_agency(book_of(cycle))
    steps = steps_by_key(cycle)
    later = extensions_of(steps.values(), subjects)
    rows = [
        BoardRow(
            person,
            seats[pk].title if pk in seats else "",
            reviews.get(pk),
            state.get(person.subject_id, {}).get("self"),
            state.get(person.subject_id, {}).get("unit"),
            state.get(person.subject_id, {}).get("decided") if public else None,
            whys[pk],
            party.get(person.subject_id, {}).get("self"),
            _handed_in_late(reviews.get(pk), steps[REVIEW_STEP], later),
        )
        for pk, person in people.items()
    ]
    groups = groups_touching(cycle, subjects)
    tasks = [with_term(task, steps[task.step], later, {}) for task in unit_tasks(unit, cycle, report)]
    own = grades[Axis.COLLECTIVE].get(unit.subject_id, {})
    return Board(rows, tasks, headroom_by_group(cycle, groups=groups), own.get("unit"))
