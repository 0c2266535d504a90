"""The conference of key officials in the demo year: held encrypted, once most units have handed in their dossiers."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from thuocdo.assemblies.queries import seats_of
from thuocdo.assemblies.rules import Votes
from thuocdo.ballots.rules import Way
from thuocdo.conferences.actions import (
    call_conference,
    close_conference,
    hold_level_ballot,
    mark_members,
    open_conference,
)
from thuocdo.conferences.models import Conference
from thuocdo.conferences.queries import conference_of, level_ballot
from thuocdo.kernel.words import Grade
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor

from .polling import hold_electronic
from .scenes import Scene, at
from .story import Story

HELD_AT = at(27, 8)
ABSENT_UNIT = "NC"  # its head is away that day
DISCUSSION = (
    "Các đại biểu nhất trí với báo cáo; đề nghị nêu rõ hơn kết quả cải cách hành chính và nguyên nhân của các việc "
    "chậm trong quý III."
)
CONCLUSION = (
    "Hội nghị thống nhất mức đề nghị theo kết quả bỏ phiếu. Giao Phòng Hành chính - Quản trị tiếp thu ý kiến, hoàn "
    "thiện báo cáo và hồ sơ trình cấp có thẩm quyền."
)


class KeyOfficials:
    """From the call to the minutes."""

    def __init__(self, story: Story) -> None:
        self.story, self.office = story, story.office

    def scenes(self) -> Iterator[Scene]:
        yield Scene(HELD_AT - timedelta(days=3), self.call)
        yield Scene(HELD_AT, self.open)
        yield Scene(HELD_AT + timedelta(minutes=60), self.vote)
        yield Scene(HELD_AT + timedelta(minutes=100), self.close)

    def conference(self) -> Conference:
        conference = conference_of(self.story.cycle)
        if conference is None:
            raise LookupError("the conference is not called")
        return conference

    def call(self, moment: datetime) -> None:
        by = self.story.clerk(moment)
        call_conference(
            self.story.cycle, planned_at=HELD_AT, place="Phòng họp số 1", secretary=by.person, by=by
        )

    def open(self, moment: datetime) -> None:
        conference, by = self.conference(), self.story.clerk(moment)
        away = self.story.leader(ABSENT_UNIT, moment).person_id
        marks = {
            one.pk: (one.person_id != away, "đi công tác theo Quyết định của Chánh Văn phòng")
            for one in seats_of(conference)
        }
        mark_members(conference, marks, by=by)
        open_conference(conference, by=by)

    def vote(self, moment: datetime) -> None:
        """Encrypted: three in four for good, the rest for excellent."""

        def acting(person: Person) -> Actor:
            return self.story.acting(person, moment)

        conference, by = self.conference(), self.story.clerk(moment)
        present = [member.person for member in seats_of(conference).filter(present=True)]
        hold_level_ballot(conference, tellers=present[-3:], way=Way.ELECTRONIC, by=by)
        ballot = level_ballot(conference)
        if ballot is None:
            raise LookupError("the ballot is not drawn up")
        levels = [Grade.EXCELLENT if voter % 4 == 3 else Grade.GOOD for voter in range(len(present))]
        choices = [[[int(grade is level) for grade in Grade]] for level in levels]
        hold_electronic(ballot, choices, acting, by=by)

    def close(self, moment: datetime) -> None:
        conference = self.conference()
        votes = Votes(seats_of(conference).filter(present=True).count())
        chief = self.story.acting(conference.chair, moment)
        close_conference(conference, discussion=DISCUSSION, conclusion=CONCLUSION, votes=votes, by=chief)
