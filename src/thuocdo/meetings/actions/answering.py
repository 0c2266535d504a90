"""Shortcomings that the meeting concludes: whose they are, how and by when they are put right (II.3.c)."""

from datetime import date

from django.db import transaction

from thuocdo.assemblies.rules import too_long
from thuocdo.audit.actions import record
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.vi_text import clean
from thuocdo.office.queries import Actor
from thuocdo.reviews.actions import note_shortcoming, strike_shortcoming

from ..models import Item, Responsibility
from ..permissions import may_rate
from ..queries import answerable_in
from .standing import lock


@transaction.atomic
def name_shortcoming(
    item: Item, subject: int, text: str, *, remedy: str, term: date | None, by: Actor
) -> Responsibility:
    """Conclude that a shortcoming is the collective's or one person's; the next year starts from it (S-12, S-23)."""
    lock(item.meeting)
    text, remedy = clean(text).strip(), clean(remedy).strip()
    refuse_if(
        may_rate(item, by),
        [] if subject in answerable_in(item.meeting) else [Finding("meeting.nobody_answers")],
        [] if text else [Finding("meeting.shortcoming_empty")],
        [] if remedy else [Finding("meeting.no_remedy")],
        [] if term else [Finding("meeting.no_term")],
        too_long(text, remedy),
    )
    year = item.meeting.cycle.year
    said = {"subject": subject, "year": year, "text": text, "remedy": remedy, "term": term}
    if same := item.responsibilities.filter(
        **{f"shortcoming__{key}": one for key, one in said.items()}
    ).first():
        return same  # a double click
    shortcoming = note_shortcoming(subject, year, text, remedy=remedy, term=term, by=by)
    named = Responsibility.objects.create(item=item, shortcoming=shortcoming)
    record("meeting.shortcoming_named", by=by, on=named, subject=subject)
    return named


@transaction.atomic
def withdraw_shortcoming(named: Responsibility, *, by: Actor) -> None:
    """Take back what was written down wrongly, while the meeting is open."""
    lock(named.item.meeting)
    refuse_if(may_rate(named.item, by))
    record("meeting.shortcoming_withdrawn", by=by, on=named.item, subject=named.shortcoming.subject_id)
    strike_shortcoming(named.shortcoming, by=by)
