"""A term in Vietnamese words. The four kinds of deadline keep their own words (plan, III.1)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.kernel.dues import Due, DueKind, DueState


def _short(day: date, on: date) -> str:
    """dd/mm, with the year only when it is not the year of `on`."""
    return f"{day:%d/%m}" if day.year == on.year else f"{day:%d/%m/%Y}"


def due_term(due: Due, on: date) -> str:
    """The term itself: "trước ngày 20/11", "từ ngày 12/12 đến ngày 15/12"."""
    day = _short(due.day, on)
    match due.kind:
        case DueKind.BEFORE:
            return _("trước ngày %(day)s") % {"day": day}
        case DueKind.BY:
            return _("chậm nhất ngày %(day)s") % {"day": day}
        case DueKind.EXPECTED:
            return _("dự kiến ngày %(day)s") % {"day": day}
        case DueKind.WINDOW:
            assert due.start  # a window has a start (kernel)
            return _("từ ngày %(start)s đến ngày %(day)s") % {
                "start": _short(due.start, on),
                "day": day,
            }


def due_left(due: Due, on: date) -> str:
    """How the term stands on a day: "còn 3 ngày", "hôm nay là hạn cuối", "trễ 2 ngày"."""
    left = due.days_left(on)
    match due.state(on):
        case DueState.NOT_YET:
            assert due.start  # only a window is not yet open
            days = (due.start - on).days
            return ngettext("bắt đầu sau %(n)d ngày", "bắt đầu sau %(n)d ngày", days) % {"n": days}
        case DueState.LATE:
            return ngettext("trễ %(n)d ngày", "trễ %(n)d ngày", -left) % {"n": -left}
        case DueState.LAST_DAY if due.kind is DueKind.EXPECTED:
            return _("hôm nay")
        case DueState.LAST_DAY:
            return _("hôm nay là hạn cuối")
        case _:
            return ngettext("còn %(n)d ngày", "còn %(n)d ngày", left) % {"n": left}
