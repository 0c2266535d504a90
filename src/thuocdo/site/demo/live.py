"""Lives the year of the demo office, by calling the same actions that people call.

The year is a list of scenes, each with its moment. Living up to a day plays every scene before it, so
that on a day of the meetings one of them is caught in the middle.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, partial
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from thuocdo.ballots.rules import Count, LineCount
from thuocdo.cycle.actions import open_cycle, remind
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.dossiers.actions import accept_dossier, hand_over, return_dossier
from thuocdo.kernel.words import Grade
from thuocdo.law.packs import load_book
from thuocdo.meetings.actions import (
    add_remark,
    adopt_minutes,
    assign_chair,
    call_meeting,
    close_meeting,
    conclude_person,
    conclude_point,
    conclude_report,
    count_emulation_ballot,
    hold_emulation_ballot,
    mark_attendance,
    open_meeting,
    start_item,
)
from thuocdo.meetings.models import Item, Meeting
from thuocdo.meetings.rules import Votes
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, actor_of, deputies_of, presiding_over
from thuocdo.ratings.actions import form_proposed_groups
from thuocdo.reviews.actions import (
    answer_point,
    attach_evidence,
    call_for_reviews,
    complete_review,
    note_shortcoming,
    return_review,
    save_draft,
    send_prompts,
    submit_review,
    write_prompts,
)
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import form_of, table_of

from .people import DemoPerson, DemoUnit
from .phrases import (
    absence_reasons,
    conclusion_on,
    evidence_name,
    last_year_shortcomings,
    proposed_grade,
    remarks_on,
    remarks_on_report,
    return_reasons,
    review_prompts,
    self_review_answers,
    self_scores,
    unit_report_answers,
    unit_report_points,
)
from .settle import COORDINATING, DemoOffice

YEAR = 2023
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
GRADE_WORDS = {"xuat_sac": "Xuất sắc", "tot": "Tốt", "trung_binh": "Trung bình", "kem": "Kém"}
# Two units a day in the week of the meetings.
MEETING_DAYS = {
    "TH": 20,
    "NC": 20,
    "KT": 21,
    "KGVX": 21,
    "CNXD": 22,
    "TTCBTH": 22,
    "HCQT": 23,
    "KSTTHC": 23,
    "BTCD": 24,
}
MEETING_HOURS = {
    "TH": 8,
    "NC": 14,
    "KT": 8,
    "KGVX": 14,
    "CNXD": 8,
    "TTCBTH": 14,
    "HCQT": 8,
    "KSTTHC": 14,
    "BTCD": 8,
}
LATE_UNITS, LATE_RANKS = ("HCQT", "KSTTHC"), (4, 11, 13)  # who hands in after the term
LATE_WITH_PROMPTS, SENT_BACK = "KSTTHC", "KT"


@dataclass(frozen=True)
class Scene:
    at: datetime
    play: Callable[[datetime], None]


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(YEAR, month, day, hour, minute, tzinfo=HANOI)


class Story:
    """The year of one demo office."""

    def __init__(self, office: DemoOffice) -> None:
        self.office = office
        self.draw = Random(YEAR)
        self._standing: dict[tuple[int, date], Actor] = {}
        self._leaders: dict[tuple[str, date], Person] = {}

    def live_until(self, moment: datetime) -> int:
        """Play every scene up to the moment; returns how many."""
        scenes = sorted((scene for scene in self.scenes() if scene.at <= moment), key=lambda scene: scene.at)
        for scene in scenes:
            scene.play(scene.at)
        return len(scenes)

    def acting(self, person: Person, moment: datetime) -> Actor:
        """The person with the standing of that day, asked for once a day: no post changes in the story."""
        key = (person.pk, moment.date())
        if key not in self._standing:
            person.agency = self.office.agency
            self._standing[key] = actor_of(person, moment)
        return replace(self._standing[key], at=moment)

    def clerk(self, moment: datetime) -> Actor:
        told = next(p for p in self.office.of_unit(COORDINATING) if p.duty == "coordinator")
        return self.acting(self.office.people[told.code], moment)

    def leader(self, code: str, moment: datetime) -> Actor:
        """Who leads the unit: the head, or the deputy where there is none."""
        key = (code, moment.date())
        if key not in self._leaders:
            person = presiding_over(self.office.units[code], moment.date())
            if person is None:
                raise LookupError(f"nobody leads {code}")
            self._leaders[key] = person
        return self.acting(self._leaders[key], moment)

    @cached_property
    def cycle(self) -> Cycle:
        return Cycle.objects.get(agency=self.office.agency, year=YEAR)

    def scenes(self) -> Iterator[Scene]:
        yield Scene(at(14, 8), self.begin)
        yield Scene(at(16, 9), self.urge)
        for code in MEETING_DAYS:
            yield Scene(
                at(17 if code == LATE_WITH_PROMPTS else 15, 10),
                partial(self.prompt, code),
            )
            yield Scene(at(18, 9), partial(self.report, code))
            yield from self.meeting_scenes(code)
        for number, code in enumerate(self.office.told):
            day, minutes = 15 + number % 5, 30 + number * 3
            moment = at(day, 8) + timedelta(minutes=minutes)
            yield Scene(moment, partial(self.draft, code))
            told = self.office.told[code]
            late = told.unit_code in LATE_UNITS and told.rank in LATE_RANKS
            moment = at(22, 15) if late else moment + timedelta(minutes=50)
            yield Scene(moment, partial(self.write, code))

    def begin(self, moment: datetime) -> None:
        """HCQT opens the year, forms the groups, hands out the forms."""
        by = self.clerk(moment)
        open_cycle(YEAR, load_book(settings.REGULATIONS, str(YEAR), self.office.agency.pack), by=by)
        form_proposed_groups(self.cycle, by=by)
        told: list[tuple[int, DemoUnit | DemoPerson]] = [
            (self.office.units[u.code].subject_id, u)
            for u in self.office.told_units.values()
            if u.kind != "leadership"
        ]
        told += [
            (self.office.people[p.code].subject_id, p) for p in self.office.told.values() if not p.is_new
        ]
        for subject, story in told:
            for text, remedy, degree in last_year_shortcomings(story):
                note_shortcoming(subject, YEAR - 1, text, remedy=remedy, degree=degree, by=by)
        call_for_reviews(self.cycle, by=by)

    def urge(self, moment: datetime) -> None:
        """The day after the term HCQT reminds who has not sent the prompts."""
        unit = self.office.units[LATE_WITH_PROMPTS]
        text = "Đề nghị gửi gợi ý kiểm điểm trong ngày."
        remind(step_of(self.cycle, "review_prompts"), [unit.subject], text=text, by=self.clerk(moment))

    def prompt(self, code: str, moment: datetime) -> None:
        unit, by = self.office.units[code], self.leader(code, moment)
        told = self.office.told_units[code]
        sheet = write_prompts(
            self.cycle, unit, [(unit.subject_id, text) for text in review_prompts(told)], by=by
        )
        send_prompts(sheet, by=by)

    def _answers(self, told: DemoPerson, review: Review) -> dict[str, str]:
        said = self_review_answers(told, review.form, YEAR)
        return {key: GRADE_WORDS.get(text, text) for key, text in said.items()}

    def draft(self, code: str, moment: datetime) -> None:
        """One person begins to write."""
        review = Review.objects.get(cycle=self.cycle, person=self.office.people[code])
        begun = dict(list(self._answers(self.office.told[code], review).items())[:3])
        save_draft(
            review, begun, {}, version=review.version, by=self.acting(self.office.people[code], moment)
        )

    def write(self, code: str, moment: datetime) -> None:
        """One person writes to the end, attaches a file and hands in; here and there one is sent back."""
        told, person = self.office.told[code], self.office.people[code]
        review = Review.objects.get(cycle=self.cycle, person=person)
        by = self.acting(person, moment)
        answers = self._answers(told, review)
        review = save_draft(review, answers, self._scores(told, review), version=review.version, by=by)
        if told.rank % 3 == 0:
            attach_evidence(review, evidence_name(told), _small_pdf(told.full_name), by=by)
        review = submit_review(review, version=review.version, by=by)
        if told.rank == 5 and told.unit_code == "TH":
            review = return_review(
                review, reason=return_reasons(told)[0], by=self.leader("TH", moment + timedelta(hours=1))
            )
            submit_review(review, version=review.version, by=self.acting(person, moment + timedelta(hours=3)))

    def _scores(self, told: DemoPerson, review: Review) -> dict[str, dict[str, str]]:
        table = table_of(review)
        if table is None:
            return {}
        lines = [
            (line.key, Decimal(line.max.numerator) / Decimal(line.max.denominator), line.kind)
            for line in table.lines
        ]
        entries = {}
        for key, score in self_scores(told, lines).items():
            if score.points is None:
                entries[key] = {"done": str(score.done), "of": str(score.assigned)}
            else:
                entries[key] = {"points": str(score.points).replace(".", ","), "reason": score.reason or ""}
        return entries

    def report(self, code: str, moment: datetime) -> None:
        """Who leads the unit drafts its report (S-9)."""
        unit, told, by = self.office.units[code], self.office.told_units[code], self.leader(code, moment)
        review = Review.objects.get(cycle=self.cycle, person=None, unit=unit)
        words = unit_report_answers(told, YEAR)
        answers = {
            "organisation": words["democracy"],
            "results": words["results"],
            "party_building": words["building"],
            "leadership_duty": words["leadership_duty"],
            "shortcomings": words["shortcomings"],
            "causes": words["causes"],
            "remedied": words["remedied_last_year"],
            "responsibility": words["responsibility"],
            "direction": words["direction"],
            "own_grade": Grade.GOOD if code != "TH" else Grade.EXCELLENT,
        }
        known = form_of(review).fields
        answers = {key: text for key, text in answers.items() if key in known}
        review = save_draft(review, answers, self._unit_scores(review), version=review.version, by=by)
        submit_review(review, version=review.version, by=by)

    def _unit_scores(self, review: Review) -> dict[str, dict[str, str]]:
        table, entries = table_of(review), {}
        if table is None:
            return {}
        for line in table.lines:
            if line.kind == "M":
                of = self.draw.randint(18, 60)
                entries[line.key] = {"done": str(of - self.draw.choice([0, 0, 0, 1])), "of": str(of)}
            else:
                half = line.max - table.step
                reason = "Còn việc phối hợp chậm, tập thể đã rút kinh nghiệm."
                entries[line.key] = {"points": f"{float(half):g}".replace(".", ","), "reason": reason}
        return entries

    def meeting_scenes(self, code: str) -> Iterator[Scene]:
        """A meeting as it runs: one scene for each point of the agenda."""
        start = at(MEETING_DAYS[code], MEETING_HOURS[code])
        yield Scene(start - timedelta(days=2), partial(self.call, code, start))
        yield Scene(start, partial(self.open, code))
        yield Scene(start + timedelta(minutes=20), partial(self.hear_report, code))
        people = self.office.of_unit(code)
        for number in range(len(people)):
            moment = start + timedelta(minutes=30 + 10 * number)
            yield Scene(moment, partial(self.hear_person, code, number))
        end = start + timedelta(minutes=40 + 10 * len(people))
        yield Scene(end, partial(self.vote, code))
        yield Scene(end + timedelta(minutes=15), partial(self.close, code))
        yield Scene(end + timedelta(hours=20), partial(self.complete, code))
        yield Scene(end + timedelta(hours=22), partial(self.hand_over, code))
        if code == SENT_BACK:
            yield Scene(end + timedelta(hours=24), partial(self.send_back, code))
            yield Scene(end + timedelta(hours=27), partial(self.hand_over, code))
        yield Scene(end + timedelta(hours=28), partial(self.accept, code))

    def meeting(self, code: str) -> Meeting:
        return Meeting.objects.select_related("cycle", "unit", "chair").get(
            cycle=self.cycle, unit=self.office.units[code]
        )

    def call(self, code: str, start: datetime, moment: datetime) -> None:
        unit = self.office.units[code]
        secretary = self.office.people[[p for p in self.office.of_unit(code) if not p.absence][-1].code]
        place = "Phòng họp số 2" if code != "TTCBTH" else "Phòng họp Trung tâm Công báo và Tin học"
        by = self.leader(code, moment)
        call_meeting(self.cycle, unit, planned_at=start, place=place, secretary=secretary, by=by)

    def open(self, code: str, moment: datetime) -> None:
        meeting, by = self.meeting(code), self.leader(code, moment)
        away = {
            self.office.people[p.code].pk: p for p in self.office.of_unit(code) if _is_away(p, moment.date())
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
        return Item.objects.select_related("meeting__cycle", "review__person", "review__unit").filter(
            meeting=meeting
        )

    def _present(self, meeting: Meeting) -> int:
        return meeting.attendees.filter(present=True, is_guest=False).count()

    def _speakers(self, code: str, meeting: Meeting, apart_from: str = "") -> list[DemoPerson]:
        here = set(meeting.attendees.filter(present=True).values_list("person__code", flat=True))
        speakers = [p for p in self.office.of_unit(code) if p.code in here and p.code != apart_from]
        return speakers or [self.office.told[here_code] for here_code in here if here_code != apart_from]

    def _say(self, item: Item, said: list[tuple[str, str]], *, by: Actor) -> None:
        for number, (speaker, text) in enumerate(said):
            once = UUID(int=item.pk * 1000 + number)
            add_remark(item, self.office.people[speaker], text, once=once, by=by)

    def hear_report(self, code: str, moment: datetime) -> None:
        meeting, by = self.meeting(code), self.leader(code, moment)
        told, present = self.office.told_units[code], self._present(meeting)
        item = self._items(meeting).get(kind=Item.Kind.REPORT)
        start_item(item, by=by)
        self._say(item, remarks_on_report(told, self._speakers(code, meeting)), by=by)
        for title, text in unit_report_points(told):
            conclude_point(item, title, text, taken_up=True, votes=Votes(present, 0), by=by)
        words = unit_report_answers(told, YEAR)
        grade = Grade.EXCELLENT if code == "TH" else Grade.GOOD
        conclude_report(
            item,
            strengths=words["responsibility"],
            weaknesses=words["shortcomings"],
            grade=grade,
            votes=Votes(present, 0),
            by=by,
        )

    def hear_person(self, code: str, number: int, moment: datetime) -> None:
        meeting, by = self.meeting(code), self.leader(code, moment)
        items = self._items(meeting).filter(kind=Item.Kind.PERSON).order_by("order")
        if number >= len(items):
            return
        item = items[number]
        told = self.office.told[item.review.person.code]
        present = self._present(meeting)
        start_item(item, by=by)
        self._say(item, remarks_on(told, self._speakers(code, meeting, told.code)), by=by)
        strengths, weaknesses = conclusion_on(told)
        grade = proposed_grade(told)
        against = 1 if grade is Grade.EXCELLENT and present > 4 and told.rank % 2 else 0
        conclude_person(
            item,
            strengths=strengths,
            weaknesses=weaknesses,
            grade=grade,
            not_rated="" if grade else "Chưa đủ 06 tháng công tác trong năm; kiểm điểm, không xếp loại",
            votes=Votes(present - against, against) if grade else Votes(present, 0),
            by=by,
        )

    def vote(self, code: str, moment: datetime) -> None:
        """Lao động tiên tiến by paper ballot; the tellers enter what they counted (S-15)."""
        meeting, by = self.meeting(code), self.leader(code, moment)
        item = self._items(meeting).get(kind=Item.Kind.EMULATION)
        start_item(item, by=by)
        worthy = [
            i.review.person
            for i in self._items(meeting)
            .filter(grade__in=[Grade.EXCELLENT, Grade.GOOD])
            .exclude(review__person=None)
            .order_by("order")
        ]
        hold_emulation_ballot(item, worthy, by=by)
        item = self._items(meeting).get(pk=item.pk)
        present = self._present(meeting)
        lines = []
        for number, person in enumerate(worthy):
            against = 1 if present > 3 and number % 4 == 3 else 0
            lines.append(LineCount(str(person.subject_id), person.full_name, present - against, against, 0))
        summoned = meeting.attendees.filter(is_guest=False).count()
        count = Count(summoned, present, present, present, present, 0, tuple(lines))
        names = [told.full_name for told in self._speakers(code, meeting)][-3:]
        tellers = names if len(names) > 1 else [*names, by.name]
        count_emulation_ballot(item, count, tellers=tellers, by=by)

    def close(self, code: str, moment: datetime) -> None:
        meeting, by = self.meeting(code), self.leader(code, moment)
        adopt_minutes(meeting, votes=self._present(meeting), correction="", by=by)
        close_meeting(self.meeting(code), by=by)

    def complete(self, code: str, moment: datetime) -> None:
        """Everyone takes the remarks up and completes the review; who leads completes the report (S-13)."""
        for review in Review.objects.filter(
            cycle=self.cycle, unit=self.office.units[code], state="completing"
        ):
            by = self.acting(review.person, moment) if review.person else self.leader(code, moment)
            for number, point in enumerate(review.points.all()):
                answer = ("Đã bổ sung vào phần hạn chế.", "Đã sửa phần kết quả.", "Đã bổ sung biện pháp.")[
                    number % 3
                ]
                answer_point(point, taken_up=True, answer=answer, by=by)
            complete_review(review, version=review.version, by=by)

    def hand_over(self, code: str, moment: datetime) -> None:
        hand_over(self.cycle, self.office.units[code], by=self.leader(code, moment))

    def send_back(self, code: str, moment: datetime) -> None:
        reason = "Biên bản kiểm phiếu cần chữ ký của đủ tổ kiểm phiếu; đề nghị ký lại và gửi bổ sung."
        return_dossier(self.cycle, self.office.units[code], ["minutes"], reason=reason, by=self.clerk(moment))

    def accept(self, code: str, moment: datetime) -> None:
        accept_dossier(self.cycle, self.office.units[code], by=self.clerk(moment))


def _is_away(told: DemoPerson, day: date) -> bool:
    return bool(told.absence and told.absence.first <= day <= told.absence.last)


def _small_pdf(title: str) -> bytes:
    """The smallest file that is a PDF by its content: evidence to open and look at."""
    text = "".join(letter if letter.isascii() else "?" for letter in title)
    stream = f"BT /F1 18 Tf 72 760 Td (Minh chung: {text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )
