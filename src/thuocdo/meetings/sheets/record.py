"""A meeting read once, for all of its papers."""

from typing import Any

from django.db.models import Prefetch
from django.utils.timezone import localtime

from thuocdo.assemblies.rules import Votes
from thuocdo.ballots.queries import ballot_with, count_of
from thuocdo.ballots.rules import Count
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Axis, Stage
from thuocdo.office.models import Person
from thuocdo.office.queries import absent_head
from thuocdo.papers.sheets import Sheet, grade_on_paper, presided, signer
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import grades_of

from ..models import Item, Meeting
from ..queries import agenda_of, attendees_of, responsibilities, subject_of, whose

Stated = dict[int, dict[str, Rating]]
NAMED = Prefetch("responsibilities", responsibilities())


class MeetingRecord:
    """Attendance, points of the agenda, grades and the count, as they stand."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.cycle, self.unit = meeting, meeting.cycle, meeting.unit
        self.book = book_of(meeting.cycle)
        self.attendees = list(attendees_of(meeting))
        self.titles = {seat.person_id: seat.title for seat in self.attendees}
        self.items = list(agenda_of(meeting).prefetch_related("points", "remarks__speaker", NAMED))
        self.report = next(item for item in self.items if item.kind == Item.Kind.REPORT)
        self.persons = [item for item in self.items if item.kind == Item.Kind.PERSON]
        self.ballot: Any = ballot_with(meeting.ballot_id)  # None until a slip is made; see `sealed`
        subjects = [subject_of(item) for item in self.items]
        self.grades = grades_of(self.cycle, subjects)
        self.party_grades = grades_of(self.cycle, subjects, Axis.PARTY)
        self.collective_grades = grades_of(self.cycle, subjects, Axis.COLLECTIVE)
        self.present = sum(bool(seat.present) for seat in self.attendees if not seat.is_guest)
        self.closed_at = localtime(
            meeting.closed_at or meeting.adopted_at or meeting.opened_at or meeting.planned_at
        )

    @property
    def sealed(self) -> bool:
        """Whether the ballot for the title was counted and sealed."""
        return bool(self.ballot and self.ballot.state == "sealed")

    @property
    def count(self) -> Count:
        return count_of(self.ballot)

    def named(self, person: Person) -> Sheet:
        return {"name": person.full_name, "post": self.titles.get(person.pk, "")}

    @property
    def presiding(self) -> Sheet:
        """Who presided, and in whose place."""
        away = absent_head(self.unit, self.meeting.chair_id, self.closed_at.date())
        return presided(self.named(self.meeting.chair), away)

    def stated(self, item: Item, stage: Stage, grades: Stated | None = None) -> str:
        """The grade of the point's subject at the stage, in words; empty where none was stated."""
        rating = (grades or self.grades).get(subject_of(item), {}).get(stage)
        return grade_on_paper(rating.grade) if rating and rating.grade else ""


def signed(role: str, person: Person) -> Sheet:
    return signer(role, person.full_name)


def voted(votes: Votes | None) -> Sheet | None:
    if votes is None:
        return None
    return {"voters": votes.cast, "agree": votes.agree, "disagree": votes.against, "other": votes.other}


def remarks_on(item: Item) -> list[Sheet]:
    return [{"speaker": remark.name, "words": remark.text} for remark in item.remarks.all()]


def named_on(item: Item) -> list[str]:
    """The shortcomings concluded at this point: whose, how and by when they are put right."""
    return [
        f"{_bare(row.text)}. Trách nhiệm: {whose(row)}; biện pháp khắc phục: {_bare(row.remedy)}; "
        f"thời hạn: {day(row.term)}."
        for row in (named.shortcoming for named in item.responsibilities.all())
    ]


def _bare(text: str) -> str:
    """Without the full stop it ends with, to go into a sentence."""
    return text.rstrip(" .;")
