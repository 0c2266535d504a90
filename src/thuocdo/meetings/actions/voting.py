"""The ballot for Lao động tiên tiến, counted on paper."""

from collections.abc import Sequence

from django.db import transaction

from thuocdo.ballots.actions import enter_count, prepare_ballot, recount, seal_count
from thuocdo.ballots.queries import ballot_with
from thuocdo.ballots.rules import Count
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor

from ..models import Item
from ..permissions import may_conclude
from .standing import lock


@transaction.atomic
def hold_emulation_ballot(item: Item, candidates: Sequence[Person], *, by: Actor) -> None:
    """The slip for Lao động tiên tiến: one line for each candidate (S-15). Replaces one not yet counted."""
    lock(item.meeting)
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
    lock(item.meeting)
    refuse_if(may_conclude(item, by), [] if item.meeting.ballot_id else [Finding("meeting.no_ballot")])
    ballot = ballot_with(item.meeting.ballot_id)
    enter_count(ballot, count, tellers=tellers, by=by)
    seal_count(ballot, by=by)
    item.done_at = by.at
    item.save(update_fields=["done_at"])


@transaction.atomic
def recount_emulation_ballot(item: Item, *, reason: str, by: Actor) -> None:
    """Break the seal, with the reason, to count again."""
    lock(item.meeting)
    refuse_if(may_conclude(item, by), [] if item.meeting.ballot_id else [Finding("meeting.no_ballot")])
    recount(ballot_with(item.meeting.ballot_id), reason=reason, by=by)
    item.done_at = None
    item.save(update_fields=["done_at"])
