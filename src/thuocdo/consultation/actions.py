from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thuocdo.assemblies.actions import call_assembly, lock
from thuocdo.assemblies.permissions import may_close, may_write_down
from thuocdo.assemblies.queries import present_people
from thuocdo.assemblies.rules import too_long
from thuocdo.assemblies.states import ASSEMBLY
from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.vi_text import clean
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, main_posts
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.wording import kind_on_paper
from thuocdo.ratings.actions import state_grade, state_together
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import grade_over_limit, whys_of
from thuocdo.ratings.rules import over_cap
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import reviews_in

from .models import Consultation, Opinion
from .permissions import may_give_opinion, may_move
from .queries import CONSULTATION_STEP, Card, board_of, heard_or_none, place_of
from .rules import moved_meanwhile, unconcluded
from .sheets import minutes


def call_consultation(
    cycle: Cycle, *, planned_at: datetime, place: str, secretary: Person, by: Actor
) -> Consultation:
    """Call the Chief's meeting with the bodies of II.4, as the posts have them."""
    step = step_of(cycle, CONSULTATION_STEP)
    return call_assembly(
        Consultation, cycle, step, planned_at=planned_at, place=place, secretary=secretary, by=by
    )


@transaction.atomic
def move_card(
    consultation: Consultation, subject: int, grade: Grade | None, *, seen: str, reason: str, by: Actor
) -> Rating:
    """Conclude another level (or none) for one card, with the reason. `seen`: where the mover saw the card lie.

    Being over the cap is marked and not refused here: to exchange two people one of them moves first.
    """
    cycle = consultation.cycle
    lock(consultation)
    refuse_if(may_move(consultation, subject, by))
    review = _heard(cycle, subject, by)
    refuse_if(
        moved_meanwhile(seen, place_of(cycle, subject).column),
        reason_missing(reason),
        grade_over_limit(cycle, review.person, grade, by.on) if review.person else [],
    )
    axis = Axis.STATE if review.person else Axis.COLLECTIVE
    return state_grade(cycle, subject, Stage.CONSULTED, grade, axis=axis, reason=clean(reason).strip(), by=by)


def _heard(cycle: Cycle, subject: int, by: Actor) -> Review:
    """The review behind the card."""
    review = heard_or_none(cycle, subject, by.on)
    if review is None:
        raise Refused([Finding("consultation.no_card")])
    return review


@transaction.atomic
def record_opinion(
    consultation: Consultation, subject: int, speaker: Person, text: str, *, once: UUID, by: Actor
) -> Opinion:
    """What somebody present says on one person or unit. The same form sent twice is one opinion."""
    lock(consultation)
    unit = _heard(consultation.cycle, subject, by).unit_id
    refuse_if(may_give_opinion(consultation, unit, speaker.pk, by))
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
    lock(opinion.consultation)
    refuse_if(may_write_down(opinion.consultation, by))
    record("consultation.opinion_struck", by=by, on=opinion, before=opinion.text, speaker=opinion.speaker_id)
    opinion.delete()


@transaction.atomic
def close_consultation(consultation: Consultation, *, summary: str, conclusion: str, by: Actor) -> None:
    """Conclude: whoever was not moved keeps the unit's level, every group holds its cap (S-18, S-24)."""
    cycle = consultation.cycle
    lock(consultation)
    refuse_if(may_close(consultation, by))
    board = board_of(cycle, by.on)
    cards = [card for group in board for card in group.cards]
    refuse_if(
        unconcluded([card.name for card in cards if card.pending]),
        _above_limit(cycle, cards, by=by),
        *(over_cap(group.count.counts, group.count.cap) for group in board if group.count),
        [] if conclusion.strip() else [Finding("assembly.no_conclusion")],
        too_long(summary, conclusion),
    )
    agreed = {card.subject: (card.axis, Grade(card.column) if card.column else None) for card in cards}
    state_together(cycle, Stage.CONSULTED, agreed, by=by)
    consultation.summary, consultation.conclusion = clean(summary).strip(), clean(conclusion).strip()
    consultation.state = ASSEMBLY.move(consultation.state, "close")
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
