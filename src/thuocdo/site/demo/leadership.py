"""The review of the leadership in the demo year: the collective, the Chief under a deputy, then the deputies (S-23)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from thuocdo.assemblies.rules import Votes
from thuocdo.kernel.words import Grade
from thuocdo.meetings.actions import (
    add_remark,
    adopt_minutes,
    call_meeting,
    close_meeting,
    conclude_person,
    conclude_point,
    conclude_report,
    mark_attendance,
    name_shortcoming,
    open_meeting,
    start_item,
)
from thuocdo.meetings.models import Item, Meeting
from thuocdo.meetings.queries import present_members
from thuocdo.reviews.actions import answer_point, complete_review
from thuocdo.reviews.models import Review

from .scenes import Scene, at
from .story import Story

LEADERSHIP = "LDVP"
HELD_AT = at(27, 13, 30)
AWAY = ("Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh")
SENT = "Đại diện lãnh đạo Sở Nội vụ"
REMARKS = (
    "Nhất trí với báo cáo; đề nghị làm rõ trách nhiệm trong việc chậm tham mưu sửa đổi quy chế làm việc.",
    "Đề nghị tập thể lãnh đạo họp giao ban với các đơn vị đều hơn trong quý IV.",
)
DIRECTION = "Văn phòng cần chủ động hơn trong tham mưu các nội dung liên ngành; sớm hoàn thiện hồ sơ gửi cấp có thẩm quyền."
STRENGTHS = "Tập thể lãnh đạo đoàn kết, giữ nguyên tắc tập trung dân chủ, chỉ đạo hoàn thành các nhiệm vụ trọng tâm của năm."
FAULT = "Chậm tham mưu sửa đổi quy chế làm việc của Văn phòng so với chương trình công tác."
REMEDY = "Hoàn thành dự thảo quy chế, lấy ý kiến các đơn vị và trình ban hành."
OWN_FAULT = "Có thời điểm chưa bám sát tiến độ các nhiệm vụ của đơn vị được phân công phụ trách."
OWN_REMEDY = "Mỗi tháng làm việc với từng đơn vị phụ trách một lần, có ghi việc và thời hạn."
OPINIONS = (
    "Nhất trí với bản tự kiểm điểm; đề nghị dành thêm thời gian làm việc trực tiếp với các đơn vị.",
    "Nhất trí; đề nghị đôn đốc sớm hơn các việc liên ngành của khối được phân công.",
    "Nhất trí với ưu điểm, khuyết điểm đã nêu; đề nghị ghi rõ thời hạn khắc phục.",
    "Nhất trí; đề nghị quan tâm hơn công tác đào tạo cán bộ trẻ.",
)
CONCLUDED = "Hội nghị nhất trí với bản tự kiểm điểm và mức tự nhận."


class Leadership:
    """From the call to the minutes and the leaders' completed reviews."""

    def __init__(self, story: Story) -> None:
        self.story, self.office = story, story.office

    def scenes(self) -> Iterator[Scene]:
        yield Scene(HELD_AT - timedelta(days=3), self.call)
        yield Scene(HELD_AT, self.open)
        yield Scene(HELD_AT + timedelta(minutes=20), self.hear_collective)
        for number in range(len(self.office.of_unit(LEADERSHIP))):
            moment = HELD_AT + timedelta(minutes=60 + 20 * number)
            yield Scene(moment, partial(self.hear, number))
        yield Scene(HELD_AT + timedelta(hours=3), self.close)
        yield Scene(HELD_AT + timedelta(hours=20), self.complete)

    def meeting(self) -> Meeting:
        return Meeting.objects.select_related("cycle", "unit", "chair").get(
            cycle=self.story.cycle, unit=self.office.units[LEADERSHIP]
        )

    def items(self, kind: str) -> list[Item]:
        rows = Item.objects.select_related(
            "meeting__cycle", "meeting__unit", "review__person", "review__unit", "chair"
        )
        return list(rows.filter(meeting=self.meeting(), kind=kind))

    def call(self, moment: datetime) -> None:
        unit, by = self.office.units[LEADERSHIP], self.story.clerk(moment)
        where = {"planned_at": HELD_AT, "place": "Phòng họp số 1", "secretary": by.person}
        call_meeting(self.story.cycle, unit, **where, by=by)

    def open(self, moment: datetime) -> None:
        meeting, by = self.meeting(), self.story.clerk(moment)
        marks = {seat.pk: (seat.outsider not in AWAY, "") for seat in meeting.attendees.all()}
        mark_attendance(meeting, marks, by=by)
        open_meeting(meeting, by=by)

    def say(self, item: Item, words: list[tuple[str, str]], moment: datetime) -> None:
        """Each of these is said by the member of that name, or the guest from outside."""
        seats = {seat.name: seat for seat in item.meeting.attendees.select_related("person")}
        for number, (name, text) in enumerate(words):
            once = UUID(int=item.pk * 1000 + number)
            add_remark(item, seats[name], text, once=once, by=self.story.clerk(moment))

    def hear_collective(self, moment: datetime) -> None:
        (item,) = self.items(Item.Kind.REPORT)
        by, present = self.story.clerk(moment), present_members(item.meeting)
        start_item(item, by=by)
        heads = [self.story.leader(code, moment).name for code in ("TH", "KT")]
        self.say(item, [*zip(heads, REMARKS, strict=True), (SENT, DIRECTION)], moment)
        title, answer = "Tham mưu sửa đổi quy chế làm việc", "Tiếp thu, bổ sung vào báo cáo."
        conclude_point(item, title, answer, taken_up=True, votes=Votes(present), by=by)
        subject, term = item.meeting.unit.subject_id, date(2024, 1, 31)
        name_shortcoming(item, subject, FAULT, remedy=REMEDY, term=term, by=by)
        chief = self.story.acting(item.chair, moment)
        conclude_report(
            item, strengths=STRENGTHS, weaknesses="", grade=Grade.GOOD, votes=Votes(present), by=chief
        )

    def hear(self, number: int, moment: datetime) -> None:
        """The Chief's own review is led and concluded by a deputy; the second leader answers for a failing."""
        item = self.items(Item.Kind.PERSON)[number]
        presiding, clerk = self.story.acting(item.chair, moment), self.story.clerk(moment)
        start_item(item, by=clerk)
        code = ("HCQT", "TH", "KT", "KGVX")[number]
        self.say(item, [(self.story.leader(code, moment).name, OPINIONS[number])], moment)
        if number == 1:
            subject, term = item.review.subject_id, date(2024, 3, 31)
            name_shortcoming(item, subject, OWN_FAULT, remedy=OWN_REMEDY, term=term, by=presiding)
        conclude_person(item, strengths=CONCLUDED, weaknesses="", grade=None, votes=None, by=presiding)

    def close(self, moment: datetime) -> None:
        meeting = self.meeting()
        by = self.story.acting(meeting.chair, moment)
        adopt_minutes(meeting, votes=present_members(meeting), correction="", by=by)
        close_meeting(self.meeting(), by=by)

    def complete(self, moment: datetime) -> None:
        """The leaders take the remarks up and complete their reviews."""
        unit = self.office.units[LEADERSHIP]
        for review in Review.objects.filter(cycle=self.story.cycle, unit=unit, state="completing"):
            by = self.story.acting(review.person, moment)
            for point in review.points.all():
                answer_point(point, taken_up=True, answer="Đã bổ sung vào phần biện pháp.", by=by)
            complete_review(review, version=review.version, by=by)
