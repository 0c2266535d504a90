"""A unit's meeting in the demo year: called, held, closed; then its dossier."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db.models import QuerySet

from thuocdo.assemblies.rules import Votes
from thuocdo.ballots.queries import as_it_stands
from thuocdo.ballots.rules import Way
from thuocdo.dossiers.actions import accept_dossier, hand_over, return_dossier
from thuocdo.kernel.words import Grade
from thuocdo.meetings.actions import (
    add_remark,
    adopt_minutes,
    assign_chair,
    call_meeting,
    close_meeting,
    conclude_person,
    conclude_point,
    conclude_report,
    hold_emulation_ballot,
    mark_attendance,
    open_meeting,
    start_item,
)
from thuocdo.meetings.models import Item, Meeting
from thuocdo.meetings.queries import present_members
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, deputies_of
from thuocdo.reviews.actions import (
    answer_point,
    complete_review,
)
from thuocdo.reviews.models import Review

from .people import DemoPerson
from .phrases import (
    absence_reasons,
    conclusion_on,
    proposed_grade,
    remarks_on,
    remarks_on_report,
    unit_report_answers,
    unit_report_points,
)
from .polling import count_slips, hold_electronic
from .scenes import ELECTRONIC, MEETING_DAYS, MEETING_HOURS, SENT_BACK, YEAR, Scene, at
from .story import Story


class Sitting:
    """The meeting of one unit, from the call to the dossier taken in."""

    def __init__(self, story: Story, code: str) -> None:
        self.story, self.code, self.office = story, code, story.office

    def leader(self, moment: datetime) -> Actor:
        return self.story.leader(self.code, moment)

    def scenes(self) -> Iterator[Scene]:
        """A meeting as it runs: one scene for each point of the agenda."""
        start = at(MEETING_DAYS[self.code], MEETING_HOURS[self.code])
        yield Scene(start - timedelta(days=2), partial(self.call, start))
        yield Scene(start, self.open)
        yield Scene(start + timedelta(minutes=20), self.hear_report)
        people = self.office.of_unit(self.code)
        for number in range(len(people)):
            moment = start + timedelta(minutes=30 + 10 * number)
            yield Scene(moment, partial(self.hear_person, number))
        end = start + timedelta(minutes=40 + 10 * len(people))
        yield Scene(end, self.vote)
        yield Scene(end + timedelta(minutes=15), self.close)
        yield Scene(end + timedelta(hours=20), self.complete)
        yield Scene(end + timedelta(hours=22), self.hand_over)
        if self.code == SENT_BACK:
            yield Scene(end + timedelta(hours=24), self.send_back)
            yield Scene(end + timedelta(hours=27), self.hand_over)
        yield Scene(end + timedelta(hours=28), self.accept)

    def meeting(self) -> Meeting:
        return Meeting.objects.select_related("cycle", "unit", "chair").get(
            cycle=self.story.cycle, unit=self.office.units[self.code]
        )

    def call(self, start: datetime, moment: datetime) -> None:
        unit = self.office.units[self.code]
        secretary = self.office.people[[p for p in self.office.of_unit(self.code) if not p.absence][-1].code]
        place = "Phòng họp số 2" if self.code != "TTCBTH" else "Phòng họp Trung tâm Công báo và Tin học"
        by = self.leader(moment)
        call_meeting(self.story.cycle, unit, planned_at=start, place=place, secretary=secretary, by=by)

    def open(self, moment: datetime) -> None:
        meeting, by = self.meeting(), self.leader(moment)
        away = {
            self.office.people[p.code].pk: p
            for p in self.office.of_unit(self.code)
            if _is_away(p, moment.date())
        }
        marks = {
            seat.pk: (
                seat.person_id not in away,
                absence_reasons(away[seat.person_id])[0] if seat.person_id in away else "",
            )
            for seat in meeting.attendees.all()
        }
        mark_attendance(meeting, marks, by=by)
        open_meeting(meeting, by=by)
        for item in self._items(meeting).filter(chair=None):
            stand_in = next(iter(deputies_of(meeting.unit, moment.date())), None)
            seated = (
                stand_in
                or meeting.attendees.filter(present=True).exclude(person=item.review.person).first().person
            )
            assign_chair(item, seated, by=by)

    def _items(self, meeting: Meeting) -> QuerySet[Item]:
        return Item.objects.select_related(
            "meeting__cycle", "meeting__unit", "review__person", "review__unit", "chair"
        ).filter(meeting=meeting)

    def _speakers(self, meeting: Meeting, apart_from: str = "") -> list[DemoPerson]:
        here = set(meeting.attendees.filter(present=True).values_list("person__code", flat=True))
        speakers = [p for p in self.office.of_unit(self.code) if p.code in here and p.code != apart_from]
        return speakers or [self.office.told[here_code] for here_code in here if here_code != apart_from]

    def _say(self, item: Item, said: list[tuple[str, str]], *, by: Actor) -> None:
        seats = {seat.person.code: seat for seat in item.meeting.attendees.select_related("person")}
        for number, (speaker, text) in enumerate(said):
            once = UUID(int=item.pk * 1000 + number)
            add_remark(item, seats[speaker], text, once=once, by=by)

    def hear_report(self, moment: datetime) -> None:
        meeting, by = self.meeting(), self.leader(moment)
        told, present = self.office.told_units[self.code], present_members(meeting)
        item = self._items(meeting).get(kind=Item.Kind.REPORT)
        start_item(item, by=by)
        self._say(item, remarks_on_report(told, self._speakers(meeting)), by=by)
        for title, text in unit_report_points(told):
            conclude_point(item, title, text, taken_up=True, votes=Votes(present, 0), by=by)
        words = unit_report_answers(told, YEAR)
        grade = Grade.EXCELLENT if self.code == "TH" else Grade.GOOD
        conclude_report(
            item,
            strengths=words["responsibility"],
            weaknesses=words["shortcomings"],
            grade=grade,
            votes=Votes(present, 0),
            by=by,
        )

    def hear_person(self, number: int, moment: datetime) -> None:
        meeting, by = self.meeting(), self.leader(moment)
        items = self._items(meeting).filter(kind=Item.Kind.PERSON).order_by("order")
        if number >= len(items):
            return
        item = items[number]
        told = self.office.told[item.review.person.code]
        present = present_members(meeting)
        start_item(item, by=by)
        self._say(item, remarks_on(told, self._speakers(meeting, told.code)), by=by)
        strengths, weaknesses = conclusion_on(told)
        grade = proposed_grade(told)
        presiding = self.story.acting(item.chair, moment)
        against = 1 if grade is Grade.EXCELLENT and present > 4 and told.rank % 2 else 0
        conclude_person(
            item,
            strengths=strengths,
            weaknesses=weaknesses,
            grade=grade,
            not_rated="" if grade else "Chưa đủ 06 tháng công tác trong năm; kiểm điểm, không xếp loại",
            votes=Votes(present - against, against) if grade else Votes(present, 0),
            by=presiding,
        )

    def vote(self, moment: datetime) -> None:
        """Lao động tiên tiến by secret ballot: on paper, in five units encrypted (S-15)."""
        meeting, by = self.meeting(), self.leader(moment)
        item = self._items(meeting).get(kind=Item.Kind.EMULATION)
        start_item(item, by=by)
        worthy = [
            i.review.person
            for i in self._items(meeting)
            .filter(grade__in=[Grade.EXCELLENT, Grade.GOOD])
            .exclude(review__person=None)
            .order_by("order")
        ]
        team = [self.office.people[told.code] for told in self._speakers(meeting)][-3:]
        electronic = self.code in ELECTRONIC and len(team) == 3
        way = Way.ELECTRONIC if electronic else Way.PAPER
        hold_emulation_ballot(
            item, worthy, tellers=team if len(team) > 1 else [*team, by.person], way=way, by=by
        )
        ballot = as_it_stands(self.meeting().ballot_id)
        against = {
            str(person.subject_id): 1
            for number, person in enumerate(worthy)
            if ballot.present > 3 and number % 4 == 3
        }

        def acting(person: Person) -> Actor:
            return self.story.acting(person, moment)

        if not electronic:
            return count_slips(ballot, against, acting)
        lines = [line.key for line in ballot.lines.all()]
        choices = [
            [[0, 1] if voter < against.get(key, 0) else [1, 0] for key in lines]
            for voter in range(ballot.present)
        ]
        hold_electronic(ballot, choices, acting, lost=ELECTRONIC[self.code], by=by)
        return None

    def close(self, moment: datetime) -> None:
        meeting, by = self.meeting(), self.leader(moment)
        adopt_minutes(meeting, votes=present_members(meeting), correction="", by=by)
        close_meeting(self.meeting(), by=by)

    def complete(self, moment: datetime) -> None:
        """Everyone takes the remarks up and completes the review; who leads completes the report (S-13)."""
        for review in Review.objects.filter(
            cycle=self.story.cycle, unit=self.office.units[self.code], state="completing"
        ):
            by = self.story.acting(review.person, moment) if review.person else self.leader(moment)
            for number, point in enumerate(review.points.all()):
                answer = ("Đã bổ sung vào phần hạn chế.", "Đã sửa phần kết quả.", "Đã bổ sung biện pháp.")[
                    number % 3
                ]
                answer_point(point, taken_up=True, answer=answer, by=by)
            complete_review(review, version=review.version, by=by)

    def hand_over(self, moment: datetime) -> None:
        hand_over(self.story.cycle, self.office.units[self.code], by=self.leader(moment))

    def send_back(self, moment: datetime) -> None:
        reason = "Biên bản kiểm phiếu cần chữ ký của đủ tổ kiểm phiếu; đề nghị ký lại và gửi bổ sung."
        return_dossier(
            self.story.cycle,
            self.office.units[self.code],
            ["minutes"],
            reason=reason,
            by=self.story.clerk(moment),
        )

    def accept(self, moment: datetime) -> None:
        accept_dossier(self.story.cycle, self.office.units[self.code], by=self.story.clerk(moment))


def _is_away(told: DemoPerson, day: date) -> bool:
    return bool(told.absence and told.absence.first <= day <= told.absence.last)
