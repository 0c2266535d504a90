"""Before the meeting: calling it, attendance, opening."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count

from django.db import transaction
from django.db.models import F

from thuocdo.assemblies.rules import attendance_open
from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of, step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.vi_text import clean_line
from thuocdo.kernel.words import PostRole
from thuocdo.office.models import Person, Post, Unit
from thuocdo.office.queries import (
    Actor,
    coordinating_unit,
    leader_in_charge,
    main_posts,
    presiding_order,
    presiding_over,
)
from thuocdo.papers.sheets import leaders_called
from thuocdo.papers.sheets.signers import unit_head_called
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import report_of_unit, reviews_of_unit
from thuocdo.reviews.states import EXCUSED

from ..models import Attendee, Item, Meeting, Remark
from ..permissions import NOT_YOURS, may_call, may_invite, may_prepare, may_replace_secretary, may_run
from ..queries import (
    able_to_preside,
    agenda_of,
    guests_rule,
    meeting_facts,
    meeting_step,
    members_called,
    order_source,
    secretaries_for,
    subject_of,
)
from ..rules import RANK_OF, Rank
from ..states import MEETING, OPEN
from .standing import lock


@transaction.atomic
def call_meeting(
    cycle: Cycle, unit: Unit, *, planned_at: datetime, place: str, secretary: Person, by: Actor
) -> Meeting:
    """Call the unit's meeting: everyone in the unit, the invited guests, the agenda in the lawful order (S-11, S-14).

    To that of the leadership the key officials are called (S-23).
    """
    refuse_if(may_call(cycle, unit, by, step_of(cycle, meeting_step(unit))))
    refuse_if(
        [Finding("meeting.called_already")] if Meeting.objects.filter(cycle=cycle, unit=unit).exists() else []
    )
    presiding = presiding_order(unit, by.on)
    outside = secretary.pk not in {seat.person_id for seat in secretaries_for(unit, by.on)}
    refuse_if(
        [Finding("meeting.secretary_outside")] if outside else [],
        [] if place.strip() else [Finding("meeting.no_place")],
        [] if presiding else [Finding("meeting.nobody_presides")],
    )
    meeting = Meeting.objects.create(
        cycle=cycle,
        unit=unit,
        planned_at=planned_at,
        place=clean_line(place),
        chair=presiding[0],
        secretary=secretary,
    )
    seats = members_called(unit, by.on)
    _invite_all(meeting, seats, presiding, by=by)
    _draw_up_agenda(meeting, seats, presiding)
    record("meeting.called", by=by, on=meeting, planned_at=planned_at.isoformat())
    return meeting


def _invite_all(meeting: Meeting, seats: Sequence[Post], presiding: Sequence[Person], *, by: Actor) -> None:
    """The members, the guests whom the plan names, whoever presides or writes without belonging there."""
    members = {seat.person_id for seat in seats}
    guests = {person: title for title, person in _guests(meeting.unit, by).items() if person}
    posts = main_posts([meeting.secretary_id, *(person.pk for person in presiding)], by.on)
    for person in (*presiding, meeting.secretary):
        guests.setdefault(person, posts[person.pk].title if person.pk in posts else "")
    told = book_of(meeting.cycle)[guests_rule(meeting.unit)]["items"] if meeting.of_leadership else ()
    order = count()
    Attendee.objects.bulk_create(
        [Attendee(meeting=meeting, person=seat.person, title=seat.title, order=next(order)) for seat in seats]
        + [
            Attendee(meeting=meeting, person=person, title=title, is_guest=True, order=next(order))
            for person, title in guests.items()
            if person.pk not in members
        ]
        + [Attendee(meeting=meeting, outsider=row["title"], is_guest=True, order=next(order)) for row in told]
    )


def _guests(unit: Unit, by: Actor) -> dict[str, Person | None]:
    """Whom a unit invites (II.2.a): the leader in charge of it and the head of HCQT."""
    home = coordinating_unit(unit.agency_id)
    if unit.kind == Unit.Kind.LEADERSHIP:
        return {}
    invited = {f"{leaders_called(unit.agency_id)} phụ trách": leader_in_charge(unit, by.on)}
    if home and home.pk != unit.pk:
        invited[unit_head_called(home)] = presiding_over(home, by.on)
    return invited


def _draw_up_agenda(meeting: Meeting, seats: Sequence[Post], presiding: Sequence[Person]) -> None:
    """Report, head, deputies, staff, emulation. Where the chair is under review the next in order presides."""
    names = [seat.person_id for seat in seats]
    reviews = [review for review in reviews_of_unit(meeting.cycle, meeting.unit) if review.state != EXCUSED]
    reviews.sort(
        key=lambda review: names.index(review.person_id) if review.person_id in names else len(names)
    )
    planned = [(Rank.REPORT, Item.Kind.REPORT, report_of_unit(meeting.cycle, meeting.unit), meeting.chair)]
    for review in reviews:
        chair = next((one for one in (meeting.chair, *presiding) if one.pk != review.person_id), None)
        planned.append((_rank(review, seats), Item.Kind.PERSON, review, chair))
    if not meeting.of_leadership:
        planned.append((Rank.EMULATION, Item.Kind.EMULATION, None, meeting.chair))
    Item.objects.bulk_create(
        Item(meeting=meeting, kind=kind, rank=rank, order=order, review=review, chair=chair)
        for order, (rank, kind, review, chair) in enumerate(planned)
    )


def _rank(review: Review, seats: Sequence[Post]) -> Rank:
    roles = {seat.person_id: PostRole(seat.role) for seat in seats}
    return RANK_OF[roles.get(review.person_id, PostRole.STAFF)]


def _take_up_newcomers(meeting: Meeting, *, by: Actor) -> None:
    """Who came to the unit while its meeting runs is heard before the title is voted on."""
    heard = meeting.items.filter(review__isnull=False).values("review")
    reviews = reviews_of_unit(meeting.cycle, meeting.unit).exclude(state=EXCUSED).exclude(pk__in=heard)
    seats, last = members_called(meeting.unit, by.on), meeting.items.order_by("order").last()
    place = last.order if last.kind == Item.Kind.EMULATION else last.order + 1
    for review in reviews:
        meeting.items.filter(order__gte=place).update(order=F("order") + 1)
        rank, kind = _rank(review, seats), Item.Kind.PERSON
        Item.objects.create(
            meeting=meeting, kind=kind, rank=rank, order=place, review=review, chair=meeting.chair
        )
        place += 1


@transaction.atomic
def invite(
    meeting: Meeting,
    *,
    person: Person | None = None,
    outsider: str = "",
    title: str,
    votes: bool = False,
    hears: Sequence[int] | None = None,
    by: Actor,
) -> Attendee:
    """Call one more: a guest, for all points or for some; a key official whom the staff list does not name.

    Who came to the unit since is called as a member and is heard.
    """
    lock(meeting)
    outsider, title = "" if person else clean_line(outsider)[:160], clean_line(title)[:160]
    agenda = {subject_of(item) for item in agenda_of(meeting)}
    seated = person is not None and meeting.attendees.filter(person=person).exists()
    refuse_if(
        may_invite(meeting, by),
        [] if person is None or person.agency_id == meeting.cycle.agency_id else [NOT_YOURS],
        [] if person or outsider else [Finding("meeting.nobody_named")],
        [Finding("meeting.seated", facts={"name": person.full_name})] if person and seated else [],
        [] if not votes or _may_vote(meeting, person, by) else [Finding("meeting.guests_do_not_vote")],
        [] if hears is None or set(hears) <= agenda else [Finding("meeting.no_such_point")],
    )
    seat = Attendee.objects.create(
        meeting=meeting,
        person=person,
        outsider=outsider,
        title=title,
        is_guest=not votes,
        hears=None if votes or hears is None else sorted(set(hears)),
        order=meeting.attendees.count(),
    )
    if votes and meeting.state == OPEN:
        _take_up_newcomers(meeting, by=by)
    record("meeting.invited", by=by, on=seat, name=seat.name, hears=seat.hears)
    return seat


def _may_vote(meeting: Meeting, person: Person | None, by: Actor) -> bool:
    """A key official in the review of the leadership; in a unit who works there or is heard there."""
    if person is None or meeting.of_leadership:
        return person is not None
    works = any(seat.person_id == person.pk for seat in members_called(meeting.unit, by.on))
    return works or reviews_of_unit(meeting.cycle, meeting.unit).filter(person=person).exists()


@transaction.atomic
def uninvite(seat: Attendee, *, by: Actor) -> None:
    """Take somebody off the list, unless chairing, writing or heard already."""
    meeting = seat.meeting
    lock(meeting)
    needed = seat.person_id and (
        seat.person_id in (meeting.chair_id, meeting.secretary_id)
        or Remark.objects.filter(item__meeting=meeting, speaker=seat.person_id).exists()
        or Item.objects.filter(meeting=meeting, review__person=seat.person_id).exists()
    )
    refuse_if(
        may_invite(meeting, by),
        [Finding("meeting.needed", facts={"name": seat.name})] if needed else [],
        [] if seat.is_guest or meeting.of_leadership else [Finding("meeting.belongs_here")],
    )
    record("meeting.uninvited", by=by, on=seat, name=seat.name)
    seat.delete()


@transaction.atomic
def mark_attendance(meeting: Meeting, marks: Mapping[int, tuple[bool | None, str]], *, by: Actor) -> None:
    """Attendee -> present or not, and why absent. May be corrected while the meeting is open."""
    lock(meeting)
    refuse_if(
        may_run(meeting, by), [] if meeting.state in ("planned", "open") else [Finding("meeting.not_open")]
    )
    attendees = list(meeting.attendees.filter(pk__in=marks))
    for attendee in attendees:
        attendee.present, reason = marks[attendee.pk]
        attendee.reason = "" if attendee.present else clean_line(reason)[:200]
    Attendee.objects.bulk_update(attendees, ["present", "reason"])
    present = meeting.attendees.filter(present=True).count()
    record("meeting.attendance_marked", by=by, on=meeting, present=present)


@transaction.atomic
def open_meeting(meeting: Meeting, *, chair: Person | None = None, by: Actor) -> None:
    """Begin, once everyone is marked present or absent (II.2.a); on the agenda who is under review by now.

    The first who is there presides, or `chair`, where those before are away.
    """
    lock(meeting)
    refuse_if(may_prepare(meeting, by))
    refuse_if(attendance_open(meeting_facts(meeting).attendance, order_source(meeting)))
    able = able_to_preside(meeting, by.on)
    presides = chair or next(iter(able), None)
    if presides not in able:
        raise Refused([Finding("meeting.nobody_presides", book_of(meeting.cycle)["meeting/chair"].source)])
    meeting.state = MEETING.move(meeting.state, "open")
    meeting.opened_at, meeting.chair = by.at, presides
    meeting.save(update_fields=["state", "opened_at", "chair"])
    meeting.items.all().delete()
    _draw_up_agenda(meeting, members_called(meeting.unit, by.on), able)
    record("meeting.opened", by=by, on=meeting, chair=meeting.chair_id)


@transaction.atomic
def replace_secretary(meeting: Meeting, person: Person, *, reason: str, by: Actor) -> None:
    """Another member writes the minutes from here on."""
    lock(meeting)
    seats = meeting.attendees.filter(person=person)
    seated = seats if meeting.of_leadership else seats.filter(is_guest=False)
    outside = [] if seated.exists() else [Finding("meeting.secretary_outside")]
    refuse_if(may_replace_secretary(meeting, by), outside, reason_missing(reason))
    meeting.secretary = person
    meeting.save(update_fields=["secretary"])
    record("meeting.secretary_replaced", by=by, on=meeting, reason=reason, secretary=person.pk)
