"""What the whole agency does in the demo year: figures of the units, a difficulty answered, the Chief's consultation on the ratings."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from thuocdo.assemblies.actions import mark_seats, open_assembly
from thuocdo.assemblies.queries import present_people, seats_of
from thuocdo.consultation.actions import (
    call_consultation,
    close_consultation,
    move_card,
    record_opinion,
)
from thuocdo.consultation.models import Consultation
from thuocdo.consultation.queries import Card, board_of
from thuocdo.consultation.sheets import summary_of
from thuocdo.cycle.queries import step_of
from thuocdo.difficulties.actions import (
    answer_difficulty,
    forward_difficulty,
    make_guidance,
    raise_difficulty,
)
from thuocdo.difficulties.models import Difficulty
from thuocdo.figures.actions import request_figures, return_figures, save_figures, send_figures
from thuocdo.figures.queries import asked_in, part_of, request_or_404
from thuocdo.figures.rules import USUAL, Together
from thuocdo.kernel.words import Grade
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor

from .phrases import unit_report_answers
from .scenes import MEETING_DAYS, YEAR, Scene, at
from .story import Story

CONSULTED_AT = at(28, 8)
MISCOUNTED, MEETINGS = "NC", "Số cuộc họp, hội nghị chung của Văn phòng"
ABSENT_UNIT = "NC"  # its head is away that day and has written
REASONS = (
    "Còn việc chậm tiến độ trong quý III như góp ý ở cuộc họp của đơn vị.",
    "Kết quả nổi trội trong nhóm, đã được các đơn vị phối hợp ghi nhận; tỷ lệ của nhóm vẫn bảo đảm.",
)
OPINIONS = (
    "Nhất trí với đánh giá của đơn vị; đề nghị cân nhắc tỷ lệ chung của nhóm.",
    "Nhất trí. Kết quả công tác cải cách hành chính có đóng góp rõ.",
    "Hoàn thành tốt, nhưng đề nghị so với các trường hợp khác trong nhóm.",
)
QUESTION = "Người chuyển đến trong năm thì do đơn vị cũ hay đơn vị mới kiểm điểm, đánh giá?"
ANSWER = (
    "Người chuyển đến kiểm điểm tại đơn vị mới. Đơn vị mới đánh giá trên cơ sở kết hợp nhận xét của đơn vị cũ đối với "
    "thời gian công tác từ 06 tháng trở lên."
)
GROUNDS = "Nghị định số 90/2020/NĐ-CP (số điều cần đối chiếu)"
CONCLUSION = (
    "Thống nhất mức xếp loại như bảng kết quả. Giao Phòng Hành chính - Quản trị hoàn chỉnh biên bản, dự thảo "
    "quyết định và thông báo kết quả đến từng người, từng đơn vị."
)


class Joint:
    """The agency's own steps, once the units have handed in."""

    def __init__(self, story: Story) -> None:
        self.story, self.office = story, story.office

    def chief(self, moment: datetime) -> Actor:
        told = next(told for told in self.office.told.values() if told.key == "chief")
        return self.story.acting(self.office.people[told.code], moment)

    def scenes(self) -> Iterator[Scene]:
        yield Scene(at(14, 15), self.ask_for_figures)
        for hours, code in enumerate(MEETING_DAYS):
            yield Scene(at(15, 14) + timedelta(hours=hours), partial(self.send_figures, code))
        yield Scene(at(17, 10), self.give_figures_back)
        yield Scene(at(17, 15), partial(self.send_figures, MISCOUNTED))
        yield Scene(at(16, 15), self.ask)
        yield Scene(at(17, 9), self.bring)
        yield Scene(at(17, 16), self.reply)
        yield Scene(CONSULTED_AT - timedelta(days=1), self.call)
        yield Scene(CONSULTED_AT, self.open)
        yield Scene(CONSULTED_AT + timedelta(minutes=20), self.weigh)
        yield Scene(CONSULTED_AT + timedelta(hours=3), self.close)

    def ask_for_figures(self, moment: datetime) -> None:
        fields = [(title, measure, how, "") for title, measure, how in USUAL]
        fields += [(MEETINGS, "cuộc", Together.SAME, "")]
        cutoff = at(15, 0).date()
        request_figures(
            self.story.cycle, cutoff, fields, note="Gửi đúng hạn để tổng hợp.", by=self.story.clerk(moment)
        )

    def send_figures(self, code: str, moment: datetime) -> None:
        """One unit counts the meetings of the whole Office otherwise, until it is asked to look again."""
        request, told = request_or_404(self.story.cycle), self.office.told_units[code]
        unit, by = self.office.units[code], self.story.leader(code, moment)
        words = unit_report_answers(told, YEAR)
        given = 40 + 7 * list(MEETING_DAYS).index(code)
        wrong = code == MISCOUNTED and not part_of(request, unit).returned_for
        said = {
            "Nhiệm vụ được giao": str(given),
            "Nhiệm vụ hoàn thành đúng hạn": str(given - given % 3),
            "Kết quả nổi bật": words["results"],
            "Tồn tại, hạn chế": words["shortcomings"],
            "Nguyên nhân": words["causes"],
            "Giải pháp khắc phục": words["responsibility"],
            "Nhiệm vụ chủ yếu năm sau": words["direction"],
            MEETINGS: "46" if wrong else "48",
        }
        answers = {one.key: said[field.title] for field, one in asked_in(request)}
        save_figures(request, unit, answers, by=by)
        send_figures(request, unit, by=by)

    def give_figures_back(self, moment: datetime) -> None:
        part = part_of(request_or_404(self.story.cycle), self.office.units[MISCOUNTED])
        reason = "Số cuộc họp chung của Văn phòng không khớp với các đơn vị khác; đề nghị rà soát."
        return_figures(part, reason=reason, by=self.story.clerk(moment))

    def ask(self, moment: datetime) -> None:
        """A unit does not know who rates somebody who came in the middle of the year (III.3)."""
        step = step_of(self.story.cycle, "self_reviews")
        raise_difficulty(step, QUESTION, by=self.story.leader("TH", moment))

    def bring(self, moment: datetime) -> None:
        by = self.story.clerk(moment)
        difficulty = Difficulty.objects.get(cycle=self.story.cycle)
        forward_difficulty(difficulty, opinion="Nhiều đơn vị cùng hỏi; đề nghị hướng dẫn chung.", by=by)

    def reply(self, moment: datetime) -> None:
        by, difficulty = self.chief(moment), Difficulty.objects.get(cycle=self.story.cycle)
        answer_difficulty(difficulty, ANSWER, source=GROUNDS, by=by)
        make_guidance(difficulty, by=by)

    def consultation(self) -> Consultation:
        return Consultation.objects.select_related("cycle", "chair", "secretary").get(cycle=self.story.cycle)

    def call(self, moment: datetime) -> None:
        by = self.story.clerk(moment)
        place = "Phòng họp số 1"
        call_consultation(self.story.cycle, planned_at=CONSULTED_AT, place=place, secretary=by.person, by=by)

    def open(self, moment: datetime) -> None:
        by, consultation = self.story.clerk(moment), self.consultation()
        away = self.story.leader(ABSENT_UNIT, moment).person_id
        marks = {
            one.pk: (one.person_id != away, "đi công tác, đã gửi ý kiến bằng văn bản")
            for one in seats_of(consultation)
        }
        mark_seats(consultation, marks, by=by)
        open_assembly(consultation, by=by)

    def weigh(self, moment: datetime) -> None:
        """The excellent of each group are spoken of; in the largest group two people change places."""
        consultation = self.consultation()
        speakers, board = present_people(consultation), board_of(self.story.cycle, moment.date())
        spoken = [card for group in board for card in group.columns[Grade.EXCELLENT]]
        for number, card in enumerate(spoken):
            self._say(consultation, card, speakers[number % len(speakers)], number, moment)
        largest = max(board, key=lambda group: len(group.cards))
        down, up = largest.columns[Grade.EXCELLENT][-1], largest.columns[Grade.GOOD][0]
        by = self.chief(moment + timedelta(minutes=90))
        move_card(consultation, down.subject, Grade.GOOD, seen=Grade.EXCELLENT, reason=REASONS[0], by=by)
        move_card(consultation, up.subject, Grade.EXCELLENT, seen=Grade.GOOD, reason=REASONS[1], by=by)

    def _say(
        self, consultation: Consultation, card: Card, speaker: Person, number: int, moment: datetime
    ) -> None:
        once, text = UUID(int=consultation.pk * 10_000 + number), OPINIONS[number % len(OPINIONS)]
        by = self.story.clerk(moment + timedelta(minutes=5 * number))
        record_opinion(consultation, card.subject, speaker, text, once=once, by=by)

    def close(self, moment: datetime) -> None:
        board = board_of(self.story.cycle, moment.date())
        summary = summary_of(card for group in board for card in group.cards)
        close_consultation(self.consultation(), summary=summary, conclusion=CONCLUSION, by=self.chief(moment))
