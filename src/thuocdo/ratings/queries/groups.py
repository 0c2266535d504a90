"""Comparable groups and what the cap leaves them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.vi_text import sort_key
from thuocdo.kernel.words import Axis, Grade, PostRole, StaffKind, Stage
from thuocdo.law.book import Book
from thuocdo.office.models import Subject, Unit
from thuocdo.office.queries import Actor, main_seats, name_of, rated_units

from ..models import ComparableGroup, GroupMember, Rating
from ..rules.cap import Cap, Headroom, headroom, in_words, over_cap, what_if
from ..rules.grouping import Seat, proposed_groups


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


def over_final_cap(group: ComparableGroup, grades: Mapping[int, Grade | None]) -> list[Finding]:
    """Why deciding these grades would leave the group over its cap, whatever the undecided get.

    Someone not yet decided counts as good, the best that leaves room. A decision that makes it no worse passes.
    """
    cycle = group.cycle
    whole = groups_of(cycle).get(pk=group.pk)
    members = set(GroupMember.objects.filter(group=group).values_list("subject", flat=True))
    rows = Rating.objects.filter(cycle=cycle, subject__in=members, stage=Stage.DECIDED, is_current=True)
    decided = dict(rows.exclude(axis=Axis.PARTY).values_list("subject", "grade"))
    changed = {subject: grade or "" for subject, grade in grades.items() if subject in members}
    cap = cap_of(whole, book_of(cycle))
    before = _hoped(decided, whole.size)
    after = _hoped(decided | changed, whole.size)
    if headroom(after, cap).over_by <= headroom(before, cap).over_by:
        return []
    return [
        replace(finding, code="rating.decided_over_cap", facts={**finding.facts, "group": whole.name})
        for finding in over_cap(after, cap)
    ]


def _hoped(decided: Mapping[int, str], size: int) -> dict[Grade, int]:
    """The decided counts, with everybody else good."""
    counts = Counter(Grade(grade) for grade in decided.values() if grade)
    counts[Grade.GOOD] += size - len(decided)
    return dict(counts)


def cap_rule_of(group: ComparableGroup, book: Book) -> str:
    """Which cap of the book counts for a group of `groups_of`: by whom it is made of."""
    if group.units == group.size:
        centres = group.centres == group.size and "rating/excellent_cap_service_units" in book
        return "rating/excellent_cap_service_units" if centres else "rating/excellent_cap_units"
    public = group.public == group.size and "rating/excellent_cap_public" in book
    return "rating/excellent_cap_public" if public else "rating/excellent_cap"


def cap_of(group: ComparableGroup, book: Book) -> Cap:
    """The cap of a group of `groups_of`, wider where a decision document is on record."""
    cap = Cap.from_rule(book[cap_rule_of(group, book)])
    return cap.by_exception(group.exception) if group.exception and cap.exception else cap


def groups_of(cycle: Cycle) -> QuerySet[ComparableGroup]:
    """The groups with how many are in them: all, units, service units, public employees."""
    unit, public = Q(members__subject__kind=Subject.Kind.UNIT), StaffKind.PUBLIC_EMPLOYEE
    return (
        ComparableGroup.objects.filter(cycle=cycle)
        .annotate(
            size=Count("members"),
            units=Count("members", filter=unit),
            centres=Count("members", filter=Q(members__subject__unit__kind=Unit.Kind.CENTRE)),
            public=Count("members", filter=Q(members__subject__person__kind=public)),
        )
        .order_by("order", "id")
    )


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


def members_in(group: ComparableGroup) -> QuerySet:
    """The subjects of the group, to ask for together with what is theirs."""
    return GroupMember.objects.filter(group=group).values("subject")


def groups_touching(cycle: Cycle, subjects: Iterable[int]) -> QuerySet:
    """The keys of the groups in which these subjects are counted, to ask for together with the groups."""
    return GroupMember.objects.filter(cycle=cycle, subject__in=list(subjects)).values("group")


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
    book = book_of(cycle)
    wanted = groups_of(cycle)
    if groups is not None:
        wanted = wanted.filter(pk__in=groups)
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
        for cap in [cap_of(group, book)]
    ]
