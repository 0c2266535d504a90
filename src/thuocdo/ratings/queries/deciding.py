"""What lies before whoever decides: each person and unit with the stages so far. Drafts of decisions show here only."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Axis, Grade, PostRole, Stage
from thuocdo.law.book import Book
from thuocdo.office.models import Post, Unit
from thuocdo.office.queries import Actor, rated_units, seats

from ..models import Rating
from ..rules.competence import Authority, Competence, comes_after, competence_over
from .ledger import grades_by_axis
from .outcomes import Why, whys_of


@dataclass(frozen=True)
class Choice:
    """What the authority decides on one subject; no grade: reviewed, not rated."""

    grade: Grade | None
    reason: str = ""
    seen: str | None = (
        None  # the decision that stood on the page, by its key, empty for none; None: from no page
    )


@dataclass(frozen=True)
class Case:
    """One person or unit to be decided on."""

    subject: int
    name: str
    title: str
    unit: Unit
    person: int | None  # none: the unit itself
    competence: Competence | None
    stages: Mapping[str, Rating]
    why: Why | None
    waits_for: tuple[int, ...]  # subjects that the order puts before this one
    clause: Citation | None  # of that order

    @property
    def proposed(self) -> Rating | None:
        """What was last proposed: after the consultation, else by the unit."""
        return self.stages.get(Stage.CONSULTED) or self.stages.get(Stage.UNIT)

    @property
    def decided(self) -> Rating | None:
        return self.stages.get(Stage.DECIDED)

    @property
    def announced(self) -> bool:
        """Decided for good: only a new rating with its grounds comes after."""
        return bool(self.decided and self.decided.announced_at)

    @property
    def axis(self) -> Axis:
        return Axis.STATE if self.person else Axis.COLLECTIVE

    @property
    def as_proposed(self) -> Choice | None:
        """The decision that follows the proposal; none where nobody proposed."""
        if self.proposed is None:
            return None
        return Choice(Grade(self.proposed.grade) if self.proposed.grade else None)

    def decided_since(self, seen: str | None) -> bool:
        """Whether another decides by now: the Chief and who stands in may both have the page open."""
        return seen is not None and seen != (str(self.decided.pk) if self.decided else "")

    def differs(self, grade: Grade | None) -> bool:
        """Whether the grade is another than was proposed."""
        return self.proposed is None or self.proposed.grade != (grade or "")

    def over(self, grade: Grade | None) -> list[Finding]:
        """Why the law does not leave this grade."""
        return self.why.over(grade) if self.why else []

    def about(self, by: Actor) -> bool:
        """Whether it is the actor's own level, or that of a unit led by who only stands in the chief's place."""
        return self.subject in by.judged_by_others

    def decided_by(self, by: Actor) -> bool:
        """Whether the decision is this actor's, by the book; never on oneself."""
        if self.competence is None or self.about(by) or self.unit.agency_id != by.agency_id:
            return False
        return {
            Authority.AGENCY_HEAD: by.heads_agency,
            Authority.UNIT_HEAD: self.unit.pk in by.leads,
        }.get(self.competence.authority, False)


def cases_of(cycle: Cycle, on: date, subjects: Collection[int] | None = None) -> list[Case]:
    """Units, then people by unit, as the office stands on the day; the same few queries whatever the number."""
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in seats(cycle.agency_id, on):
        posts[post.person_id].append(post)
    units = [unit for unit in rated_units(cycle.agency_id) if unit.closed_on is None or unit.closed_on > on]
    wanted = {unit.subject_id for unit in units} | {own[0].person.subject_id for own in posts.values()}
    wanted &= wanted if subjects is None else set(subjects)
    people = [
        sorted(own, key=lambda post: not post.is_main)
        for own in posts.values()
        if own[0].person.subject_id in wanted
    ]
    led = {post.unit.subject_id for own in people for post in own}
    grades = grades_by_axis(cycle, wanted | led, drafts=True)
    mains = {own[0].person_id: own[0] for own in people}
    whys = whys_of(cycle, [post.person for post in mains.values()], on, posts=mains, grades=grades)
    book = book_of(cycle)
    collectives = [
        Case(
            unit.subject_id,
            unit.name,
            "",
            unit,
            None,
            competence_over({"unit_kind": unit.kind}, book),
            grades[Axis.COLLECTIVE].get(unit.subject_id, {}),
            None,
            (),
            None,
        )
        for unit in units
        if unit.subject_id in wanted
    ]
    persons = []
    for own in people:
        main, person = own[0], own[0].person
        facts = {"staff_kind": person.kind, "post_role": main.role, "unit_kind": main.unit.kind}
        waits_for, clause = _waits_for(own, book)
        persons.append(
            Case(
                person.subject_id,
                person.full_name,
                main.title,
                main.unit,
                person.pk,
                competence_over(facts, book),
                grades[Axis.STATE].get(person.subject_id, {}),
                whys[person.pk][0],
                waits_for,
                clause,
            )
        )
    return collectives + sorted(persons, key=lambda case: (case.unit.order, case.unit.pk))


def _waits_for(own: list[Post], book: Book) -> tuple[tuple[int, ...], Citation | None]:
    """The units that are decided before this person: every one that is headed, and a public employee's centre."""
    found = [
        (post.unit.subject_id, clause)
        for post in own
        if post.unit.kind != Unit.Kind.LEADERSHIP
        for clause in _clauses(post, book)
    ]
    return tuple(dict.fromkeys(subject for subject, _ in found)), found[0][1] if found else None


def _clauses(post: Post, book: Book) -> Iterator[Citation]:
    kind = post.person.kind
    if post.role == PostRole.HEAD and (before := comes_after(book, "head_rating")):
        yield before[1]
    if (
        kind == "public_employee"
        and post.unit.kind == Unit.Kind.CENTRE
        and (before := comes_after(book, "public_employee_rating"))
    ):
        yield before[1]


def undecided(cycle: Cycle, subjects: Collection[int]) -> set[int]:
    """Which of these nobody has decided on yet."""
    rows = Rating.objects.filter(
        cycle=cycle, subject__in=subjects, stage=Stage.DECIDED, is_current=True
    ).exclude(axis=Axis.PARTY)
    return set(subjects) - set(rows.values_list("subject", flat=True))
