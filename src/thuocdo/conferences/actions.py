from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.ballots.actions import prepare_ballot, recount
from thuocdo.ballots.rules import Layout, Way
from thuocdo.ballots.states import SEALED
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.meetings.rules import Attendance, Votes, attendance_open, not_adopted, too_long
from thuocdo.office.actions import agency_subject
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import (
    Actor,
    coordinating_unit,
    main_posts,
    presiding_over_agency,
    standing_for,
)
from thuocdo.office.rules.bodies import Body
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.sheets import grade_on_paper
from thuocdo.papers.wording import kind_on_paper
from thuocdo.ratings.actions import state_grade

from .models import Conference, Member, Round
from .permissions import (
    may_call,
    may_close,
    may_hold,
    may_open,
    may_prepare,
    may_recount,
    may_reopen,
)
from .queries import (
    CONFERENCE_STEP,
    LEVEL_RULE,
    MINUTES,
    ballots_of,
    level_ballot,
    level_of,
    members_of,
    quorum_of,
    report_of,
)
from .rules import quorum_lacking
from .sheets import minutes, with_level
from .states import CONFERENCE


def _lock(conference: Conference) -> None:
    """Hold the row until the act is done and read its state afresh: two people may press at once."""
    standing = Conference.objects.select_for_update().get(pk=conference.pk)
    for name in ("state", "chair_id", "report_id", "opened_at", "closed_at"):
        setattr(conference, name, getattr(standing, name))


def _home(cycle: Cycle) -> Unit:
    """HCQT, which holds the ballot and keeps the papers."""
    home = coordinating_unit(cycle.agency_id)
    if home is None:
        raise Refused([Finding("conference.no_coordinating_unit")])
    return home


@transaction.atomic
def call_conference(
    cycle: Cycle, *, planned_at: datetime, place: str, secretary: Person, by: Actor
) -> Conference:
    """Call the conference, with everybody whom the posts make a key official (S-22)."""
    refuse_if(may_call(cycle, by, step_of(cycle, CONFERENCE_STEP)))
    chief = next(iter(presiding_over_agency(cycle.agency_id, by.on)), None)
    refuse_if(
        [] if place.strip() else [Finding("conference.no_place")],
        [] if chief else [Finding("conference.no_chief")],
        [] if secretary.agency_id == cycle.agency_id else [Finding("office.not_yours")],
    )
    conference = Conference.objects.create(
        cycle=cycle, planned_at=planned_at, place=clean_line(place)[:160], chair=chief, secretary=secretary
    )
    Member.objects.bulk_create(
        Member(conference=conference, person=post.person, bodies=bodies, title=post.title)
        for post, bodies in standing_for(cycle.agency_id, by.on)
    )
    record("conference.called", by=by, on=conference, planned_at=planned_at.isoformat())
    return conference


@transaction.atomic
def seat_member(conference: Conference, person: Person, body: Body, *, by: Actor) -> Member:
    """Add somebody by name; who sits there already takes the other body too, with one vote as before."""
    _lock(conference)
    elsewhere = [] if person.agency_id == conference.cycle.agency_id else [Finding("office.not_yours")]
    refuse_if(may_prepare(conference, by), elsewhere)
    post = main_posts([person.pk], by.on).get(person.pk)
    member, _fresh = Member.objects.get_or_create(
        conference=conference,
        person=person,
        defaults={"bodies": [], "title": post.title if post else ""},
    )
    if body not in member.bodies:
        member.bodies = [one for one in Body if one in (*member.bodies, body)]
        member.save(update_fields=["bodies"])
        record("conference.member_seated", by=by, on=member, person=person.pk, body=body)
    return member


@transaction.atomic
def unseat_member(member: Member, *, by: Actor) -> None:
    """Take somebody off the list."""
    _lock(member.conference)
    refuse_if(may_prepare(member.conference, by))
    record("conference.member_unseated", by=by, on=member, person=member.person_id, bodies=member.bodies)
    member.delete()


@transaction.atomic
def mark_members(conference: Conference, marks: Mapping[int, tuple[bool | None, str]], *, by: Actor) -> None:
    """Person -> present or not, and why absent."""
    _lock(conference)
    refuse_if(may_prepare(conference, by))
    members = list(members_of(conference).filter(person__in=marks))
    for member in members:
        member.present, reason = marks[member.person_id]
        member.reason = "" if member.present else clean_line(reason)[:200]
    Member.objects.bulk_update(members, ["present", "reason"])
    present = sum(bool(member.present) for member in members)
    record("conference.attendance_marked", by=by, on=conference, present=present)


def _attendance_lacking(conference: Conference, chair: int) -> list[Finding]:
    seated = list(members_of(conference))
    present = [one.person_id for one in seated if one.present]
    return [
        *attendance_open(Attendance.of(seated)),
        *([] if chair in present else [Finding("conference.chair_absent")]),
        *quorum_lacking(len(present), len(seated), *quorum_of(conference.cycle)),
    ]


@transaction.atomic
def open_conference(conference: Conference, *, chair: Person | None = None, by: Actor) -> None:
    """Begin, with enough members; the report as it stands now is the one that was read. `chair`: where the chief is away."""
    _lock(conference)
    presiding = chair.pk if chair else conference.chair_id
    leaders = {person.pk for person in presiding_over_agency(conference.cycle.agency_id, by.on)}
    refuse_if(
        may_open(conference, by),
        [] if presiding in leaders else [Finding("conference.chair_no_leader")],
        _attendance_lacking(conference, presiding),
    )
    conference.chair_id, conference.report = presiding, report_of(conference)
    conference.state = CONFERENCE.move(conference.state, "open")
    conference.opened_at = by.at
    conference.save(update_fields=["chair", "report", "state", "opened_at"])
    record("conference.opened", by=by, on=conference, chair=presiding)


@transaction.atomic
def hold_level_ballot(
    conference: Conference, *, tellers: Sequence[Person], way: Way = Way.PAPER, by: Actor
) -> None:
    """The slip with the four levels, for the members present; how it is held is the ballot's own business."""
    _lock(conference)
    refuse_if(may_hold(conference, by), _attendance_lacking(conference, conference.chair_id))
    members = list(members_of(conference))
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
    _lock(conference)
    refuse_if(may_recount(conference, by))
    if ballot := level_ballot(conference):
        recount(ballot, reason=reason, by=by)


@transaction.atomic
def close_conference(
    conference: Conference, *, discussion: str, conclusion: str, votes: Votes, by: Actor
) -> None:
    """The minutes are passed and issued; the level is read from the sealed ballot and becomes the agency's own (S-22)."""
    _lock(conference)
    refuse_if(may_close(conference, by))
    ballot, present = level_ballot(conference), members_of(conference).filter(present=True).count()
    refuse_if(
        [] if ballot else [Finding("conference.no_ballot")],
        [Finding("conference.ballot_not_sealed")] if ballot and ballot.state != SEALED else [],
        [] if conclusion.strip() else [Finding("conference.no_conclusion")],
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
    conference.state = CONFERENCE.move(conference.state, "close")
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


@transaction.atomic
def reopen_conference(conference: Conference, *, reason: str, by: Actor) -> None:
    """Open again; what was stated and issued stays until the conference ends anew."""
    _lock(conference)
    refuse_if(may_reopen(conference, by), reason_missing(reason))
    conference.state = CONFERENCE.move(conference.state, "reopen")
    conference.closed_at = None
    conference.save(update_fields=["state", "closed_at"])
    record("conference.reopened", by=by, on=conference, reason=reason)
