"""Checking answers against a form, and adding up a score sheet. Exact fractions; nothing is guessed.

Answers map a field key to text. Score entries map a line key to texts: `points` and `reason` for a judged
line, `points` (all or half) for a full-or-half line, `done` and `of` for a measured one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.vi_text import clean_line
from thuocdo.kernel.words import Grade

from .book import Band, Book, Field, Form, Rule, ScoreGroup, ScoreLine, ScoreTable
from .facts import GRADE_WORDS as LOWEST_FIRST

GRADE_WORDS = LOWEST_FIRST[::-1]  # best first, as a form lists them
LONGEST = 20_000  # for a field that sets no limit of its own
Answers = Mapping[str, Any]
Entry = Mapping[str, Any]
Entries = Mapping[str, Entry]


def first_match(rule: Rule, facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The first row whose `when` holds; a list means "one of". None where no row fits."""
    for row in rule["rows"]:
        if all(_fits(facts.get(key), wanted) for key, wanted in row["when"].items()):
            return row
    return None


def _fits(have: Any, wanted: Any) -> bool:
    return have in wanted if isinstance(wanted, Sequence) and not isinstance(wanted, str) else have == wanted


@dataclass(frozen=True)
class Chosen:
    """The form of one person, and why."""

    form: str
    score_table: str
    framework: str  # act whose framework the table follows
    why: str
    source: Citation
    also: tuple[str, ...] = ()  # further forms that the same person fills in beside it


def form_for(
    book: Book, *, staff_kind: str, party_member: bool, leads: bool, unit_kind: str, post_role: str = ""
) -> Chosen | None:
    """Which form this person fills in (II.1); None where no row of the book fits."""
    facts = {
        "staff_kind": str(staff_kind),
        "party_member": party_member,
        "leads": leads,
        "unit_kind": str(unit_kind),
        "post_role": str(post_role),
    }
    row = first_match(book["review/form_for"], facts)
    if row is None:
        return None
    source = Citation(**row["source"])
    return Chosen(
        row["form"],
        row.get("score_table", ""),
        row.get("framework", ""),
        row["why"],
        source,
        tuple(row.get("also", ())),
    )


def blank_answers(form: Form, part: str = "self", leads: bool = True) -> dict[str, str]:
    """An empty answer for each thing asked."""
    return {field.key: "" for field in form.asked(part, leads)}


def missing_answers(form: Form, answers: Answers, *, leads: bool = True, part: str = "self") -> list[Finding]:
    """Every required field without an answer: `review.answer_missing`."""
    lacking = [f for f in form.asked(part, leads) if f.required and not _given(answers.get(f.key))]
    return [_finding("review.answer_missing", form, field) for field in lacking]


def invalid_answers(form: Form, answers: Answers, *, leads: bool = True, part: str = "self") -> list[Finding]:
    """Answers that do not fit: unknown keys, too long, not one of the words, not a date, not a number."""
    asked = {field.key: field for field in form.asked(part, leads)}
    strangers = [key for key in answers if key not in asked]
    found = [Finding("review.answer_unknown", form.source, {"field": key}) for key in strangers]
    for key, field in asked.items():
        if _given(answers.get(key)):
            found += _defects(form, field, answers[key])
    return found


def _given(value: Any) -> bool:
    return value is not None and clean_line(str(value)) != ""


def _finding(code: str, form: Form, field: Field, **facts: Any) -> Finding:
    return Finding(code, form.source, {"field": field.key, "label": field.label, **facts})


def _defects(form: Form, field: Field, value: Any) -> list[Finding]:
    if not isinstance(value, str):
        return [_finding("review.answer_not_text", form, field)]
    limit = field.max_chars or LONGEST
    if len(value) > limit:
        return [_finding("review.answer_too_long", form, field, have=len(value), limit=limit)]
    code = _TYPE_CHECKS.get(field.type, lambda value: "")(value)
    return [_finding(code, form, field)] if code else []


def _date_defect(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "review.answer_not_date"
    return ""


_TYPE_CHECKS = {
    "grade4": lambda value: "" if value in GRADE_WORDS else "review.answer_not_choice",
    "level": lambda value: "" if value in tuple(Grade) else "review.answer_not_choice",
    "date": _date_defect,
    "number": lambda value: "" if exact(value) is not None else "review.answer_not_number",
}


def exact(value: Any) -> Fraction | None:
    """A number as typed ("4,5", "4.5", 4) without rounding; None where it is none."""
    if isinstance(value, bool) or value is None or isinstance(value, float):
        return None
    try:
        return Fraction(str(value).strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None


def in_digits(value: Fraction, places: int = 2) -> str:
    """Vietnamese digits, cut off (never rounded up) after `places`: 22,5."""
    whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    tail = f",{rest:0{places}}".rstrip("0").rstrip(",") if places else ""
    return f"{'-' if value < 0 and (whole or rest) else ''}{whole}{tail}"


@dataclass(frozen=True)
class LineScore:
    """What one line earns. `max` is None where nothing was assigned: the line is taken out of its group."""

    key: str
    points: Fraction | None  # None: not scored yet
    max: Fraction | None


@dataclass(frozen=True)
class GroupScore:
    key: str
    points: Fraction
    max: Fraction
    word: str  # grade word suggested for the group; empty while a line is open


@dataclass(frozen=True)
class ScoreSum:
    """The sum of a sheet. `suggests` is a suggestion only, never a decision; empty while a line is open."""

    lines: Mapping[str, LineScore]
    groups: Mapping[str, GroupScore]
    total: Fraction
    max: Fraction
    open_lines: tuple[str, ...]
    suggests: str


def score_sum(table: ScoreTable, entries: Entries) -> ScoreSum:
    """Add a sheet up: unassigned lines leave their group, which is rescaled to its full weight."""
    lines = {line.key: line_score(line, entries.get(line.key, {})) for line in table.lines}
    groups = {group.key: _group_score(table, group, lines) for group in table.groups}
    open_lines = tuple(key for key, line in lines.items() if line.points is None)
    total = sum((group.points for group in groups.values()), Fraction(0))
    suggests = "" if open_lines else word_for(table.total_bands, total)
    return ScoreSum(lines, groups, total, table.max, open_lines, suggests)


def word_for(bands: Sequence[Band], value: Fraction) -> str:
    """The first band (best first) that the value reaches."""
    return next((band.word for band in bands if value >= band.at_least), bands[-1].word)


def line_score(line: ScoreLine, entry: Entry) -> LineScore:
    """The points of one line: as given, or measured (share × max)."""
    if line.kind == "M":
        return _measured(line, entry)
    return LineScore(line.key, exact(entry.get("points")), line.max)


def _measured(line: ScoreLine, entry: Entry) -> LineScore:
    done, assigned = exact(entry.get("done")), exact(entry.get("of"))
    if assigned == 0:
        full = line.when_none == "full"
        return LineScore(line.key, line.max if full else Fraction(0), line.max if full else None)
    if done is None or assigned is None:
        return LineScore(line.key, None, line.max)
    return LineScore(line.key, line.max * min(Fraction(1), done / assigned), line.max)


def _group_score(table: ScoreTable, group: ScoreGroup, lines: Mapping[str, LineScore]) -> GroupScore:
    own = [lines[line.key] for line in table.lines_of(group.key)]
    asked = sum((line.max for line in own if line.max is not None), Fraction(0))
    earned = sum((line.points for line in own if line.points is not None), Fraction(0))
    points = earned * group.max / asked if asked else Fraction(0)
    done = all(line.points is not None for line in own)
    word = word_for(table.word_bands, points / group.max) if done and asked else ""
    return GroupScore(group.key, points, group.max, word)


def invalid_scores(table: ScoreTable, entries: Entries) -> list[Finding]:
    """Entries that do not fit their line: out of range, off the step, impossible counts, no reason."""
    known = {line.key: line for line in table.lines}
    found = [
        Finding("score.line_unknown", table.source, {"line": key}) for key in entries if key not in known
    ]
    for key, line in known.items():
        if key in entries:
            found += _entry_defects(table, line, entries[key])
    return found


def missing_scores(table: ScoreTable, entries: Entries) -> list[Finding]:
    """Lines without a score yet: `score.line_open`."""
    lines = {line.key: line for line in table.lines}
    return [
        _line_finding("score.line_open", table, lines[key]) for key in score_sum(table, entries).open_lines
    ]


def _line_finding(code: str, table: ScoreTable, line: ScoreLine, **facts: Any) -> Finding:
    return Finding(code, table.source, {"line": line.key, "label": line.label, **facts})


def _entry_defects(table: ScoreTable, line: ScoreLine, entry: Entry) -> list[Finding]:
    if line.kind == "M":
        return _count_defects(table, line, entry)
    if not _given(entry.get("points")):
        return []
    points = exact(entry["points"])
    if line.kind == "H":
        wrong = points not in (line.max, line.max / 2)
        return [_line_finding("score.not_full_or_half", table, line, max=line.max)] if wrong else []
    return _judged_defects(table, line, points, entry)


def _count_defects(table: ScoreTable, line: ScoreLine, entry: Entry) -> list[Finding]:
    given = {key: entry[key] for key in ("done", "of") if _given(entry.get(key))}
    counts = {key: exact(value) for key, value in given.items()}
    if any(count is None or count < 0 or count.denominator != 1 for count in counts.values()):
        return [_line_finding("score.count_not_whole", table, line)]
    if len(counts) == 2 and counts["done"] > counts["of"]:  # type: ignore[operator]
        return [
            _line_finding("score.done_over_assigned", table, line, **{k: int(v) for k, v in given.items()})
        ]
    return []


def _judged_defects(
    table: ScoreTable, line: ScoreLine, points: Fraction | None, entry: Entry
) -> list[Finding]:
    if points is None or not 0 <= points <= line.max:
        return [_line_finding("score.out_of_range", table, line, max=line.max)]
    found = []
    if (points / table.step).denominator != 1:
        found.append(_line_finding("score.off_step", table, line, step=table.step))
    if points < line.max and not _given(entry.get("reason")):
        found.append(_line_finding("score.reason_missing", table, line, max=line.max))
    return found
