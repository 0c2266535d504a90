"""Levels as plain values, for pages with everybody on them: a row of the database for each would cost too much."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from thuocdo.cycle.models import Cycle
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.law.book import Book

from ..models import ComparableGroup, Rating
from ..rules.cap import headroom
from .groups import GroupCount, cap_of


class Level(NamedTuple):
    """What is stated of a subject at one stage; an empty grade: not rated."""

    grade: str
    score: str
    reason: str


def levels_of(
    cycle: Cycle, stages: Iterable[Stage], subjects: Iterable[int] | QuerySet | None = None
) -> dict[int, dict[str, Level]]:
    """By subject and stage, on the axis that the cap counts: of people the State's, of units the collective."""
    rows = Rating.objects.filter(cycle=cycle, is_current=True, stage__in=list(stages)).exclude(
        axis=Axis.PARTY
    )
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    found: dict[int, dict[str, Level]] = defaultdict(dict)
    for subject, stage, *level in rows.values_list("subject_id", "stage", "grade", "score", "reason"):
        found[subject][stage] = Level(*level)
    return found


def count_in(group: ComparableGroup, levels: Iterable[str | None], book: Book) -> GroupCount:
    """A group of `groups_of` against its cap, with one level for each member; None: nobody said yet."""
    levels = list(levels)
    counts = dict(Counter(Grade(level) for level in levels if level))
    cap = cap_of(group, book)
    return GroupCount(
        group, len(levels), counts, headroom(counts, cap), cap, sum(level is None for level in levels)
    )
