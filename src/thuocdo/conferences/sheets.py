"""Facts handed to the papers of the conference."""

from datetime import date
from typing import TYPE_CHECKING

from thuocdo.assemblies.queries import seats_of
from thuocdo.assemblies.sheets import minutes_frame
from thuocdo.ballots.queries import count_of
from thuocdo.ballots.sheets import tellers_minutes
from thuocdo.ballots.states import SEALED
from thuocdo.cycle.queries import book_of
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet, agency_letterhead, grade_on_paper, kept, leaders_called

from .models import Conference
from .queries import MINUTES, ballots_of, level_ballot, level_of

if TYPE_CHECKING:
    from thuocdo.ballots.models import Ballot

REPORT_WORDS = "báo cáo tự đánh giá kết quả thực hiện nhiệm vụ năm {year} của {agency}"


def minutes(conference: Conference, on: date) -> Sheet:
    """Biên bản hội nghị (Mẫu 1.9): who was there, each ballot with its figures, the level, the conclusion."""
    cycle, seats = conference.cycle, list(seats_of(conference))
    agency, present = cycle.agency.name, sum(bool(one.present) for one in seats)
    ballot = level_ballot(conference)
    level = level_of(ballot) if ballot else None
    return minutes_frame(conference, on) | {
        "summoned": len(seats),
        "present": present,
        "agency": agency,
        "report": REPORT_WORDS.format(year=cycle.year, agency=agency),
        "discussion": conference.discussion,
        "rounds": [_round(one) for one in ballots_of(conference) if one.state == SEALED],
        "level": grade_on_paper(level) if level else "",
        "adoption": {
            "voters": present,
            "agree": conference.adopted_for,
            "disagree": conference.adopted_against,
            "other": conference.adopted_other,
        },
        "recipients": [
            leaders_called(cycle.agency_id),
            kept(book_of(cycle).facts["symbols"]["coordinating"]),
        ],
    }


def _round(ballot: "Ballot") -> Sheet:
    count, level = count_of(ballot), level_of(ballot)
    return {
        "issued": count.issued,
        "collected": count.collected,
        "valid": count.valid,
        "invalid": count.invalid,
        "lines": [{"name": line.label, "votes": line.votes} for line in count.lines],
        "level": grade_on_paper(level) if level else "",
    }


def with_level(ballot: "Ballot") -> Sheet:
    """The tellers' minutes in the agency's name, with the level in place of names of people."""
    level = level_of(ballot)
    told = (
        f"Căn cứ kết quả kiểm phiếu, mức được hội nghị đề nghị: {grade_on_paper(level)}."
        if level
        else "Căn cứ kết quả kiểm phiếu, không mức nào đủ số phiếu."
    )
    agency = {
        "letterhead": agency_letterhead(book_of(ballot.cycle), "BB", dated=False),
        "unit": ballot.cycle.agency.name,
        "result": told,
    }
    return tellers_minutes(ballot) | agency


def draft_file(conference: Conference, on: date, extension: str) -> bytes:
    """The minutes as they would be printed now."""
    return papers.draft_file(MINUTES, conference.cycle, minutes(conference, on), extension)
