"""What was decided, who has read it, what is petitioned, which titles no longer hold."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.words import PostRole, StaffKind, Stage
from thuocdo.law.book import Rule
from thuocdo.meetings.queries import TitleVoted, titles_voted
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import Actor, coordinating_unit, name_of, units_of
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import Case, GroupCount, cases_of, group_ids, headroom_by_group
from thuocdo.ratings.rules.competence import Authority, competence_over

from .models import Decision, Notice, Petition
from .rules import PetitionTerms, petition_terms, title_standard


def units_decided_in(cycle: Cycle, by: Actor) -> list[Unit]:
    """The units led whose staff are decided on by who leads the unit, by the book."""
    led = units_of(cycle.agency_id).filter(pk__in=by.leads)
    return [unit for unit in led if _decides_staff(cycle, unit)]


def _decides_staff(cycle: Cycle, unit: Unit) -> bool:
    facts = {"post_role": PostRole.STAFF, "unit_kind": unit.kind}
    found = (competence_over({**facts, "staff_kind": kind}, book_of(cycle)) for kind in StaffKind)
    return any(one is not None and one.authority is Authority.UNIT_HEAD for one in found)


@dataclass(frozen=True)
class Bench:
    """One comparable group before whoever decides: its cap on decided counts, its cases."""

    count: GroupCount | None  # none: those whom no group of the agency counts
    cases: list[Case]
    by: Actor

    @cached_property
    def mine(self) -> list[Case]:
        """To be decided by who looks, not yet announced."""
        return [case for case in self.cases if case.decided_by(self.by) and not case.announced]

    @cached_property
    def about_me(self) -> frozenset[int]:
        """On whom who looks would decide, were it not about oneself."""
        return frozenset(case.subject for case in self.cases if case.about(self.by))

    @property
    def consulted(self) -> bool:
        return any(Stage.CONSULTED in case.stages for case in self.cases)

    @cached_property
    def open_to_me(self) -> frozenset[int]:
        return frozenset(case.subject for case in self.mine)


def benches_of(cycle: Cycle, by: Actor) -> list[Bench]:
    """Group by group in the lawful order, collectives first; last those who are in no group."""
    cases, member_of = cases_of(cycle, by.on), group_ids(cycle)
    rows: dict[int | None, list[Case]] = defaultdict(list)
    for case in cases:
        rows[member_of.get(case.subject)].append(case)
    counts: dict[int | None, GroupCount] = {
        count.group.pk: count for count in headroom_by_group(cycle, Stage.DECIDED)
    }
    found = [Bench(counts.get(group), own, by) for group, own in rows.items()]
    return sorted(
        found, key=lambda bench: (bench.count is None, bench.cases[0].person is not None, _order(bench))
    )


def _order(bench: Bench) -> int:
    return bench.count.group.order if bench.count else 0


def decisions_in(cycle: Cycle) -> QuerySet[Decision]:
    return Decision.objects.filter(cycle=cycle).select_related("paper", "by", "unit")


def decisions_of(cycle: Cycle, by: Actor) -> QuerySet[Decision]:
    """The first decisions of the authority that the actor is, or stands in for."""
    ours = Q(unit__in=by.leads) | (Q(unit__is_coordinating=True) if by.heads_agency else Q(pk=0))
    return decisions_in(cycle).filter(ours, grounds="")


def signers_undecided(cycle: Cycle, by: Actor) -> bool:
    """Whether somebody who signed in a head's place is proposed and not decided on: that is left to another."""
    signed = Decision.objects.filter(cycle=cycle).exclude(by=by.person).values("by__subject")
    proposed = Rating.objects.filter(cycle=cycle, stage=Stage.UNIT, is_current=True, subject__in=signed)
    return by.heads_agency and proposed.exclude(subject__in=notices_in(cycle).values("subject")).exists()


def notices_in(cycle: Cycle) -> QuerySet[Notice]:
    """The standing notices, with whom they are about."""
    open_petition = Petition.objects.filter(notice=OuterRef("pk"), answered_at=None)
    return (
        Notice.objects.filter(cycle=cycle, is_current=True)
        .select_related("subject__person", "subject__unit", "unit", "rating", "basis", "paper")
        .select_related("decision__paper", "decision__by", "cycle")
        .annotate(petitioned=Exists(open_petition))
        .order_by("unit__order", "unit_id", "id")
    )


def notices_kept_by(cycle: Cycle, by: Actor) -> QuerySet[Notice]:
    """All for HCQT and the chief; else those under decisions of a unit led."""
    rows = notices_in(cycle)
    return rows if by.coordinates or by.heads_agency else rows.filter(decision__unit__in=by.leads)


def own_notices(cycle: Cycle, by: Actor) -> QuerySet[Notice]:
    """About oneself, and about the units led."""
    led = units_of(cycle.agency_id).filter(pk__in=by.leads).values("subject")
    return notices_in(cycle).filter(Q(subject=by.person.subject_id) | Q(subject__in=led))


def notice_or_404(by: Actor, pk: int) -> Notice:
    """A standing or earlier notice that concerns the actor, or that the actor keeps."""
    rows = Notice.objects.select_related(
        "subject__person",
        "subject__unit",
        "unit",
        "rating",
        "basis",
        "decision__paper",
        "decision__by",
        "cycle",
    ).filter(cycle__agency=by.agency_id)
    led = units_of(by.agency_id).filter(pk__in=by.leads).values("subject")
    if not (by.coordinates or by.heads_agency):
        own = Q(subject=by.person.subject_id) | Q(subject__in=led) | Q(decision__unit__in=by.leads)
        rows = rows.filter(own)
    return get_object_or_404(rows, pk=pk)


def terms_of(notice: Notice) -> PetitionTerms | None:
    """What the law says of a petition against it; none for a unit's."""
    person = person_of_notice(notice)
    if person is None:
        return None
    published = localtime(notice.decision.at).date()
    return petition_terms(book_of(notice.cycle), person.kind, published)


def person_of_notice(notice: Notice) -> Person | None:
    return notice.subject.person if notice.subject.kind == "person" else None


def petitions_against(notice: Notice) -> QuerySet[Petition]:
    """Against this and every earlier notice to the same subject in the year."""
    rows = Petition.objects.filter(notice__cycle=notice.cycle_id, notice__subject=notice.subject_id)
    return rows.select_related("paper").order_by("id")


def petitions_before(cycle: Cycle, by: Actor) -> QuerySet[Petition]:
    """Petitions that the actor answers or keeps, the unanswered first."""
    rows = Petition.objects.filter(notice__cycle=cycle).select_related(
        "notice__subject__person", "notice__unit", "notice__rating", "notice__decision", "paper"
    )
    if not (by.coordinates or by.heads_agency):
        rows = rows.filter(notice__decision__unit__in=by.leads)
    return rows.order_by("answered_at", "at")


def petition_or_404(by: Actor, pk: int) -> Petition:
    rows = Petition.objects.select_related(
        "notice__cycle",
        "notice__subject__person",
        "notice__unit",
        "notice__rating",
        "notice__decision__paper",
    )
    if not (by.coordinates or by.heads_agency):
        rows = rows.filter(notice__decision__unit__in=by.leads)
    return get_object_or_404(rows, pk=pk, notice__cycle__agency=by.agency_id)


def case_of(cycle: Cycle, subject: int, by: Actor) -> Case | None:
    """The one subject as it stands before who decides."""
    return next(iter(cases_of(cycle, by.on, [subject])), None)


@dataclass(frozen=True)
class Published:
    """One line of what is public inside the agency: who, where, which level."""

    name: str
    unit: Unit
    is_unit: bool
    rating: Rating


def published_in(cycle: Cycle) -> list[Published]:
    return [
        Published(name_of(notice.subject), notice.unit, notice.subject.kind == "unit", notice.rating)
        for notice in notices_in(cycle)
    ]


@dataclass(frozen=True)
class TitleInDoubt:
    """A title that the unit voted, or could not vote, on another level than was decided in the end."""

    voted: TitleVoted
    proposed: Rating | None
    rating: Rating


@dataclass(frozen=True)
class TitlesChecked:
    """The votes on Lao động tiên tiến against the decided levels."""

    rule: Rule
    fallen: list[TitleInDoubt]  # voted, and the level no longer suffices
    risen: list[TitleInDoubt]  # kept off the slip by a proposal, and the level now suffices
    waiting: int  # voted, level not decided yet
    holding: int


def titles_checked(cycle: Cycle) -> TitlesChecked:
    rule, wanted = title_standard(book_of(cycle))
    notices = {notice.subject_id: notice for notice in notices_in(cycle)}
    fallen, risen, waiting, holding = [], [], 0, 0
    for voted in titles_voted(cycle):
        notice = notices.get(voted.subject)
        suffices = notice is not None and notice.rating.grade in wanted
        if notice is None:
            waiting += voted.passed
        elif voted.passed and suffices:
            holding += 1
        elif voted.passed:
            fallen.append(TitleInDoubt(voted, notice.basis, notice.rating))
        elif not voted.on_slip and suffices:
            risen.append(TitleInDoubt(voted, notice.basis, notice.rating))
    return TitlesChecked(rule, fallen, risen, waiting, holding)


def open_benches(benches: Collection[Bench]) -> list[Case]:
    """Everything that waits for the decision of who looks."""
    return [case for bench in benches for case in bench.mine]


def proposals_wait(cycle: Cycle) -> bool:
    """Whether a unit has proposed anything yet."""
    return Rating.objects.filter(cycle=cycle, stage=Stage.UNIT, is_current=True).exists()


def unit_of_paper(cycle: Cycle, case: Case) -> Unit:
    """The unit whose head decides keeps that decision; every other one is the agency's, kept by HCQT."""
    own = case.competence is not None and case.competence.authority is Authority.UNIT_HEAD
    return case.unit if own else coordinating_unit(cycle.agency_id) or case.unit
