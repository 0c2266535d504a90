from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Axis, Grade, Stage

from thuocdo.office.models import Person
from thuocdo.office.queries import absences_in, disciplines_in

from .models import ComparableGroup, GroupMember, Rating
from .rules.cap import Cap, Headroom, headroom
from .rules.limits import Away, YearFacts, ceilings, over_limit, too_short_to_rate


@dataclass(frozen=True)
class GroupCount:
    """One comparable group with what is proposed in it and what the cap still allows."""

    group: ComparableGroup
    size: int
    counts: dict[Grade, int]
    headroom: Headroom


def cap_of(cycle: Cycle) -> Cap:
    return Cap.from_rule(book_of(cycle)["rating/excellent_cap"])


def grades_of(cycle: Cycle, subjects: Iterable[int] | None = None, axis: Axis = Axis.STATE) -> dict[int, dict[str, Rating]]:
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


def group_ids(cycle: Cycle, subjects: Iterable[int] | None = None) -> dict[int, int]:
    """The comparable group of each subject."""
    members = GroupMember.objects.filter(cycle=cycle)
    if subjects is not None:
        members = members.filter(subject__in=list(subjects))
    return dict(members.values_list("subject_id", "group_id"))


def headroom_by_group(cycle: Cycle, stage: Stage = Stage.UNIT, groups: Iterable[int] | None = None) -> list[GroupCount]:
    """Each group's counts at the stage against the cap (S-18); two queries whatever the size."""
    rows = GroupMember.objects.filter(
        cycle=cycle, subject__ratings__cycle=cycle, subject__ratings__stage=stage, subject__ratings__is_current=True
    ).exclude(subject__ratings__axis=Axis.PARTY)
    counts: dict[int, Counter[Grade]] = defaultdict(Counter)
    for group_id, grade, number in rows.values_list("group", "subject__ratings__grade").annotate(Count("id")):
        if grade:
            counts[group_id][Grade(grade)] += number
    cap = cap_of(cycle)
    wanted = groups_of(cycle)
    if groups is not None:
        wanted = wanted.filter(pk__in=list(groups))
    return [
        GroupCount(group, group.size, dict(counts[group.pk]), headroom(counts[group.pk], cap)) for group in wanted
    ]


def years_of(cycle: Cycle, people: Iterable[Person]) -> dict[int, YearFacts]:
    """What the office knows of each person's year; two queries whatever the number."""
    people = list(people)
    ids = [person.pk for person in people]
    away: dict[int, list[Away]] = defaultdict(list)
    for absence in absences_in(ids, cycle.year):
        away[absence.person_id].append(Away(absence.kind, absence.start, absence.end))
    disciplined: dict[int, list] = defaultdict(list)
    for discipline in disciplines_in(ids, cycle.year):
        disciplined[discipline.person_id].append(discipline.effective_on)
    return {
        person.pk: YearFacts(cycle.year, person.joined_on, tuple(away[person.pk]), tuple(disciplined[person.pk]))
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
