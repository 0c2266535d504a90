"""The two reports in the demo year: written in sections, sent for comments, some taken up and some not, issued."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from thuocdo.drafting.actions import (
    add_comment,
    answer_comment,
    ask_for_comments,
    assign_sections,
    close_draft,
    finish_comments,
    give_out,
    open_draft,
    save_section,
    take_figures,
)
from thuocdo.drafting.models import Comment, CommentRequest, Draft, DraftSection
from thuocdo.drafting.queries import lines_to_take
from thuocdo.drafting.rules import Kind
from thuocdo.figures.queries import request_or_404
from thuocdo.office.queries import Actor, leaders_of

from .phrases import unit_report_answers
from .scenes import YEAR, Scene, at
from .story import Story

# Who writes which sections of the Office's report: the head of the unit whose work it is; the rest HCQT.
WRITERS = {"advice": "TH", "reform": "KSTTHC", "housekeeping": "HCQT"}
TAKEN = "Tồn tại, hạn chế"  # the line of the units' figures from which the Office's shortcomings begin
# The other sections of the Office's report, and the part of the leadership's year that tells them.
OFFICES = {"building": "building", "causes": "causes", "remedies": "responsibility", "next_year": "direction"}
# A section of the leadership's report and the part of a collective's year that tells it.
TOLD = {
    "organisation": "democracy",
    "results": "results",
    "party_building": "building",
    "shortcomings": "shortcomings",
    "causes": "causes",
    "remedied": "remedied_last_year",
    "responsibility": "responsibility",
    "direction": "direction",
}
ASKED = {Kind.OFFICE: ["TH", "NC", "KT", "KGVX", "BTCD"], Kind.LEADERSHIP: ["TH", "KGVX", "BTCD"]}
SILENT = "BTCD"  # sends nothing


class Said(NamedTuple):
    """One comment of the story: by which unit, on what, and what became of it."""

    unit: str
    kind: Kind
    key: str
    text: str
    answer: str
    added: str = ""  # to the section, where it is taken up


COMMENTS = [
    Said(
        "NC",
        Kind.OFFICE,
        "advice",
        "Đề nghị nêu rõ tỷ lệ hồ sơ trình đúng hạn của cả năm, có so sánh với năm 2022.",
        "Đã bổ sung tỷ lệ và so sánh ở cuối mục.",
        "Tỷ lệ hồ sơ trình đúng hạn cả năm đạt 97,4%, tăng 0,9 điểm phần trăm so với năm 2022.",
    ),
    Said(
        "KT",
        Kind.OFFICE,
        "shortcomings",
        "Đề nghị không nêu tên từng đơn vị trong phần hạn chế.",
        "Kế hoạch yêu cầu nêu cụ thể hạn chế gắn với trách nhiệm; từng đơn vị đã gửi nội dung này.",
    ),
    Said(
        "KGVX",
        Kind.LEADERSHIP,
        "shortcomings",
        "Đề nghị làm rõ lĩnh vực nào việc đôn đốc chưa quyết liệt.",
        "Đã nêu rõ các lĩnh vực.",
        "Trong đó tập trung ở lĩnh vực đầu tư công và giải quyết kiến nghị của cử tri.",
    ),
    Said(
        "TH",
        Kind.LEADERSHIP,
        "direction",
        "Đề nghị ghi thời hạn cho từng biện pháp.",
        "Đã bổ sung thời hạn chung; thời hạn từng việc ghi ở kế hoạch khắc phục.",
        "Các biện pháp trên hoàn thành trước ngày 30/6/2024.",
    ),
]


class Reports:
    """From the opening to the papers."""

    def __init__(self, story: Story) -> None:
        self.story, self.office = story, story.office

    def scenes(self) -> Iterator[Scene]:
        yield Scene(at(15, 16), self.open)
        yield Scene(at(18, 14), self.write)
        yield Scene(at(20, 9), self.ask)
        yield Scene(at(21, 10), self.comment)
        yield Scene(at(21, 16), self.answer_most)
        yield Scene(at(22, 14), self.answer_rest)
        yield Scene(at(22, 16), self.close)

    def draft(self, kind: Kind) -> Draft:
        return Draft.objects.select_related("cycle").get(cycle=self.story.cycle, kind=kind)

    def section(self, kind: Kind, key: str) -> DraftSection:
        rows = DraftSection.objects.select_related("draft__cycle", "owner", "given")
        return rows.get(draft__cycle=self.story.cycle, draft__kind=kind, key=key)

    def open(self, moment: datetime) -> None:
        by = self.story.clerk(moment)
        for kind in Kind:
            open_draft(self.story.cycle, kind, by=by)
        for key, code in WRITERS.items():
            owner = self.story.leader(code, moment).person
            chosen = [self.section(Kind.OFFICE, key).pk]
            assign_sections(self.draft(Kind.OFFICE), chosen, owner, date(YEAR, 11, 20), by=by)

    def write(self, moment: datetime) -> None:
        for key, code in WRITERS.items():
            text = unit_report_answers(self.office.told_units[code], YEAR)["results"]
            self._give(Kind.OFFICE, key, text, self.story.leader(code, moment))
        by = self.story.clerk(moment)
        lines = {line.title: line for line in lines_to_take(request_or_404(self.story.cycle))}
        section = self.section(Kind.OFFICE, "shortcomings")
        section = take_figures(section, lines[TAKEN], version=section.version, by=by)
        give_out(section, version=section.version, by=by)
        leaders = unit_report_answers(self.office.told_units["LDVP"], YEAR)
        for key, part in OFFICES.items():
            self._give(Kind.OFFICE, key, leaders[part], by)
        for key, part in TOLD.items():
            self._give(Kind.LEADERSHIP, key, leaders[part], by)

    def _give(self, kind: Kind, key: str, text: str, by: Actor) -> None:
        section = self.section(kind, key)
        section = save_section(section, text, version=section.version, by=by)
        give_out(section, version=section.version, by=by)

    def ask(self, moment: datetime) -> None:
        """Some units about each report; the deputies of the Chief by name about the leadership's."""
        by, day = self.story.clerk(moment), date(YEAR, 11, 21)
        note = "Đề nghị góp ý trực tiếp vào từng mục."
        for kind, codes in ASKED.items():
            units = [self.office.units[code] for code in codes]
            people = leaders_of(self.office.agency, moment.date())[1:] if kind is Kind.LEADERSHIP else []
            ask_for_comments(self.draft(kind), units, people, day, note=note, by=by)

    def comment(self, moment: datetime) -> None:
        for number, said in enumerate(COMMENTS):
            request = CommentRequest.objects.select_related("draft__cycle").get(
                draft=self.draft(said.kind), unit=self.office.units[said.unit]
            )
            section, once = self.section(said.kind, said.key), UUID(int=request.pk * 100 + number)
            by = self.story.leader(said.unit, moment)
            add_comment(request, section, said.text, once=once, by=by)
        for request in CommentRequest.objects.select_related("draft__cycle", "unit", "person"):
            if request.unit is None:
                finish_comments(request, by=self.story.acting(request.person, moment))
            elif request.unit.code != SILENT:
                finish_comments(request, by=self.story.leader(request.unit.code, moment))

    def answer_most(self, moment: datetime) -> None:
        for said in COMMENTS[:-1]:
            self._answer(said, moment)

    def answer_rest(self, moment: datetime) -> None:
        self._answer(COMMENTS[-1], moment)

    def _answer(self, said: Said, moment: datetime) -> None:
        by = self.story.clerk(moment)
        comment = Comment.objects.select_related(
            "request__draft__cycle", "version__section__draft__cycle"
        ).get(request__draft__kind=said.kind, request__unit__code=said.unit)
        if said.added:
            text = f"{self.section(said.kind, said.key).text}\n{said.added}"
            self._give(said.kind, said.key, text, by)
        answer_comment(comment, taken_up=bool(said.added), answer=said.answer, by=by)

    def close(self, moment: datetime) -> None:
        for kind in Kind:
            close_draft(self.draft(kind), by=self.story.clerk(moment))
