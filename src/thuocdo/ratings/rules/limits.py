"""What the law leaves of a person's grade before anyone proposes one: time worked, leave, discipline. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book

MATERNITY = "maternity"


@dataclass(frozen=True)
class Away:
    """Leave, with its first and last day."""

    kind: str
    start: date
    end: date


@dataclass(frozen=True)
class YearFacts:
    """What the office knows of a person's year."""

    year: int
    joined_on: date | None
    away: tuple[Away, ...] = ()
    disciplined_on: tuple[date, ...] = ()

    @property
    def kinds_away(self) -> set[str]:
        return {leave.kind for leave in self.away}


def whole_months(start: date, end: date) -> int:
    """Full months from the first to the last day, both included."""
    after = end + timedelta(days=1)
    return (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)


def months_away(facts: YearFacts, apart_from: Sequence[str] = ()) -> int:
    """Full months of leave within the year, kinds left out not counted."""
    first, last = date(facts.year, 1, 1), date(facts.year, 12, 31)
    return sum(
        whole_months(max(leave.start, first), min(leave.end, last))
        for leave in facts.away
        if leave.kind not in apart_from and leave.start <= last and leave.end >= first
    )


def months_worked(facts: YearFacts) -> int:
    """Full months of the year in service, leave taken off."""
    first, last = date(facts.year, 1, 1), date(facts.year, 12, 31)
    start = max(facts.joined_on, first) if facts.joined_on else first
    return max(whole_months(start, last) - months_away(facts), 0) if start <= last else 0


def too_short_to_rate(facts: YearFacts, book: Book) -> list[Finding]:
    """Điều 2 khoản 3 Nghị định 90/2020/NĐ-CP: reviewed, not rated."""
    rule = book["rating/eligibility"]
    worked, needed = months_worked(facts), rule["months"]
    if worked >= needed or facts.kinds_away & set(rule["except"]):
        return []
    return [Finding("rating.too_short", rule.source, {"worked": worked, "needed": needed})]


def ceilings(facts: YearFacts, book: Book) -> list[tuple[Grade, Finding]]:
    """The highest grade that each special case leaves, with its clause."""
    found = []
    rule = book["rating/leave_ceiling"]
    away = months_away(facts, rule["except"])
    if rule["from_months"] <= away < rule["below_months"]:
        found.append((Grade(rule["max"]), Finding("rating.leave_ceiling", rule.source, {"months": away})))
    if facts.disciplined_on:
        source = book["rating/discipline"].source
        found.append(
            (Grade.UNSATISFACTORY, Finding("rating.disciplined", source, {"day": facts.disciplined_on[0]}))
        )
    return found


def over_limit(facts: YearFacts, grade: Grade | None, book: Book) -> list[Finding]:
    """Why this grade may not be proposed; a person without a grade is always in order."""
    if grade is None:
        return []
    return too_short_to_rate(facts, book) + [
        finding for highest, finding in ceilings(facts, book) if grade.rank < highest.rank
    ]
