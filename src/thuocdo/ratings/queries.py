from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.vi_text import sort_key
from thuocdo.kernel.words import Axis, Grade, PostRole, StaffKind, Stage
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import Actor, absences_in, disciplines_in, main_seats, name_of, rated_units

from .models import ComparableGroup, GroupMember, Rating
from .rules.cap import Cap, Headroom, headroom, in_words, what_if
from .rules.grouping import Seat, proposed_groups
from .rules.limits import Away, YearFacts, ceilings, over_limit, too_short_to_rate


@dataclass(frozen=True)
class GroupCount:
    """One comparable group with what is proposed in it and what the cap still allows."""

    group: ComparableGroup
    size: int
    counts: dict[Grade, int]
    headroom: Headroom
    cap: Cap
    pending: int = 0  # nobody has proposed anything yet

    @property
    def possible(self) -> int:
        """How many may be excellent if all who are still pending turn out good."""
        hoped = {**self.counts, Grade.GOOD: self.counts.get(Grade.GOOD, 0) + self.pending}
        return headroom(hoped, self.cap).allowed

    @property
    def over(self) -> bool:
        """Over the cap whatever the others get."""
        return self.headroom.proposed > self.possible

    @property
    def words(self) -> str:
        """Why no more than that, as a person would say it; empty while nobody is good or better."""
        more, able = (
            self.headroom.allowed + 1,
            self.counts.get(Grade.GOOD, 0) + self.counts.get(Grade.EXCELLENT, 0),
        )
        return in_words(what_if(self.counts, self.cap, more), self.cap, gettext) if more <= able else ""


def cap_of(cycle: Cycle) -> Cap:
    return Cap.from_rule(book_of(cycle)["rating/excellent_cap"])


def grades_of(
    cycle: Cycle, subjects: Iterable[int] | None = None, axis: Axis = Axis.STATE
) -> dict[int, dict[str, Rating]]:
    """Current ratings by subject and stage."""
    rows = Rating.objects.filter(cycle=cycle, axis=axis, is_current=True)
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    found: dict[int, dict[str, Rating]] = defaultdict(dict)
    for row in rows:
        found[row.subject_id][row.stage] = row
    return found


def ledger_of(cycle: Cycle, subject_id: int) -> QuerySet[Rating]:
    """Every grade ever stated for the subject this year, oldest first."""
    return Rating.objects.filter(cycle=cycle, subject=subject_id).order_by("id")


def groups_of(cycle: Cycle) -> QuerySet[ComparableGroup]:
    return ComparableGroup.objects.filter(cycle=cycle).annotate(size=Count("members"))


def proposal_of_groups(cycle: Cycle, on: date) -> dict[str, list[int]]:
    """Comparable groups by post and employment, as a start for the agency's own."""
    seats = [
        Seat(
            post.person.subject_id,
            PostRole(post.role),
            StaffKind(post.person.kind),
            post.unit.kind == Unit.Kind.CENTRE,
        )
        for post in main_seats(cycle.agency_id, on)
    ]
    return proposed_groups(seats, rated_units(cycle.agency_id).values_list("subject_id", flat=True))


def members_of(cycle: Cycle) -> dict[int, list[tuple[int, str]]]:
    """By group: each member's subject and name, by name."""
    rows = GroupMember.objects.filter(cycle=cycle).select_related("subject__person", "subject__unit")
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.group_id, sort_key(name_of(row.subject)))):
        found[row.group_id].append((row.subject_id, name_of(row.subject)))
    return found


def group_or_404(actor: Actor, pk: int | str) -> ComparableGroup:
    return get_object_or_404(ComparableGroup, cycle__agency=actor.agency_id, pk=pk)


def group_ids(cycle: Cycle, subjects: Iterable[int] | None = None) -> dict[int, int]:
    """The comparable group of each subject."""
    members = GroupMember.objects.filter(cycle=cycle)
    if subjects is not None:
        members = members.filter(subject__in=list(subjects))
    return dict(members.values_list("subject_id", "group_id"))


def headroom_by_group(
    cycle: Cycle, stage: Stage = Stage.UNIT, groups: Iterable[int] | None = None
) -> list[GroupCount]:
    """Each group's counts at the stage against the cap (S-18); two queries whatever the size."""
    rows = GroupMember.objects.filter(
        cycle=cycle,
        subject__ratings__cycle=cycle,
        subject__ratings__stage=stage,
        subject__ratings__is_current=True,
        subject__ratings__axis__in=[Axis.STATE, Axis.COLLECTIVE],
    )
    counts: dict[int, Counter[Grade]] = defaultdict(Counter)
    stated: Counter[int] = Counter()
    for group_id, grade, number in rows.values_list("group", "subject__ratings__grade").annotate(Count("id")):
        stated[group_id] += number
        if grade:
            counts[group_id][Grade(grade)] += number
    cap = cap_of(cycle)
    wanted = groups_of(cycle)
    if groups is not None:
        wanted = wanted.filter(pk__in=list(groups))
    return [
        GroupCount(
            group,
            group.size,
            dict(counts[group.pk]),
            headroom(counts[group.pk], cap),
            cap,
            group.size - stated[group.pk],
        )
        for group in wanted
    ]


def years_of(cycle: Cycle, people: Iterable[Person]) -> dict[int, YearFacts]:
    """What the office knows of each person's year; two queries whatever the number."""
    people = list(people)
    ids = [person.pk for person in people]
    away: dict[int, list[Away]] = defaultdict(list)
    for absence in absences_in(ids, cycle.year):
        away[absence.person_id].append(Away(absence.kind, absence.start, absence.end))
    disciplined: dict[int, list[date]] = defaultdict(list)
    for discipline in disciplines_in(ids, cycle.year):
        disciplined[discipline.person_id].append(discipline.effective_on)
    return {
        person.pk: YearFacts(
            cycle.year, person.joined_on, tuple(away[person.pk]), tuple(disciplined[person.pk])
        )
        for person in people
    }


def limits_of(cycle: Cycle, people: Iterable[Person]) -> dict[int, list[Finding]]:
    """For each person what the law leaves of the grade: not rated, or a ceiling, with the clause."""
    book = book_of(cycle)
    return {
        person: too_short_to_rate(facts, book) + [finding for _, finding in ceilings(facts, book)]
        for person, facts in years_of(cycle, people).items()
    }


def grade_over_limit(cycle: Cycle, person: Person, grade: Grade | None) -> list[Finding]:
    """Why this grade may not be proposed for the person."""
    return over_limit(years_of(cycle, [person])[person.pk], grade, book_of(cycle))
