"""Grades as they stand, and all that were ever stated."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from thuocdo.cycle.models import Cycle
from thuocdo.kernel.words import Axis, Stage

from ..models import Rating

ByAxis = dict[Axis, dict[int, dict[str, Rating]]]
# A decision that is being prepared is nobody's to see but of those who prepare it (`deciding`).
SAID = ~Q(stage=Stage.DECIDED) | Q(announced_at__isnull=False)


def grades_of(
    cycle: Cycle, subjects: Iterable[int] | None = None, axis: Axis = Axis.STATE
) -> dict[int, dict[str, Rating]]:
    """Current ratings by subject and stage."""
    rows = Rating.objects.filter(SAID, cycle=cycle, axis=axis, is_current=True)
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    found: dict[int, dict[str, Rating]] = defaultdict(dict)
    for row in rows:
        found[row.subject_id][row.stage] = row
    return found


def grades_by_axis(cycle: Cycle, subjects: Iterable[int], *, drafts: bool = False) -> ByAxis:
    """Current ratings by axis, subject and stage; one query. `drafts`: with decisions still being prepared."""
    found: ByAxis = {axis: defaultdict(dict) for axis in Axis}
    said = Q() if drafts else SAID
    for row in Rating.objects.filter(said, cycle=cycle, is_current=True, subject__in=list(subjects)):
        found[Axis(row.axis)][row.subject_id][row.stage] = row
    return found


def ledger_of(cycle: Cycle, subject_id: int) -> QuerySet[Rating]:
    """Every grade ever stated for the subject this year, oldest first."""
    return Rating.objects.filter(SAID, cycle=cycle, subject=subject_id).order_by("id")
