from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.ballots.actions import enter_count, prepare_ballot, recount, seal_count
from thuocdo.ballots.queries import ballot_with
from thuocdo.ballots.rules import Count
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of, step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.kernel.words import Axis, Grade, PostRole, Stage
from thuocdo.office.models import Person, Post, Unit
from thuocdo.office.queries import (
    Actor,
    coordinating_unit,
    leader_in_charge,
    presiding_over,
    roster,
)
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.models import Paper
from thuocdo.papers.wording import KINDS
from thuocdo.ratings.actions import state_grade
from thuocdo.ratings.queries import grade_over_limit
from thuocdo.reviews.actions import hand_back
from thuocdo.reviews.queries import report_of_unit, reviews_of_unit
from thuocdo.reviews.states import EXCUSED, SUBMITTED

from .models import Attendee, Item, Meeting, Remark, ReportPoint
from .permissions import may_call, may_close, may_conclude, may_prepare, may_reopen, may_run, may_write_down
from .queries import MEETING_STEP, agenda_of, item_facts, meeting_facts, order_source
from .rules import (
    RANK_OF,
    Rank,
    Votes,
    attendance_open,
    out_of_turn,
    unfinished_business,
    wrong_chair,
    wrong_votes,
)
from .sheets import MeetingSheets
from .states import MEETING


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
    """Begin, once everyone is marked present or absent (II.2.a)."""
    refuse_if(may_prepare(meeting, by))
    refuse_if(attendance_open(meeting_facts(meeting), order_source(meeting.cycle)))
    meeting.state = MEETING.move(meeting.state, "open")
    meeting.opened_at = by.at
    meeting.save(update_fields=["state", "opened_at"])
    record("meeting.opened", by=by, on=meeting)


@transaction.atomic
def assign_chair(item: Item, chair: Person, *, by: Actor) -> None:
    """Who presides over one point: somebody present who is not under review (S-14)."""
    seated = item.meeting.attendees.filter(person=chair).exclude(present=False).exists()
    absent = [] if seated else [Finding("meeting.chair_absent", facts={"name": chair.full_name})]
    item.chair = chair
    refuse_if(
        may_write_down(item.meeting, by),
        absent,
        wrong_chair(item_facts(item), order_source(item.meeting.cycle)),
    )
    item.save(update_fields=["chair"])
    record("meeting.chair_assigned", by=by, on=item, chair=chair.pk)


@transaction.atomic
def start_item(item: Item, *, by: Actor) -> None:
    """Take up one point, in its turn and under the right chair (S-14)."""
    meeting, source = item.meeting, order_source(item.meeting.cycle)
    refuse_if(may_write_down(meeting, by))
    facts = [item_facts(other) for other in agenda_of(meeting)]
    wanted = item_facts(item)
    nobody = [] if item.chair_id else [Finding("meeting.no_chair", source, {"name": wanted.label})]
    refuse_if(out_of_turn(facts, wanted, source), wrong_chair(wanted, source), nobody)
    if not item.started_at:
        item.started_at = by.at
        item.save(update_fields=["started_at"])
        record("meeting.item_started", by=by, on=item)


@transaction.atomic
def add_remark(item: Item, speaker: Person, text: str, *, once: UUID, by: Actor) -> Remark:
    """What a member or guest says to the point. The same form sent twice is one remark."""
    refuse_if(may_conclude(item, by))
    present = item.meeting.attendees.filter(person=speaker, present=True).exists()
    text = clean(text).strip()
    refuse_if(
        [] if present else [Finding("meeting.speaker_absent", facts={"name": speaker.full_name})],
        [] if text else [Finding("meeting.remark_empty")],
        [Finding("meeting.remark_too_long", facts={"limit": 5000})] if len(text) > 5000 else [],
    )
    remark, fresh = Remark.objects.get_or_create(
        once=once, defaults={"item": item, "speaker": speaker, "text": text, "at": by.at}
    )
    if fresh:
        record("meeting.remark_added", by=by, on=remark, speaker=speaker.pk)
    return remark


@transaction.atomic
def correct_remark(remark: Remark, text: str, *, by: Actor) -> None:
    """Put a remark right while the meeting is open; an empty text takes it back."""
    refuse_if(may_write_down(remark.item.meeting, by))
    text = clean(text).strip()
    record("meeting.remark_corrected", by=by, on=remark.item, before=remark.text, after=text)
    if not text:
        remark.delete()
        return
    remark.text = text
    remark.save(update_fields=["text"])


def _enter_conclusion(item: Item, strengths: str, weaknesses: str, votes: Votes | None, *, by: Actor) -> None:
    facts = meeting_facts(item.meeting)
    refuse_if(may_conclude(item, by), wrong_votes(votes, facts.present, order_source(item.meeting.cycle)))
    item.strengths, item.weaknesses = clean(strengths).strip(), clean(weaknesses).strip()
    item.votes_for = votes.agree if votes else None
    item.votes_against = votes.against if votes else None
    item.votes_other = votes.other if votes else None
    item.done_at = by.at
    item.save()
    record("meeting.concluded", by=by, on=item)


@transaction.atomic
def conclude_person(
    item: Item,
    *,
    strengths: str,
    weaknesses: str,
    grade: Grade | None,
    not_rated: str = "",
    votes: Votes | None,
    by: Actor,
) -> None:
    """The chair concludes on a person and the grade is proposed, or why there is none (S-13, S-18)."""
    cycle, review = item.meeting.cycle, item.review
    item.grade, item.not_rated = grade or "", "" if grade else clean_line(not_rated)[:200]
    refuse_if(grade_over_limit(cycle, review.person, grade))
    _enter_conclusion(item, strengths, weaknesses, votes, by=by)
    if grade or item.not_rated:
        state_grade(cycle, review.subject_id, Stage.UNIT, grade, reason=item.not_rated, by=by)


@transaction.atomic
def conclude_report(
    item: Item, *, strengths: str, weaknesses: str, grade: Grade | None, votes: Votes | None, by: Actor
) -> None:
    """The head concludes on the unit's report and the unit's own grade is proposed (S-12)."""
    item.grade = grade or ""
    _enter_conclusion(item, strengths, weaknesses, votes, by=by)
    if grade:
        state_grade(
            item.meeting.cycle, item.review.subject_id, Stage.UNIT, grade, axis=Axis.COLLECTIVE, by=by
        )


@transaction.atomic
def conclude_point(
    item: Item,
    title: str,
    conclusion: str,
    *,
    taken_up: bool,
    votes: Votes | None,
    by: Actor,
    point: ReportPoint | None = None,
) -> ReportPoint:
    """One matter of the report: the vote, and whether the head takes it up (S-12)."""
    facts = meeting_facts(item.meeting)
    title = clean_line(title)[:300]
    refuse_if(
        may_conclude(item, by),
        wrong_votes(votes, facts.present, order_source(item.meeting.cycle)),
        [] if title else [Finding("meeting.point_untitled")],
    )
    point = point or ReportPoint(item=item)
    point.title, point.conclusion, point.taken_up = title, clean(conclusion).strip(), taken_up
    point.votes_for = votes.agree if votes else None
    point.votes_against = votes.against if votes else None
    point.votes_other = votes.other if votes else None
    point.save()
    record("meeting.point_concluded", by=by, on=point, taken_up=taken_up)
    return point


@transaction.atomic
def hold_emulation_ballot(item: Item, candidates: Sequence[Person], *, by: Actor) -> None:
    """The slip for Lao động tiên tiến: one line for each candidate (S-15). Replaces one not yet counted."""
    refuse_if(may_conclude(item, by), [] if candidates else [Finding("meeting.no_candidates")])
    meeting = item.meeting
    standing = ballot_with(meeting.ballot_id)
    refuse_if([Finding("ballot.not_now")] if standing and standing.state != "prepared" else [])
    summoned = meeting.attendees.filter(is_guest=False).count()
    lines = {str(person.subject_id): person.full_name for person in candidates}
    year = book_of(meeting.cycle).on.year
    meeting.ballot = prepare_ballot(
        f"Bình xét danh hiệu “Lao động tiên tiến” năm {year}", lines, summoned=summoned, by=by
    )
    meeting.save(update_fields=["ballot"])


@transaction.atomic
def count_emulation_ballot(item: Item, count: Count, *, tellers: Sequence[str], by: Actor) -> None:
    """The tellers' figures, checked and sealed (S-15)."""
    refuse_if(may_conclude(item, by), [] if item.meeting.ballot_id else [Finding("meeting.no_ballot")])
    ballot = ballot_with(item.meeting.ballot_id)
    enter_count(ballot, count, tellers=tellers, by=by)
    seal_count(ballot, by=by)
    item.done_at = by.at
    item.save(update_fields=["done_at"])


@transaction.atomic
def recount_emulation_ballot(item: Item, *, reason: str, by: Actor) -> None:
    """Break the seal, with the reason, to count again."""
    refuse_if(may_conclude(item, by), [] if item.meeting.ballot_id else [Finding("meeting.no_ballot")])
    recount(ballot_with(item.meeting.ballot_id), reason=reason, by=by)
    item.done_at = None
    item.save(update_fields=["done_at"])


@transaction.atomic
def adopt_minutes(meeting: Meeting, *, votes: int, correction: str, by: Actor) -> None:
    """The minutes were read, put right and passed at the meeting (S-13)."""
    facts, source = meeting_facts(meeting), order_source(meeting.cycle)
    refuse_if(may_write_down(meeting, by))
    too_few = [Finding("meeting.not_adopted", source)] if votes * 2 <= facts.present else []
    too_many = wrong_votes(Votes(votes, 0), facts.present, source)
    refuse_if(unfinished_business(facts, source), too_few, too_many)
    meeting.state = MEETING.move(meeting.state, "adopt")
    meeting.adopted_at, meeting.adopted_for, meeting.correction = by.at, votes, clean(correction).strip()
    meeting.save()
    record("meeting.minutes_adopted", by=by, on=meeting, votes=votes)


@transaction.atomic
def correct_minutes(meeting: Meeting, *, by: Actor) -> None:
    """Open adopted minutes again, before the meeting is closed."""
    refuse_if(may_run(meeting, by), MEETING.lacking(meeting.state, "correct"))
    meeting.state = MEETING.move(meeting.state, "correct")
    meeting.adopted_at = None
    meeting.save(update_fields=["state", "adopted_at"])
    record("meeting.minutes_opened", by=by, on=meeting)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: Actor) -> None:
    """Close: every review goes back to its author with the remarks to take up (S-13)."""
    refuse_if(may_close(meeting, by))
    refuse_if(unfinished_business(meeting_facts(meeting), order_source(meeting.cycle)))
    meeting.state = MEETING.move(meeting.state, "close")
    meeting.closed_at = by.at
    meeting.save(update_fields=["state", "closed_at"])
    for item in agenda_of(meeting).filter(review__state=SUBMITTED).prefetch_related("remarks__speaker"):
        remarks = [(remark.speaker.full_name, remark.text) for remark in item.remarks.all()]
        hand_back(item.review, remarks, by=by)
    issue_papers(meeting, by=by)
    record("meeting.closed", by=by, on=meeting)


def issue_papers(meeting: Meeting, *, by: Actor) -> list[Paper]:
    """Minutes, tellers' minutes, proposed ratings and emulation summary, from what was entered (S-16)."""
    unit = meeting.unit
    return [
        issue_paper(
            kind, meeting.cycle, unit, unit.subject_id, sheet, title=f"{KINDS[kind]} - {unit.name}", by=by
        )
        for kind, sheet in MeetingSheets(meeting).papers.items()
    ]


@transaction.atomic
def reopen_meeting(meeting: Meeting, *, reason: str, by: Actor) -> None:
    """HCQT opens a closed meeting again; what was stated and issued stays on record."""
    refuse_if(may_reopen(meeting, by), reason_missing(reason))
    meeting.state = MEETING.move(meeting.state, "reopen")
    meeting.closed_at = meeting.adopted_at = None
    meeting.save(update_fields=["state", "closed_at", "adopted_at"])
    record("meeting.reopened", by=by, on=meeting, reason=reason)


@transaction.atomic
def replace_secretary(meeting: Meeting, person: Person, *, reason: str, by: Actor) -> None:
    """Another member writes the minutes from here on."""
    seated = meeting.attendees.filter(person=person, is_guest=False).exists()
    outside = [] if seated else [Finding("meeting.secretary_outside")]
    refuse_if([] if by.coordinates else may_run(meeting, by), outside, reason_missing(reason))
    meeting.secretary = person
    meeting.save(update_fields=["secretary"])
    record("meeting.secretary_replaced", by=by, on=meeting, reason=reason, secretary=person.pk)
