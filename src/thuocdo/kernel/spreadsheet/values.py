"""What stands in one cell: clean text, and days as people write them."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from ..vi_text import clean_line, day

Value = str | int | float | date | None

_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3654, 73050  # 1910 to 2099; smaller whole numbers can only be years
_YEARS = range(1900, 2100)
_DAY_FIRST = re.compile(
    r"(\d{1,2})\s*[/.\-,\\]+\s*(\d{1,2})\s*[/.\-,\\]+\s*(\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?)?"
)
_IN_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_MONTH_AND_YEAR = re.compile(r"(?:tháng\s+)?(\d{1,2})\s*[/.\-]\s*(\d{4})", re.IGNORECASE)


class DayNotUnderstood(ValueError):
    """The text names no day, or a day that the calendar does not have."""


def letter_of(column: int) -> str:
    """The letter of a column as a spreadsheet shows it; the first is 0 -> "A"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    return clean_line(text)


def value_of(raw: object) -> Value:
    """A cell as the reader gives it, made plain: clean one-line text, whole numbers whole, moments as days."""
    if isinstance(raw, str):
        return _clean(raw) or None
    if isinstance(raw, bool):
        return "x" if raw else None  # a ticked box
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() and abs(raw) < 1e15 else raw
    if isinstance(raw, datetime):
        return raw.date()
    if raw is None or isinstance(raw, int | date):
        return raw
    return _clean(str(raw)) or None


def text_of(value: Value) -> str:
    """The value as it would be typed: a day as dd/mm/yyyy, nothing as ""."""
    if value is None:
        return ""
    return day(value) if isinstance(value, date) else str(value)


def _calendar_day(year: int, month: int, day_of_month: int) -> date:
    if year not in _YEARS:
        raise DayNotUnderstood
    try:
        return date(year, month, day_of_month)
    except ValueError as error:
        raise DayNotUnderstood from error


def _from_number(number: int) -> date | int:
    """A year, the serial number of a day as spreadsheets count, or ddmmyyyy that lost its first zero."""
    if number in _YEARS:
        return number
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _EXCEL_EPOCH + timedelta(days=number)
    digits = str(number).zfill(8)
    if len(digits) == 8 and int(digits[4:]) in _YEARS:
        return _calendar_day(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    if len(digits) == 8:
        return _calendar_day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    raise DayNotUnderstood


def read_day(value: Value, *, latest_year: int) -> date | int:
    """The day a cell names; an `int` where only the year (or month and year) is given.

    Days stand before months, as everywhere in Vietnam. A year of two digits is the last such year not after
    `latest_year`. Raises `DayNotUnderstood`, never guesses: 25/13/1985 is an error, not a month swapped.
    """
    if isinstance(value, date):
        return _calendar_day(value.year, value.month, value.day)
    if isinstance(value, int):
        return _from_number(value)
    if isinstance(value, float):  # a serial with the hour of the day
        return _from_number(int(value)) if value >= _FIRST_SERIAL else _not_understood()
    text = text_of(value).strip(" .'")
    if text.isdecimal() and text.isascii():
        return _from_number(int(text))
    if found := _DAY_FIRST.fullmatch(text):
        first, month, year = (int(part) for part in found.groups())
        return _calendar_day(year if year > 99 else latest_year - (latest_year - year) % 100, month, first)
    if found := _IN_WORDS.fullmatch(text):
        return _calendar_day(int(found[3]), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _calendar_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _calendar_day(int(found[2]), int(found[1]), 1).year
    return _not_understood()


def _not_understood() -> int:
    raise DayNotUnderstood
