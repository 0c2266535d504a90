"""The four kinds of deadline that a plan uses. They are different facts.

"trước ngày" (before) ends the day before; "chậm nhất ngày" (by) includes the day; "dự kiến ngày"
(expected) names a day that may move; "từ … đến …" (window) has two ends.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DueKind(StrEnum):
    BEFORE = "before"
    BY = "by"
    EXPECTED = "expected"
    WINDOW = "window"


class DueState(StrEnum):
    """How a term stands on a given day, for something not yet done."""

    NOT_YET = "not_yet"  # a window that has not opened
    AHEAD = "ahead"
    SOON = "soon"
    LAST_DAY = "last_day"
    LATE = "late"


SOON_DAYS = 3
SATURDAY = 5  # of date.weekday()


def working_days_after(day: date, number: int) -> date:
    """The last of so many working days after the day; weekends apart, for no calendar of holidays is kept."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


@dataclass(frozen=True)
class Due:
    """A term of the plan. `start` only for a window."""

    kind: DueKind
    day: date
    start: date | None = None

    def __post_init__(self) -> None:
        if (self.kind is DueKind.WINDOW) != (self.start is not None):
            raise ValueError("a window, and only a window, has a start")
        if self.start and self.start > self.day:
            raise ValueError("a window ends before it starts")

    @property
    def last_day(self) -> date:
        """The last day on which the thing is in time."""
        return self.day - timedelta(days=1) if self.kind is DueKind.BEFORE else self.day

    def days_left(self, on: date) -> int:
        """Whole days from `on` to the last day; negative when late."""
        return (self.last_day - on).days

    def state(self, on: date) -> DueState:
        left = self.days_left(on)
        if self.start and on < self.start:
            return DueState.NOT_YET
        if left < 0:
            return DueState.LATE
        if left == 0:
            return DueState.LAST_DAY
        return DueState.SOON if left <= SOON_DAYS else DueState.AHEAD
