from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thuocdo.assemblies.actions import (
    attendance_lacking,
    call_assembly,
    lock,
    mark_seats,
    open_assembly,
    seat,
    unseat,
)
from thuocdo.assemblies.permissions import may_close
from thuocdo.assemblies.queries import seats_of
from thuocdo.assemblies.rules import Votes, not_adopted, too_long
from thuocdo.assemblies.states import ASSEMBLY
from thuocdo.audit.actions import record
from thuocdo.ballots.actions import prepare_ballot, recount
from thuocdo.ballots.rules import Layout, Way
from thuocdo.ballots.states import SEALED
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.vi_text import clean
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.actions import agency_subject
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import (
    Actor,
    coordinating_unit,
)
from thuocdo.office.rules.bodies import Body
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.sheets import grade_on_paper
from thuocdo.papers.wording import kind_on_paper
from thuocdo.ratings.actions import state_grade

from .models import Conference, Member, Round
from .permissions import may_hold, may_prepare, may_recount
from .queries import (
    CONFERENCE_STEP,
    LEVEL_RULE,
    MINUTES,
    ballots_of,
    level_ballot,
    level_of,
    quorum_of,
    report_of,
)
from .rules import quorum_lacking
from .sheets import minutes, with_level


def _home(cycle: Cycle) -> Unit:
    """HCQT, which holds the ballot and keeps the papers."""
    home = coordinating_unit(cycle.agency_id)
    if home is None:
        raise Refused([Finding("conference.no_coordinating_unit")])
    return home


def call_conference(
    cycle: Cycle, *, planned_at: datetime, place: str, secretary: Person, by: Actor
) -> Conference:
    """Call the conference, with everybody whom the posts make a key official (S-22)."""
    step = step_of(cycle, CONFERENCE_STEP)
    return call_assembly(
        Conference, cycle, step, planned_at=planned_at, place=place, secretary=secretary, by=by
    )


@transaction.atomic
def seat_member(conference: Conference, person: Person, body: Body, *, by: Actor) -> Member:
    """Add somebody by name, with one vote whatever the bodies."""
    lock(conference)
    refuse_if(may_prepare(conference, by))
    return seat(conference, person, body, by=by)


@transaction.atomic
def unseat_member(member: Member, *, by: Actor) -> None:
    """Take somebody off the list."""
    lock(member.assembly)
    refuse_if(may_prepare(member.assembly, by))
    unseat(member, by=by)


@transaction.atomic
def mark_members(conference: Conference, marks: Mapping[int, tuple[bool | None, str]], *, by: Actor) -> None:
    """Member -> present or not, and why absent."""
    lock(conference)
    refuse_if(may_prepare(conference, by))
    mark_seats(conference, marks, by=by)


def _quorum_lacking(conference: Conference) -> list[Finding]:
    seated = list(seats_of(conference))
    present = sum(bool(one.present) for one in seated)
    return quorum_lacking(present, len(seated), *quorum_of(conference.cycle))


@transaction.atomic
def open_conference(conference: Conference, *, chair: Person | None = None, by: Actor) -> None:
    """Begin, with enough members; the report as it stands now is the one that was read. `chair`: where the chief is away."""
    open_assembly(conference, chair=chair, by=by)
    refuse_if(_quorum_lacking(conference))
    conference.report = report_of(conference)
    conference.save(update_fields=["report"])


@transaction.atomic
def hold_level_ballot(
    conference: Conference, *, tellers: Sequence[Person], way: Way = Way.PAPER, by: Actor
) -> None:
    """The slip with the four levels, for the members present; how it is held is the ballot's own business."""
    lock(conference)
    refuse_if(
        may_hold(conference, by),
        attendance_lacking(conference, conference.chair_id),
        _quorum_lacking(conference),
    )
    members = list(seats_of(conference))
    voters = [member.person for member in members if member.present]
    strangers = set(tellers) - set(voters)
    refuse_if([Finding("conference.teller_absent")] if strangers else [])
    cycle = conference.cycle
    ballot = prepare_ballot(
        cycle,
        _home(cycle),
        f"Mức xếp loại {cycle.agency.name} năm {cycle.year}",
        {grade.value: (grade_on_paper(grade), "") for grade in Grade},
        layout=Layout.LEVEL,
        way=way,
        rule=LEVEL_RULE,
        chair=Person.objects.get(pk=conference.chair_id),
        secretary=conference.secretary,
        voters=voters,
        tellers=tellers,
        summoned=len(members),
        occasion=f"Hội nghị cán bộ chủ chốt năm {cycle.year}",
        place=conference.place,
        by=by,
    )
    Round.objects.create(conference=conference, ballot=ballot)
    record("conference.ballot_held", by=by, on=conference, ballot=ballot.pk)


@transaction.atomic
def recount_level_ballot(conference: Conference, *, reason: str, by: Actor) -> None:
    """Break the seal of a paper count, with the reason, to count again."""
    lock(conference)
    refuse_if(may_recount(conference, by))
    if ballot := level_ballot(conference):
        recount(ballot, reason=reason, by=by)


@transaction.atomic
def close_conference(
    conference: Conference, *, discussion: str, conclusion: str, votes: Votes, by: Actor
) -> None:
    """The minutes are passed and issued; the level is read from the sealed ballot and becomes the agency's own (S-22)."""
    lock(conference)
    refuse_if(may_close(conference, by))
    ballot, present = level_ballot(conference), seats_of(conference).filter(present=True).count()
    refuse_if(
        [] if ballot else [Finding("conference.no_ballot")],
        [Finding("conference.ballot_not_sealed")] if ballot and ballot.state != SEALED else [],
        [] if conclusion.strip() else [Finding("assembly.no_conclusion")],
        too_long(discussion, conclusion),
        not_adopted(votes, present),
    )
    level = level_of(ballot) if ballot else None
    if level is None:
        raise Refused([Finding("conference.no_level")])
    cycle, home = conference.cycle, _home(conference.cycle)
    conference.discussion, conference.conclusion = clean(discussion).strip(), clean(conclusion).strip()
    conference.adopted_for, conference.adopted_against = votes.agree, votes.against
    conference.adopted_other, conference.level = votes.other, level
    conference.state = ASSEMBLY.move(conference.state, "close")
    conference.closed_at = by.at
    conference.save()
    agency = agency_subject(cycle.agency_id)
    state_grade(cycle, agency, Stage.SELF, level, axis=Axis.COLLECTIVE, by=by)
    for held in ballots_of(conference):
        title = f"{kind_on_paper('tellers-minutes')} - {held.title}"
        sheet, part = with_level(held), f"ballot-{held.pk}"
        issue_paper("tellers-minutes", cycle, home, agency.pk, sheet, title=title, part=part, by=by)
    title = f"{kind_on_paper(MINUTES)} {cycle.year}"
    issue_paper(MINUTES, cycle, home, agency.pk, minutes(conference, by.on), title=title, by=by)
    record("conference.ended", by=by, on=conference, level=level)
