"""The units and their people write: the year is opened, prompts go out, self-reviews and reports come in (I, II.1, II.2.b)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from django.conf import settings

from thuocdo.cycle.actions import open_cycle, remind
from thuocdo.cycle.queries import step_of
from thuocdo.kernel.words import Grade
from thuocdo.law.packs import load_book
from thuocdo.ratings.actions import approve_groups, form_proposed_groups
from thuocdo.reviews.actions import (
    attach_evidence,
    call_for_reviews,
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
    evidence_name,
    last_year_shortcomings,
    return_reasons,
    review_prompts,
    self_review_answers,
    self_scores,
    unit_report_answers,
)
from .scenes import GRADE_WORDS, LATE_RANKS, LATE_UNITS, LATE_WITH_PROMPTS, MEETING_DAYS, YEAR, Scene, at
from .story import Story


class Writing:
    def __init__(self, story: Story) -> None:
        self.story = story
        self.draw = Random(YEAR)

    def scenes(self) -> Iterator[Scene]:
        yield Scene(at(14, 8), self.begin)
        yield Scene(at(16, 9), self.urge)
        for code in MEETING_DAYS:
            yield Scene(at(17 if code == LATE_WITH_PROMPTS else 15, 10), partial(self.prompt, code))
            yield Scene(at(18, 9), partial(self.report, code))
        for number, (code, told) in enumerate(self.story.office.told.items()):
            day, minutes = 15 + number % 5, 30 + number * 3
            moment = at(day, 8) + timedelta(minutes=minutes)
            yield Scene(moment, partial(self.draft, code))
            late = told.unit_code in LATE_UNITS and told.rank in LATE_RANKS
            yield Scene(at(22, 15) if late else moment + timedelta(minutes=50), partial(self.write, code))

    def begin(self, moment: datetime) -> None:
        """HCQT opens the year, forms the groups, hands out the forms."""
        by = self.story.clerk(moment)
        open_cycle(YEAR, load_book(settings.REGULATIONS, str(YEAR), self.story.office.agency.pack), by=by)
        form_proposed_groups(self.story.cycle, by=by)
        chief = next(p for p in self.story.office.told.values() if p.key == "chief")
        approve_groups(self.story.cycle, by=self.story.acting(self.story.office.people[chief.code], moment))
        told: list[tuple[int, DemoUnit | DemoPerson]] = [
            (self.story.office.units[u.code].subject_id, u)
            for u in self.story.office.told_units.values()
            if u.kind != "leadership"
        ]
        told += [
            (self.story.office.people[p.code].subject_id, p)
            for p in self.story.office.told.values()
            if not p.is_new
        ]
        for subject, story in told:
            for text, remedy, degree in last_year_shortcomings(story):
                note_shortcoming(subject, YEAR - 1, text, remedy=remedy, degree=degree, by=by)
        call_for_reviews(self.story.cycle, by=by)

    def urge(self, moment: datetime) -> None:
        """The day after the term HCQT reminds who has not sent the prompts."""
        unit = self.story.office.units[LATE_WITH_PROMPTS]
        text = "Đề nghị gửi gợi ý kiểm điểm trong ngày."
        remind(
            step_of(self.story.cycle, "review_prompts"),
            [unit.subject],
            text=text,
            by=self.story.clerk(moment),
        )

    def prompt(self, code: str, moment: datetime) -> None:
        unit, by = self.story.office.units[code], self.story.leader(code, moment)
        told = self.story.office.told_units[code]
        sheet = write_prompts(
            self.story.cycle, unit, [(unit.subject_id, text) for text in review_prompts(told)], by=by
        )
        send_prompts(sheet, by=by)

    def _answers(self, told: DemoPerson, review: Review) -> dict[str, str]:
        said = self_review_answers(told, review.form, YEAR)
        return {key: GRADE_WORDS.get(text, text) for key, text in said.items()}

    def draft(self, code: str, moment: datetime) -> None:
        """One person begins to write."""
        review = Review.objects.get(cycle=self.story.cycle, person=self.story.office.people[code])
        begun = dict(list(self._answers(self.story.office.told[code], review).items())[:3])
        save_draft(
            review,
            begun,
            {},
            version=review.version,
            by=self.story.acting(self.story.office.people[code], moment),
        )

    def write(self, code: str, moment: datetime) -> None:
        """One person writes to the end, attaches a file and hands in; here and there one is sent back."""
        told, person = self.story.office.told[code], self.story.office.people[code]
        review = Review.objects.get(cycle=self.story.cycle, person=person)
        by = self.story.acting(person, moment)
        answers = self._answers(told, review)
        review = save_draft(review, answers, self._scores(told, review), version=review.version, by=by)
        if told.rank % 3 == 0:
            attach_evidence(review, evidence_name(told), _small_pdf(told.full_name), by=by)
        review = submit_review(review, version=review.version, by=by)
        if told.rank == 5 and told.unit_code == "TH":
            review = return_review(
                review,
                reason=return_reasons(told)[0],
                by=self.story.leader("TH", moment + timedelta(hours=1)),
            )
            submit_review(
                review, version=review.version, by=self.story.acting(person, moment + timedelta(hours=3))
            )

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
        unit, told, by = (
            self.story.office.units[code],
            self.story.office.told_units[code],
            self.story.leader(code, moment),
        )
        review = Review.objects.get(cycle=self.story.cycle, person=None, unit=unit)
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
