"""Points by month or quarter, with the mean of the year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.law.forms import in_digits

from ..models import PeriodScore

NUMBERS: dict[str, int] = {PeriodScore.Kind.MONTH: 12, PeriodScore.Kind.QUARTER: 4}


def scored_by_period(cycle: Cycle) -> bool:
    """Whether the law of the year asks for points by month or quarter."""
    return "rating/period_score" in book_of(cycle)


def period_scores_of(cycle: Cycle, subjects: Iterable[int]) -> dict[int, dict[int, PeriodScore]]:
    """By subject and number of the period; one query."""
    found: dict[int, dict[int, PeriodScore]] = defaultdict(dict)
    for row in PeriodScore.objects.filter(cycle=cycle, subject__in=list(subjects)):
        found[row.subject_id][row.number] = row
    return found


def told_points(scores: Mapping[int, PeriodScore], kind: str) -> dict[int, str]:
    """One person's points as the page shows them, by number of the period; empty for none."""
    rows = {number: scores.get(number) for number in range(1, NUMBERS[kind] + 1)}
    return {
        number: in_digits(Fraction(row.points)) if row and row.kind == kind else ""
        for number, row in rows.items()
    }


def points_of(scores: dict[int, PeriodScore]) -> tuple[Fraction, ...]:
    """The points of the periods that have any, in order."""
    return tuple(Fraction(scores[number].points) for number in sorted(scores))
