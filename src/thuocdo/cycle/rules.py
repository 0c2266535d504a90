"""Terms of the plan. Pure."""

from datetime import date

from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.findings import Finding

REASON_LIMIT = 2_000  # characters


def reason_missing(reason: str) -> list[Finding]:
    """A change to what was planned carries its reason (S-32), one that people can read."""
    if not reason.strip():
        return [Finding("cycle.reason_missing")]
    if len(reason) > REASON_LIMIT:
        return [Finding("cycle.reason_too_long", facts={"length": len(reason), "limit": REASON_LIMIT})]
    return []


def wrong_term(kind: str, start: date | None, day: date | None, year: int) -> list[Finding]:
    """A term needs its day, a window both ends in order, and both near the year that is reviewed."""
    if day is None or (kind == DueKind.WINDOW and start is None):
        return [Finding("cycle.term_incomplete")]
    if kind == DueKind.WINDOW and start and start > day:
        return [Finding("cycle.term_backwards", facts={"start": start, "day": day})]
    if not year <= day.year <= year + 1:
        return [Finding("cycle.term_far_off", facts={"day": day, "year": year})]
    return []


def extended(due: Due | None, until: date | None) -> Due | None:
    """The term with an extension: the later of the two last days."""
    return Due(DueKind.BY, until) if due and until and until > due.last_day else due
