"""Months of the year in service and away, in whole months. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Away:
    """Leave, with its first and last day."""

    kind: str
    start: date
    end: date


def whole_months(start: date, end: date) -> int:
    """Full months from the first to the last day, both included."""
    after = end + timedelta(days=1)
    return (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)


def months_away(year: int, away: Iterable[Away], apart_from: Collection[str] = ()) -> int:
    """Full months of leave within the year, kinds left out not counted."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return sum(
        whole_months(max(leave.start, first), min(leave.end, last))
        for leave in away
        if leave.kind not in apart_from and leave.start <= last and leave.end >= first
    )


def months_worked(year: int, away: Iterable[Away], *, start: date | None, end: date | None = None) -> int:
    """Full months of the year in service, leave taken off.

    `start`: the first day of service, none where it is before anyone remembers; `end`: the first day without.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    start = max(start, first) if start else first
    end = min(end - timedelta(days=1), last) if end else last
    return max(whole_months(start, end) - months_away(year, away), 0) if start <= end else 0
