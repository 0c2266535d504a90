"""Before the meeting: calling it, attendance, opening."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.vi_text import clean_line
from thuocdo.kernel.words import PostRole
from thuocdo.office.models import Person, Post, Unit
from thuocdo.office.queries import (
    Actor,
    coordinating_unit,
    leader_in_charge,
    presiding_over,
    roster,
)
from thuocdo.reviews.queries import report_of_unit, reviews_of_unit
from thuocdo.reviews.states import EXCUSED

from ..models import Attendee, Item, Meeting
from ..permissions import may_call, may_prepare, may_replace_secretary, may_run
from ..queries import MEETING_STEP, meeting_facts, order_source
from ..rules import (
    RANK_OF,
    Rank,
    attendance_open,
)
from ..states import MEETING
from .standing import lock


@transaction.atomic
def call_meeting(
    cycle: Cycle, unit: Unit, *, planned_at: datetime, place: str, secretary: Person, by: Actor
) -> Meeting:
    """Call the unit's meeting: everyone in the unit, the invited guests, the agenda in the lawful order (S-11, S-14)."""
    refuse_if(may_call(cycle, unit, by, step_of(cycle, MEETING_STEP)))
    refuse_if(
        [Finding("meeting.called_already")] if Meeting.objects.filter(cycle=cycle, unit=unit).exists() else []
    )
    seats = roster(unit, by.on)
    outsider = (
        []
        if any(seat.person_id == secretary.pk for seat in seats)
        else [Finding("meeting.secretary_outside")]
    )
    refuse_if(outsider, [] if place.strip() else [Finding("meeting.no_place")])
    meeting = Meeting.objects.create(
        cycle=cycle,
        unit=unit,
        planned_at=planned_at,
        place=clean_line(place),
        chair=presiding_over(unit, by.on) or by.person,
        secretary=secretary,
    )
    _invite(meeting, seats, by=by)
    _draw_up_agenda(meeting, seats)
    record("meeting.called", by=by, on=meeting, planned_at=planned_at.isoformat())
    return meeting


def _invite(meeting: Meeting, seats: Sequence[Post], *, by: Actor) -> None:
    unit = meeting.unit
    home = coordinating_unit(unit.agency_id)
    invited = {"Lãnh đạo Văn phòng phụ trách": leader_in_charge(unit, by.on)}
    if home and home.pk != unit.pk:
        invited[f"Trưởng {home.name}"] = presiding_over(home, by.on)
    members = {seat.person_id for seat in seats}
    guests = {person: title for title, person in invited.items() if person and person.pk not in members}
    Attendee.objects.bulk_create(
        [
            Attendee(meeting=meeting, person=seat.person, title=seat.title, order=order)
            for order, seat in enumerate(seats)
        ]
        + [
            Attendee(meeting=meeting, person=person, title=title, is_guest=True, order=order)
            for order, (person, title) in enumerate(guests.items())
        ]
    )


def _draw_up_agenda(meeting: Meeting, seats: Sequence[Post]) -> None:
    """Report, head, deputies, staff, emulation. A deputy presides where the chair is under review."""
    roles = {seat.person_id: PostRole(seat.role) for seat in seats}
    deputy = next(
        (
            seat.person
            for seat in seats
            if seat.role == PostRole.DEPUTY and seat.person_id != meeting.chair_id
        ),
        None,
    )
    names = [seat.person_id for seat in seats]
    reviews = [review for review in reviews_of_unit(meeting.cycle, meeting.unit) if review.state != EXCUSED]
    reviews.sort(
        key=lambda review: names.index(review.person_id) if review.person_id in names else len(names)
    )
    planned = [(Rank.REPORT, Item.Kind.REPORT, report_of_unit(meeting.cycle, meeting.unit), meeting.chair)]
    for review in reviews:
        rank = RANK_OF[roles.get(review.person_id, PostRole.STAFF)]
        chair = deputy if review.person_id == meeting.chair_id else meeting.chair
        planned.append((rank, Item.Kind.PERSON, review, chair))
    planned.append((Rank.EMULATION, Item.Kind.EMULATION, None, meeting.chair))
    Item.objects.bulk_create(
        Item(meeting=meeting, kind=kind, rank=rank, order=order, review=review, chair=chair)
        for order, (rank, kind, review, chair) in enumerate(planned)
    )


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
    record(
        "meeting.attendance_marked", by=by, on=meeting, present=sum(bool(seat.present) for seat in attendees)
    )


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: Actor) -> None:
    """Begin, once everyone is marked present or absent (II.2.a); on the agenda who is under review by now."""
    lock(meeting)
    refuse_if(may_prepare(meeting, by))
    refuse_if(attendance_open(meeting_facts(meeting), order_source(meeting.cycle)))
    meeting.state = MEETING.move(meeting.state, "open")
    meeting.opened_at = by.at
    meeting.save(update_fields=["state", "opened_at"])
    meeting.items.all().delete()
    _draw_up_agenda(meeting, roster(meeting.unit, by.on))
    record("meeting.opened", by=by, on=meeting)


@transaction.atomic
def replace_secretary(meeting: Meeting, person: Person, *, reason: str, by: Actor) -> None:
    """Another member writes the minutes from here on."""
    lock(meeting)
    seated = meeting.attendees.filter(person=person, is_guest=False).exists()
    outside = [] if seated else [Finding("meeting.secretary_outside")]
    refuse_if(may_replace_secretary(meeting, by), outside, reason_missing(reason))
    meeting.secretary = person
    meeting.save(update_fields=["secretary"])
    record("meeting.secretary_replaced", by=by, on=meeting, reason=reason, secretary=person.pk)
