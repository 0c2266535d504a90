"""Facts handed to the papers of the conference."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from thuocdo.ballots.queries import count_of
from thuocdo.ballots.sheets import tellers_minutes
from thuocdo.ballots.states import SEALED
from thuocdo.cycle.queries import book_of
from thuocdo.office.models import Person
from thuocdo.office.queries import absent_chief, main_posts
from thuocdo.office.rules.bodies import Body
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import (
    Sheet,
    agency_letterhead,
    attended,
    grade_on_paper,
    kept,
    minute,
    presided,
    signer,
)

from .models import Conference
from .queries import MINUTES, ballots_of, level_ballot, level_of, members_of
from .wording import body_on_paper

if TYPE_CHECKING:
    from thuocdo.ballots.models import Ballot

REPORT_WORDS = "báo cáo tự đánh giá kết quả thực hiện nhiệm vụ năm {year} của {agency}"


def minutes(conference: Conference, on: date) -> Sheet:
    """Biên bản hội nghị (Mẫu 1.9): who was there, each ballot with its figures, the level, the conclusion."""
    cycle, members = conference.cycle, list(members_of(conference))
    agency, present = cycle.agency.name, sum(bool(one.present) for one in members)
    ballot = level_ballot(conference)
    level = level_of(ballot) if ballot else None
    begun = conference.opened_at or conference.planned_at
    people = {
        person.pk: person
        for person in Person.objects.filter(pk__in=[conference.chair_id, conference.secretary_id])
    }
    posts = main_posts(people, on)
    chair, secretary = people[conference.chair_id], people[conference.secretary_id]

    def named(person: Person) -> Sheet:
        return {"name": person.full_name, "post": posts[person.pk].title if person.pk in posts else ""}

    return {
        "letterhead": agency_letterhead(book_of(cycle), "BB", dated=False),
        "year": cycle.year,
        "started": minute(begun),
        "ended": minute(conference.closed_at or begun),
        "place": conference.place,
        "attendance": _attendance(conference),
        "summoned": len(members),
        "present": present,
        "chair": presided(named(chair), absent_chief(cycle.agency_id, chair.pk, on)),
        "secretary": named(secretary),
        "agency": agency,
        "report": REPORT_WORDS.format(year=cycle.year, agency=agency),
        "discussion": conference.discussion,
        "rounds": [_round(one) for one in ballots_of(conference) if one.state == SEALED],
        "level": grade_on_paper(level) if level else "",
        "conclusion": conference.conclusion,
        "adoption": {
            "voters": present,
            "agree": conference.adopted_for,
            "disagree": conference.adopted_against,
            "other": conference.adopted_other,
        },
        "signers": {
            "secretary": signer("THƯ KÝ", secretary.full_name),
            "chair": signer("CHỦ TỌA", chair.full_name),
        },
        "recipients": ["Lãnh đạo Văn phòng", kept(book_of(cycle).facts["symbols"]["coordinating"])],
        "draft": False,
    }


def _attendance(conference: Conference) -> list[Sheet]:
    """Each member on the first body, so that the sums are people."""
    rows = defaultdict(list)
    for member in members_of(conference):
        rows[Body(member.bodies[0])].append(member)
    return [attended(body_on_paper(body), rows[body]) for body in Body if rows[body]]


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
