"""The ballot for Lao động tiên tiến: the meeting draws up the slip; how it is held is the ballot's own business."""

from collections.abc import Sequence

from django.db import transaction

from thuocdo.ballots.actions import prepare_ballot, recount, void_ballot
from thuocdo.ballots.queries import ballot_with
from thuocdo.ballots.rules import Way
from thuocdo.ballots.states import FROZEN, PREPARED, VOID
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor

from ..models import Item
from ..permissions import may_conclude
from ..queries import attendees_of
from .standing import lock

TITLE_RULE = "emulation/advanced_worker"


@transaction.atomic
def hold_emulation_ballot(
    item: Item, candidates: Sequence[Person], *, tellers: Sequence[Person], way: Way = Way.PAPER, by: Actor
) -> None:
    """The slip for Lao động tiên tiến: one line for each candidate (S-15), for the members present.

    Replaces one that is not opened yet.
    """
    lock(item.meeting)
    refuse_if(may_conclude(item, by), [] if candidates else [Finding("meeting.no_candidates")])
    meeting = item.meeting
    standing = ballot_with(meeting.ballot_id)
    if standing and standing.state != VOID:
        refuse_if([] if standing.state in (PREPARED, FROZEN) else [Finding("ballot.not_now")])
        void_ballot(standing, reason="Lập lại phiếu", by=by)
    seats = [seat for seat in attendees_of(meeting) if not seat.is_guest]
    posts = {seat.person_id: seat.title for seat in seats}
    year = book_of(meeting.cycle).on.year
    meeting.ballot = prepare_ballot(
        meeting.cycle,
        meeting.unit,
        f"Bình xét danh hiệu “Lao động tiên tiến” năm {year}",
        {str(person.subject_id): (person.full_name, posts.get(person.pk, "")) for person in candidates},
        way=way,
        rule=TITLE_RULE,
        chair=meeting.chair,
        secretary=meeting.secretary,
        voters=[seat.person for seat in seats if seat.present],
        tellers=tellers,
        summoned=len(seats),
        occasion=f"Cuộc họp kiểm điểm, đánh giá, xếp loại năm {year}",
        place=meeting.place,
        by=by,
    )
    meeting.save(update_fields=["ballot"])


@transaction.atomic
def recount_emulation_ballot(item: Item, *, reason: str, by: Actor) -> None:
    """Break the seal of a paper count, with the reason, to count again."""
    lock(item.meeting)
    refuse_if(may_conclude(item, by), [] if item.meeting.ballot_id else [Finding("meeting.no_ballot")])
    recount(ballot_with(item.meeting.ballot_id), reason=reason, by=by)
