"""The end of the demo year: the decision, its notices, who has read them, one petition and its answer."""

from collections.abc import Iterator
from datetime import datetime

from thuocdo.decisions.actions import (
    answer_petition,
    confirm_notice,
    file_petition,
    issue_decision,
    issue_notice_papers,
)
from thuocdo.decisions.models import Notice, Petition
from thuocdo.decisions.queries import benches_of, notices_in, open_benches
from thuocdo.kernel.words import Grade
from thuocdo.office.queries import Actor
from thuocdo.ratings.actions import decide_grades
from thuocdo.ratings.queries import Choice

from .scenes import Scene, at
from .story import Story

CENTRE, UNREAD = "TTCBTH", 6  # every sixth has not confirmed
LOWERED = "Hai nhiệm vụ trọng tâm chậm tiến độ; kết quả chưa vượt mức yêu cầu như hồ sơ đề nghị."
LATE = "Nhiều báo cáo chậm hạn trong quý IV, đã nhắc nhưng chưa khắc phục."
PETITION = (
    "Đề nghị xem xét lại mức xếp loại: hai nhiệm vụ nêu trong lý do chậm do chờ ý kiến của cơ quan phối hợp."
)
FOUND = "Hồ sơ cho thấy một nhiệm vụ chậm do cơ quan phối hợp trả lời muộn; nhiệm vụ còn lại chậm 05 ngày do chủ quan, không thuộc trường hợp được loại trừ."


class Deciding:
    """From the decision to the answered petition."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def scenes(self) -> Iterator[Scene]:
        yield Scene(at(29, 8), self.decide)
        yield Scene(at(29, 9), self.decide_in_the_centre)
        yield Scene(at(29, 10), self.write_notices)
        yield Scene(at(29, 15), self.read)
        yield Scene(at(4, 9, month=12), self.petition)
        yield Scene(at(8, 15, month=12), self.answer)

    def chief(self, moment: datetime) -> Actor:
        told = next(p for p in self.story.office.told.values() if p.key == "chief")
        return self.story.acting(self.story.office.people[told.code], moment)

    def decide(self, moment: datetime) -> None:
        """As proposed, but for two: one excellent lowered to good, one good to satisfactory, each with its reason."""
        by = self.chief(moment)
        cases = open_benches(benches_of(self.story.cycle, by))
        choices = {case.subject: case.as_proposed for case in cases if case.as_proposed}
        plain = [case for case in cases if case.title == "Chuyên viên"]
        for was, becomes, reason in (
            (Grade.EXCELLENT, Grade.GOOD, LOWERED),
            (Grade.GOOD, Grade.SATISFACTORY, LATE),
        ):
            last = [case for case in plain if case.as_proposed == Choice(was)][-1]
            choices[last.subject] = Choice(becomes, reason)
        decide_grades(self.story.cycle, choices, by=by)
        issue_decision(self.story.cycle, by=by)

    def decide_in_the_centre(self, moment: datetime) -> None:
        """The director decides on the centre's own staff (rating/competence)."""
        by = self.story.leader(CENTRE, moment)
        cases = open_benches(benches_of(self.story.cycle, by))
        choices = {case.subject: case.as_proposed for case in cases if case.as_proposed}
        decide_grades(self.story.cycle, choices, by=by)
        issue_decision(self.story.cycle, by=by)

    def write_notices(self, moment: datetime) -> None:
        """In writing for those whose level is another than was proposed; everybody has the electronic one."""
        changed = [
            notice
            for notice in notices_in(self.story.cycle)
            if notice.basis and notice.basis.grade != notice.rating.grade
        ]
        issue_notice_papers(self.story.cycle, changed, by=self.story.clerk(moment))

    def read(self, moment: datetime) -> None:
        for number, notice in enumerate(notices_in(self.story.cycle).filter(subject__kind="person")):
            if number % UNREAD:
                confirm_notice(notice, by=self.story.acting(notice.subject.person, moment))

    def petition(self, moment: datetime) -> None:
        notice = self._lowered()
        file_petition(notice, PETITION, by=self.story.acting(notice.subject.person, moment))

    def answer(self, moment: datetime) -> None:
        petition = Petition.objects.get(notice=self._lowered())
        answer_petition(petition, FOUND, by=self.chief(moment))

    def _lowered(self) -> Notice:
        return notices_in(self.story.cycle).get(rating__reason=LOWERED)
