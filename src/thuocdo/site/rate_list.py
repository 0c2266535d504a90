"""The rating engine over a spreadsheet: one row a person, columns named as the vocabulary of facts names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from thuocdo.kernel.spreadsheet import DayNotUnderstood, Row, read_day
from thuocdo.kernel.vi_text import clean_line, fold
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book
from thuocdo.law.facts import FACTS, BadFacts, read_facts
from thuocdo.ratings.rules import Outcome, Rater, Verdict
from thuocdo.ratings.rules.sentences import LEVELS, VERDICTS, said, title_of

from .cap_list import new_sheet, table_text
from .grade_lists import HEADINGS, ListUnusable, level_of, open_table, problem_told

_LISTED = ("name", "post", "unit", "level")
_MORE: dict[str, tuple[str, ...]] = {
    "staff_kind": ("Loại nhân sự", "Đối tượng", "Loại"),
    "leads": ("Lãnh đạo, quản lý", "Giữ chức vụ"),
    "head": ("Người đứng đầu",),
    "worked_months": ("Số tháng làm việc", "Tháng công tác", "Số tháng công tác"),
    "absent_months": ("Số tháng nghỉ",),
    "leave_kinds": ("Loại nghỉ",),
    "disciplines": ("Ngày kỷ luật", "Kỷ luật"),
    "degradation": ("Suy thoái",),
    "criteria_common": ("Tiêu chí chung",),
    "criteria_leading": ("Tiêu chí lãnh đạo",),
    "tasks_assigned": ("Nhiệm vụ được giao", "Số nhiệm vụ được giao"),
    "tasks_done": ("Nhiệm vụ hoàn thành", "Số nhiệm vụ hoàn thành"),
    "tasks_ok": ("Nhiệm vụ đúng hạn, chất lượng", "Đúng tiến độ, chất lượng"),
    "tasks_high": ("Nhiệm vụ hiệu quả cao", "Hiệu quả cao"),
    "tasks_exceeded": ("Nhiệm vụ vượt mức", "Vượt mức"),
    "score": ("Điểm", "Tổng điểm"),
    "unit_level": ("Mức của đơn vị",),
}
RATE_HEADINGS: dict[str, tuple[str, ...]] = {name: HEADINGS[name] for name in _LISTED} | {
    name: tuple(dict.fromkeys((name, fact.title, *_MORE.get(name, ())))) for name, fact in FACTS.items()
}
_WORDS = {
    "staff_kind": {
        "can bo": "cadre",
        "cong chuc": "civil_servant",
        "vien chuc": "public_employee",
        "nguoi lao dong": "contract_worker",
        "nld": "contract_worker",
        "hop dong": "contract_worker",
    },
    "criteria_common": {"tot": "well", "thuc hien tot": "well", "dap ung": "met", "khong dap ung": "not_met"},
    "leave_kinds": {
        "thai san": "maternity",
        "om": "sick",
        "nghi om": "sick",
        "khong luong": "unpaid",
        "hoc": "study",
    },
}
_WORDS["criteria_leading"] = _WORDS["criteria_common"]
_YES = {"co": True, "x": True, "khong": False, "0": False}
COLUMNS = (
    "Dòng",
    "Họ và tên",
    "Đơn vị",
    "Kết luận",
    "Mức cao nhất",
    "Đề nghị",
    "Vì sao",
    "Căn cứ",
    "Cần thêm",
)


@dataclass(frozen=True)
class RatedRow:
    """One person of the list."""

    row: int
    name: str
    unit: str
    proposed: Grade | None
    outcome: Outcome

    @property
    def too_high(self) -> bool:
        """Proposed above the highest lawful level, or proposed at all where nobody may be rated."""
        if self.proposed is None or self.outcome.verdict in (Verdict.CANNOT_SAY, Verdict.NEEDS_DECISION):
            return False
        return self.outcome.level is None or self.proposed.rank < self.outcome.level.rank

    @property
    def settled(self) -> bool:
        return (
            self.outcome.verdict in (Verdict.RATED, Verdict.CAPPED, Verdict.NOT_RATED) and not self.too_high
        )


def rate_list(path: Path, book: Book, *, axis: str) -> list[RatedRow]:
    """Every row through the engine. Raises `ListUnusable` with every reason."""
    table = open_table(path, RATE_HEADINGS, ["name"])
    rater, problems, rated = Rater(book), [*table.problems], []
    common = {"subject": "person", "axis": axis, "year": int(book.edition), "decided_on": book.on}
    for row in table.rows:
        try:
            facts = read_facts(common | _facts(row, table.columns))
            proposed = level_of(row.text("level"))
        except BadFacts as error:
            problems += [row.problem("", "list.fact_unusable", why=why) for why in error.problems]
            continue
        except ValueError:
            problems.append(row.problem("level", "list.level_unknown", value=row.text("level")))
            continue
        name, unit = clean_line(row.text("name")), clean_line(row.text("unit") or row.section)
        rated.append(RatedRow(row.number, name, unit, proposed, rater.rate(facts)))
    if problems:
        raise ListUnusable([problem_told(problem) for problem in problems])
    if not rated:
        raise ListUnusable([f"{path.name}: danh sách không có ai"])
    return rated


def _facts(row: Row, columns: Mapping[str, object]) -> dict[str, Any]:
    """The facts of a row; an empty cell is a fact not known."""
    return {name: _fact(name, row) for name in columns if name in FACTS and row.text(name)}


def _fact(name: str, row: Row) -> Any:
    text = row.text(name)
    kind, word = FACTS[name].kind, fold(text)
    if name == "disciplines":
        return [] if word in ("khong", "0", "-") else [{"effective_on": _day(name, row)}]
    if kind == "date":
        return _day(name, row)
    if kind == "yes":
        return _YES.get(word, text)
    if kind in ("words", "numbers"):
        parts = [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
        known = _WORDS.get(name, {})
        return [] if word == "khong" else [known.get(fold(part), part) for part in parts]
    if kind == "word":
        return _word(name, text)
    return text


def _word(name: str, text: str) -> str:
    if FACTS[name].scale[-1] == Grade.EXCELLENT:
        try:
            return level_of(text) or text
        except ValueError:
            return text
    return _WORDS.get(name, {}).get(fold(text), text)


def _day(name: str, row: Row) -> date | str:
    try:
        day = read_day(row[name], latest_year=date.max.year)
    except DayNotUnderstood:
        return row.text(name)
    return day if isinstance(day, date) else row.text(name)


def result_row(rated: RatedRow) -> list[str]:
    """One row as texts, for the terminal and the workbook."""
    outcome = rated.outcome
    verdict = "Đề nghị cao hơn mức được phép" if rated.too_high else VERDICTS[outcome.verdict]
    reasons = [finding for finding in outcome.trace if finding.code != "rating.regime"] or list(outcome.trace)
    return [
        str(rated.row),
        rated.name,
        rated.unit,
        verdict + (" (cần xác nhận)" if outcome.to_confirm else ""),
        LEVELS[outcome.level] if outcome.level else "",
        LEVELS[rated.proposed] if rated.proposed else "",
        said(reasons[-1]),
        str(reasons[-1].source or ""),
        "; ".join(map(title_of, outcome.needs)),
    ]


def report(rows: Sequence[RatedRow]) -> str:
    """What the terminal shows."""
    short = [[text[:48] for text in result_row(row)] for row in rows]
    settled = sum(row.settled for row in rows)
    return f"{table_text([COLUMNS, *short])}\n\n{settled} trên {len(rows)} người có kết luận rõ và đề nghị phù hợp."


def write_workbook(path: Path, rows: Sequence[RatedRow]) -> None:
    """The whole reasoning as XLSX, every step a line."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7EDF3"})
        sheet = new_sheet(book, "Kết quả", COLUMNS, (6, 28, 28, 28, 30, 30, 60, 40, 50), head)
        steps = new_sheet(
            book,
            "Từng bước",
            ("Dòng", "Họ và tên", "Bước", "Căn cứ", "Trạng thái"),
            (6, 28, 90, 44, 14),
            head,
        )
        line = 0
        for number, rated in enumerate(rows, 1):
            for column, text in enumerate(result_row(rated)):
                sheet.write_string(number, column, text)
            for finding in rated.outcome.trace:
                line += 1
                source = finding.source
                texts = (
                    str(rated.row),
                    rated.name,
                    said(finding),
                    str(source or ""),
                    source.status if source else "",
                )
                for column, text in enumerate(texts):
                    steps.write_string(line, column, text)
