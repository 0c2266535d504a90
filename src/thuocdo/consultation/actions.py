from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.kernel.words import Grade, Stage
from thuocdo.meetings.rules import Attendance, attendance_open, too_long
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, main_posts, presiding_over_agency, standing_for
from thuocdo.office.rules.bodies import Body
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.wording import kind_on_paper
from thuocdo.ratings.actions import state_grade, state_together
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import grade_over_limit, whys_of
from thuocdo.ratings.rules import over_cap
from thuocdo.reviews.queries import reviews_in

from .models import Consultation, Delegate, Opinion
from .permissions import (
    may_call,
    may_close,
    may_give_opinion,
    may_move,
    may_open,
    may_prepare,
    may_reopen,
    may_write_down,
)
from .queries import CONSULTATION_STEP, Card, board_of, delegates_of, place_of, present_people
from .rules import moved_meanwhile, unconcluded
from .sheets import minutes
from .states import CONSULTATION


def _lock(consultation: Consultation) -> None:
    """Hold the row until the act is done and read its state afresh: two people may press at once."""
    standing = Consultation.objects.select_for_update().get(pk=consultation.pk)
    for name in ("state", "chair_id", "closed_at"):
        setattr(consultation, name, getattr(standing, name))


@transaction.atomic
def call_consultation(
    cycle: Cycle, *, planned_at: datetime, place: str, secretary: Person, by: Actor
) -> Consultation:
    """Call the Chief's meeting with the bodies of II.4, as the posts have them."""
    refuse_if(may_call(cycle, by, step_of(cycle, CONSULTATION_STEP)))
    chief = next(iter(presiding_over_agency(cycle.agency_id, by.on)), None)
    outside = [] if secretary.agency_id == cycle.agency_id else [Finding("office.not_yours")]
    refuse_if(
        [] if place.strip() else [Finding("consultation.no_place")],
        [] if chief else [Finding("consultation.no_chief")],
        outside,
    )
    consultation = Consultation.objects.create(
        cycle=cycle, planned_at=planned_at, place=clean_line(place)[:160], chair=chief, secretary=secretary
    )
    Delegate.objects.bulk_create(
        Delegate(consultation=consultation, person=post.person, body=body, title=post.title)
        for post, bodies in standing_for(cycle.agency_id, by.on)
        for body in bodies
    )
    record("consultation.called", by=by, on=consultation, planned_at=planned_at.isoformat())
    return consultation


@transaction.atomic
def seat_delegate(consultation: Consultation, person: Person, body: Body, *, by: Actor) -> Delegate:
    """Call one more person for a body, or as a guest."""
    _lock(consultation)
    elsewhere = [] if person.agency_id == consultation.cycle.agency_id else [Finding("office.not_yours")]
    refuse_if(may_prepare(consultation, by), elsewhere)
    post = main_posts([person.pk], by.on).get(person.pk)
    delegate, fresh = Delegate.objects.get_or_create(
        consultation=consultation,
        person=person,
        body=body,
        defaults={"title": post.title if post else ""},
    )
    if fresh:
        record("consultation.delegate_seated", by=by, on=delegate, person=person.pk, body=body)
    return delegate


@transaction.atomic
def unseat_delegate(delegate: Delegate, *, by: Actor) -> None:
    """Take somebody off the list of one body."""
    consultation = delegate.consultation
    _lock(consultation)
    refuse_if(may_prepare(consultation, by))
    record(
        "consultation.delegate_unseated", by=by, on=delegate, person=delegate.person_id, body=delegate.body
    )
    delegate.delete()


@transaction.atomic
def mark_delegates(
    consultation: Consultation, marks: Mapping[int, tuple[bool | None, str]], *, by: Actor
) -> None:
    """Person -> present or not, and why absent; whatever number of bodies the person stands for."""
    _lock(consultation)
    refuse_if(may_prepare(consultation, by))
    delegates = list(delegates_of(consultation).filter(person__in=marks))
    for delegate in delegates:
        delegate.present, reason = marks[delegate.person_id]
        delegate.reason = "" if delegate.present else clean_line(reason)[:200]
    Delegate.objects.bulk_update(delegates, ["present", "reason"])
    present = len({delegate.person_id for delegate in delegates if delegate.present})
    record("consultation.attendance_marked", by=by, on=consultation, present=present)


@transaction.atomic
def open_consultation(consultation: Consultation, *, chair: Person | None = None, by: Actor) -> None:
    """Begin, once everyone is marked and whoever presides is there. `chair`: where the Chief is away."""
    _lock(consultation)
    refuse_if(may_open(consultation, by))
    presides = chair or consultation.chair
    called = list(delegates_of(consultation))
    here = any(one.person_id == presides.pk and one.present for one in called)
    able = presiding_over_agency(consultation.cycle.agency_id, by.on)
    refuse_if(
        attendance_open(Attendance.of(called)),
        [] if presides in able else [Finding("consultation.chair_no_leader")],
        [] if here else [Finding("consultation.chair_absent")],
    )
    consultation.state = CONSULTATION.move(consultation.state, "open")
    consultation.opened_at, consultation.chair = by.at, presides
    consultation.save(update_fields=["state", "opened_at", "chair"])
    record("consultation.opened", by=by, on=consultation, chair=presides.pk)


@transaction.atomic
def move_card(
    consultation: Consultation, subject: int, grade: Grade | None, *, seen: str, reason: str, by: Actor
) -> Rating:
    """Conclude another level (or none) for one card, with the reason. `seen`: where the mover saw the card lie.

    Being over the cap is marked and not refused here: to exchange two people one of them moves first.
    """
    cycle = consultation.cycle
    _lock(consultation)
    refuse_if(may_move(consultation, subject, by))
    place = place_of(cycle, subject, by.on)
    if place is None:
        raise Refused([Finding("consultation.no_card")])
    refuse_if(
        moved_meanwhile(seen, place.column),
        reason_missing(reason),
        grade_over_limit(cycle, place.person, grade, by.on) if place.person else [],
    )
    return state_grade(
        cycle, subject, Stage.CONSULTED, grade, axis=place.axis, reason=clean(reason).strip(), by=by
    )


@transaction.atomic
def record_opinion(
    consultation: Consultation, subject: int, speaker: Person, text: str, *, once: UUID, by: Actor
) -> Opinion:
    """What somebody present says on one person or unit. The same form sent twice is one opinion."""
    _lock(consultation)
    place = place_of(consultation.cycle, subject, by.on)
    if place is None:
        raise Refused([Finding("consultation.no_card")])
    refuse_if(may_give_opinion(consultation, place.unit, speaker.pk, by))
    here = {person.pk for person in present_people(consultation)}
    text = clean(text).strip()
    refuse_if(
        []
        if speaker.pk in here
        else [Finding("consultation.speaker_absent", facts={"name": speaker.full_name})],
        [] if text else [Finding("consultation.opinion_empty")],
        too_long(text),
    )
    opinion, fresh = Opinion.objects.get_or_create(
        once=once,
        defaults={
            "consultation": consultation,
            "subject_id": subject,
            "speaker": speaker,
            "text": text,
            "at": by.at,
        },
    )
    if fresh:
        record("consultation.opinion_recorded", by=by, on=opinion, speaker=speaker.pk, subject=subject)
    return opinion


@transaction.atomic
def strike_opinion(opinion: Opinion, *, by: Actor) -> None:
    """Take back an opinion written down wrongly; the record keeps its words."""
    _lock(opinion.consultation)
    refuse_if(may_write_down(opinion.consultation, by))
    record("consultation.opinion_struck", by=by, on=opinion, before=opinion.text, speaker=opinion.speaker_id)
    opinion.delete()


@transaction.atomic
def close_consultation(consultation: Consultation, *, summary: str, conclusion: str, by: Actor) -> None:
    """Conclude: whoever was not moved keeps the unit's level, every group holds its cap (S-18, S-24)."""
    cycle = consultation.cycle
    _lock(consultation)
    refuse_if(may_close(consultation, by))
    board = board_of(cycle, by.on)
    cards = [card for group in board for card in group.cards]
    refuse_if(
        unconcluded([card.name for card in cards if card.pending]),
        _above_limit(cycle, cards, by=by),
        *(over_cap(group.count.counts, group.count.cap) for group in board if group.count),
        [] if conclusion.strip() else [Finding("consultation.no_conclusion")],
        too_long(summary, conclusion),
    )
    agreed = {card.subject: (card.axis, Grade(card.column) if card.column else None) for card in cards}
    state_together(cycle, Stage.CONSULTED, agreed, by=by)
    consultation.summary, consultation.conclusion = clean(summary).strip(), clean(conclusion).strip()
    consultation.state = CONSULTATION.move(consultation.state, "close")
    consultation.closed_at = by.at
    consultation.save(update_fields=["summary", "conclusion", "state", "closed_at"])
    unit = main_posts([consultation.chair_id], by.on)[consultation.chair_id].unit
    title = f"{kind_on_paper('consultation-minutes')} {cycle.year}"
    sheet = minutes(consultation, by.on)
    issue_paper("consultation-minutes", cycle, unit, unit.subject_id, sheet, title=title, by=by)
    record("consultation.ended", by=by, on=consultation, cards=len(cards))


def _above_limit(cycle: Cycle, cards: Sequence[Card], *, by: Actor) -> list[Finding]:
    """Who lies higher than the law leaves, as where the unit that is led was moved down afterwards."""
    rated = {card.review: card for card in cards if card.column and not card.is_unit}
    reviews = list(reviews_in(cycle).filter(pk__in=rated).select_related("person"))
    whys = whys_of(cycle, [review.person for review in reviews], by.on)
    return [
        Finding("consultation.above_limit", finding.source, {"name": rated[review.pk].name})
        for review in reviews
        for finding in whys[review.person_id][0].over(Grade(rated[review.pk].column))
    ]


@transaction.atomic
def reopen_consultation(consultation: Consultation, *, reason: str, by: Actor) -> None:
    """Open again, with a reason: what was stated and issued stays, and is superseded by what follows."""
    _lock(consultation)
    refuse_if(may_reopen(consultation, by), reason_missing(reason))
    consultation.state = CONSULTATION.move(consultation.state, "reopen")
    consultation.closed_at = None
    consultation.save(update_fields=["state", "closed_at"])
    record("consultation.reopened", by=by, on=consultation, reason=reason)
