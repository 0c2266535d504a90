"""Facts handed to the papers of this room."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.vi_text import day
from thuocdo.law.book import Field, Form, ScoreTable, Section, Signer
from thuocdo.law.forms import GRADE_WORDS, in_digits, score_sum
from thuocdo.office.models import Unit
from thuocdo.office.queries import signing_seat
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import (
    Sheet,
    blank_number,
    gathered_by,
    grade_boxes,
    kept,
    leaders_called,
    party_letterhead,
    place_and_date,
    signer,
    unit_letterhead,
)

from .models import PromptSheet, Review
from .queries import cell_of, prompts_for, shortcomings_before, subject_names

BLANK_LINES = {"self": 2, "manager": 4, "party": 3, "authority": 3}
HEAD = "head"  # the section that says who the person is
SHORT = 40  # characters: two such answers share a line of the head
REPORT_STRENGTHS = "strengths"


def self_review(review: Review, *, on: date | None) -> Sheet:
    """The form as the person filled it in; parts that others fill stay open."""
    book = book_of(review.cycle)
    form = book.form(review.form)
    table = book.table(review.table) if review.table else None
    party = form.layout == "party"
    head = (
        party_letterhead(book, cell_of(review.unit), on=on)
        if party
        else unit_letterhead(book, review.unit.name, on=on, dated=not form.dated_where_signed)
    )
    return {
        "profile": papers.layout_on(form.layout, on or book.on),
        "letterhead": head,
        "form_code": form.code,
        "title": form.title.upper(),
        "subtitle": f"Năm {review.cycle.year}",
        "person": _person_lines(review, form),
        "opening": "",
        "sections": [
            _section(review, section, on)
            for section in form.sections
            if section.key != HEAD and _asked(review, section)
        ],
        "score_sheet": _score_sheet(review, table) if table else None,
        "rests_on": _rests_on(form, table),
        "draft": False,
    }


def _rests_on(*things: Form | ScoreTable | None) -> list[str]:
    """The forms of this paper whose text nobody here has read in the original."""
    known = {
        "secondary": "theo bản sao, chưa đối chiếu văn bản gốc",
        "assumed": "phỏng theo, chưa có văn bản gốc",
    }
    forms = [(thing.code, thing.source) for thing in things if thing and thing.source.status in known]
    named = [(str(source) if code in str(source) else f"{code}, {source}", source) for code, source in forms]
    return [f"{name} ({known[source.status]})" for name, source in named]


def _asked(review: Review, section: Section) -> list[Field]:
    return [field for field in section.fields if field.asked_of(review.leads)]


def _person_lines(review: Review, form: Form) -> list[list[Sheet]]:
    """Who it is, two short answers to a line."""
    section = next((section for section in form.sections if section.key == HEAD), None)
    fields = [
        {"label": field.label, "value": printed(field, review.answers.get(field.key, ""))}
        for field in (section.fields if section else ())
    ]
    lines: list[list[Sheet]] = []
    for field in fields:
        short = len(field["label"]) + len(field["value"]) < SHORT
        if (
            short
            and lines
            and len(lines[-1]) == 1
            and len(lines[-1][0]["label"] + lines[-1][0]["value"]) < SHORT
        ):
            lines[-1].append(field)
        else:
            lines.append([field])
    return lines


def printed(field: Field, answer: str) -> str:
    return day(date.fromisoformat(answer)) if field.type == "date" and answer else answer


def _section(review: Review, section: Section, on: date | None) -> Sheet:
    heading = f"{section.number}. {section.title}" if section.number else section.title
    items: list[Sheet] = []
    for field in _asked(review, section):
        answer = review.answers.get(field.key, "") if field.part == "self" else ""
        if field.type == "grade4" and items:
            items[-1] |= {
                "choices_label": field.label,
                "choices": [{"label": w, "chosen": w == answer} for w in GRADE_WORDS],
            }
        else:
            items.append(_item(field, answer))
    return {
        "heading": heading,
        "help": section.note,
        "items": items,
        "signers": [_signature(review, sign, on) for sign in section.signers],
    }


def _signature(review: Review, sign: Signer, on: date | None) -> Sheet:
    """The person's own with name and day; who else signs writes both by hand."""
    own = review.person if sign.part == "self" else None
    when = place_and_date(book_of(review.cycle), on if own else None) if sign.dated else ""
    behalf = (sign.behalf.upper(),) if sign.behalf else ()
    return signer(sign.post, own.full_name if own else "", date_line=when, behalf=behalf)


def _item(field: Field, answer: str) -> Sheet:
    label = f"{field.number}. {field.label}" if field.number else field.label
    choices = grade_boxes(answer) if field.type == "level" else []
    return {
        "label": label,
        "help": field.help,
        "text": "" if choices else answer,
        "blank_lines": 0 if choices else BLANK_LINES[field.part],
        "choices_label": "",
        "choices": choices,
    }


def _score_sheet(review: Review, table: ScoreTable) -> Sheet:
    total = score_sum(table, review.scores)

    def number(value: Fraction | None) -> str | None:
        return None if value is None else in_digits(value).replace(",", ".")

    def reason(key: str) -> str:
        entry = review.scores.get(key, {})
        counts = f"{entry['done']}/{entry['of']}" if entry.get("of") else ""
        return "; ".join(part for part in (counts, entry.get("reason", "")) if part)

    columns = ["Tự chấm", "Đơn vị chấm"]
    groups = [
        {
            "number": roman,
            "label": group.title,
            "maximum": number(group.max),
            "scores": [number(total.groups[group.key].points), None],
            "lines": [
                {
                    "number": line.key.removeprefix("c"),
                    "label": line.label,
                    "maximum": number(line.max),
                    "scores": [number(total.lines[line.key].points), None],
                    "reason": reason(line.key),
                }
                for line in table.lines_of(group.key)
            ],
        }
        for roman, group in zip(("I", "II", "III", "IV"), table.groups, strict=False)
    ]
    return {
        "title": table.title.upper(),
        "note": table.code,
        "columns": columns,
        "groups": groups,
        "totals": {"maximum": number(table.max), "scores": [number(total.total), None]},
    }


def sheet_of(review: Review, on: date | None) -> Sheet:
    """A person's self-review or a unit's report, as it stands."""
    return self_review(review, on=on) if review.person_id else unit_report(review, on=on)


def draft_file(review: Review, on: date, extension: str) -> bytes:
    """The paper as it would be printed now."""
    kind = "self-review" if review.person_id else "unit-report"
    return papers.draft_file(kind, review.cycle, sheet_of(review, on), extension)


def prompts_file(sheet: PromptSheet, on: date, extension: str) -> bytes:
    return papers.draft_file("review-prompts", sheet.cycle, review_prompts(sheet, on=on), extension)


def _head(unit: Unit, on: date | None) -> Sheet:
    """Who signs for the unit: the head, or a deputy in the head's place."""
    seat = signing_seat(unit, on)
    return signer(seat.title, seat.person.full_name) if seat else signer("Trưởng đơn vị", "")


def unit_report(review: Review, *, on: date | None) -> Sheet:
    """The unit's report (S-12)."""
    book, unit, answers = book_of(review.cycle), review.unit, review.answers
    year = review.cycle.year
    return {
        "letterhead": unit_letterhead(book, unit.name, number_line=blank_number("BC", unit.code), on=on),
        "year": year,
        "unit": unit.name,
        "addressees": [leaders_called(unit.agency_id), *gathered_by(unit.agency_id, but=unit)],
        "opening": (
            f"Căn cứ kết quả thực hiện nhiệm vụ được giao năm {year}, tập thể {unit.name} kiểm điểm, tự đánh giá, "
            "xếp loại chất lượng với các nội dung chủ yếu sau:"
        ),
        **collective_review(review.cycle, review.subject_id, book.form(review.form), answers),
        "grades": grade_boxes(answers.get("own_grade", "")),
        "adoption": None,
        "signer": _head(unit, on),
        "recipients": ["Như trên", kept(unit.code)],
        "draft": False,
    }


def collective_review(cycle: Cycle, subject_id: int, form: Form, answers: Mapping[str, str]) -> Sheet:
    """Sections A.I to A.VI of a collective's review, a unit's or the leadership's."""
    earlier = shortcomings_before(cycle, [subject_id])
    matters = "; ".join(prompt.text for prompt in prompts_for(cycle, subject_id))
    strengths = next(section for section in form.sections if section.key == REPORT_STRENGTHS)
    return {
        "achievements": [
            {"title": field.label, "text": answers.get(field.key, "")} for field in strengths.fields
        ],
        "weaknesses": answers.get("shortcomings", ""),
        "causes": answers.get("causes", ""),
        "remedied": [{"shortcoming": row.text, "how": row.remedy, "level": row.degree} for row in earlier],
        "remedied_text": answers.get("remedied", ""),
        "explanations": [{"matter": matters, "text": answers["prompted"]}] if answers.get("prompted") else [],
        "responsibility": answers.get("responsibility", ""),
        "directions": answers.get("direction", ""),
    }


def review_prompts(sheet: PromptSheet, *, on: date | None) -> Sheet:
    """The unit's review prompts to HCQT (S-5)."""
    book, unit = book_of(sheet.cycle), sheet.unit
    names = subject_names(sheet.cycle, unit)
    return {
        "letterhead": unit_letterhead(book, unit.name, number_line=blank_number("BC", unit.code), on=on),
        "year": sheet.cycle.year,
        "unit": unit.name,
        "addressees": gathered_by(unit.agency_id, but=unit) or [leaders_called(unit.agency_id)],
        "opening": (
            f"Thực hiện Kế hoạch kiểm điểm, đánh giá, xếp loại năm {sheet.cycle.year}, {unit.name} gửi nội dung gợi ý "
            "kiểm điểm đối với tập thể, cá nhân như sau:"
        ),
        "prompts": [
            {
                "subject": names.get(prompt.subject_id, ""),
                "kind": "Tập thể" if prompt.subject_id == unit.subject_id else "Cá nhân",
                "matter": prompt.text,
                "ground": "",
            }
            for prompt in sheet.prompts.all()
        ],
        "signer": _head(unit, on),
        "recipients": ["Như trên", kept(unit.code)],
        "draft": False,
    }
