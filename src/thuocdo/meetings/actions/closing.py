"""The minutes: adopted, closed, issued, opened again."""

from django.db import transaction

from thuocdo.assemblies.rules import Votes, not_adopted, too_long
from thuocdo.audit.actions import record
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import refuse_if
from thuocdo.kernel.vi_text import clean
from thuocdo.office.queries import Actor
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.models import Paper
from thuocdo.papers.wording import kind_on_paper
from thuocdo.reviews.actions import hand_back
from thuocdo.reviews.queries import beside
from thuocdo.reviews.states import SUBMITTED

from ..models import Meeting
from ..permissions import may_close, may_reopen, may_run, may_write_down
from ..queries import agenda_of, meeting_facts, order_source, said_to_author
from ..rules import unfinished_business
from ..sheets import sheets_of
from ..states import MEETING
from .standing import lock


@transaction.atomic
def adopt_minutes(meeting: Meeting, *, votes: int, correction: str, by: Actor) -> None:
    """The minutes were read, put right and passed at the meeting (S-13)."""
    lock(meeting)
    facts, source = meeting_facts(meeting), order_source(meeting)
    refuse_if(may_write_down(meeting, by), too_long(correction))
    refuse_if(unfinished_business(facts, source), not_adopted(Votes(votes), facts.present, source))
    meeting.state = MEETING.move(meeting.state, "adopt")
    meeting.adopted_at, meeting.adopted_for, meeting.correction = by.at, votes, clean(correction).strip()
    meeting.save()
    record("meeting.minutes_adopted", by=by, on=meeting, votes=votes)


@transaction.atomic
def correct_minutes(meeting: Meeting, *, by: Actor) -> None:
    """Open adopted minutes again, before the meeting is closed."""
    lock(meeting)
    refuse_if(may_run(meeting, by), MEETING.lacking(meeting.state, "correct"))
    meeting.state = MEETING.move(meeting.state, "correct")
    meeting.adopted_at = None
    meeting.save(update_fields=["state", "adopted_at"])
    record("meeting.minutes_opened", by=by, on=meeting)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: Actor) -> None:
    """Close: every review goes back to its author with the remarks to take up (S-13)."""
    lock(meeting)
    refuse_if(may_close(meeting, by))
    refuse_if(unfinished_business(meeting_facts(meeting), order_source(meeting)))
    meeting.state = MEETING.move(meeting.state, "close")
    meeting.closed_at = by.at
    meeting.save(update_fields=["state", "closed_at"])
    for item in (
        agenda_of(meeting).filter(review__isnull=False).prefetch_related("remarks__speaker", "points")
    ):
        hand_back(item.review, said_to_author(item), by=by)
        for other in beside(item.review).filter(state=SUBMITTED) if item.review.person_id else ():
            hand_back(other, [], by=by)
    issue_papers(meeting, by=by)
    record("meeting.closed", by=by, on=meeting)


def issue_papers(meeting: Meeting, *, by: Actor) -> list[Paper]:
    """The papers of the meeting, from what was entered (S-16, S-23)."""
    unit = meeting.unit
    return [
        issue_paper(
            kind,
            meeting.cycle,
            unit,
            unit.subject_id,
            sheet,
            title=f"{kind_on_paper(kind)} - {unit.name}",
            by=by,
        )
        for kind, sheet in sheets_of(meeting).items()
    ]


@transaction.atomic
def reopen_meeting(meeting: Meeting, *, reason: str, by: Actor) -> None:
    """HCQT opens a closed meeting again; what was stated and issued stays on record."""
    lock(meeting)
    refuse_if(may_reopen(meeting, by), reason_missing(reason))
    meeting.state = MEETING.move(meeting.state, "reopen")
    meeting.closed_at = meeting.adopted_at = None
    meeting.save(update_fields=["state", "closed_at", "adopted_at"])
    record("meeting.reopened", by=by, on=meeting, reason=reason)
