"""Facts handed to the papers of a meeting."""

from thuocdo.ballots.sheets import tellers_minutes
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet

from ..models import Meeting
from .emulation import emulation_summary
from .leadership import leadership_minutes
from .minutes import minutes
from .ratings import proposed_ratings
from .record import MeetingRecord


def sheets_of(meeting: Meeting) -> dict[str, Sheet]:
    """Each paper of the meeting by kind; tellers' minutes only where a ballot was counted."""
    record = MeetingRecord(meeting)
    if meeting.of_leadership:
        return {"leadership-minutes": leadership_minutes(record)}
    sheets = {
        "unit-minutes": minutes(record),
        "proposed-ratings": proposed_ratings(record),
        "emulation-summary": emulation_summary(record),
    }
    return sheets | ({"tellers-minutes": tellers_minutes(record.ballot)} if record.sealed else {})


def draft_file(meeting: Meeting, kind: str, extension: str) -> bytes:
    """A paper of the meeting as it would be printed now."""
    return papers.draft_file(kind, meeting.cycle, sheets_of(meeting)[kind], extension)
