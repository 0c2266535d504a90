from collections.abc import Iterable
from functools import lru_cache

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.kernel.dues import Due
from thuocdo.law.book import Book
from thuocdo.office.queries import Actor

from .models import Cycle, Extension, Reminder, Step
from .rules import extended


def current_cycle(agency_id: int) -> Cycle | None:
    """The newest year of the agency, without its book (see `book_of`)."""
    return Cycle.objects.filter(agency=agency_id).defer("book").order_by("-year").first()


def cycle_or_404(actor: Actor) -> Cycle:
    cycle = current_cycle(actor.agency_id)
    return cycle or get_object_or_404(Cycle, pk=0)


@lru_cache(maxsize=32)
def _book(digest: str) -> Book:
    return Book.from_json(Cycle.objects.filter(digest=digest).values_list("book", flat=True)[0])


def book_of(cycle: Cycle) -> Book:
    """The edition pinned into the cycle; read once per process."""
    return _book(cycle.digest)


def steps_of(cycle: Cycle) -> QuerySet[Step]:
    return cycle.steps.order_by("order")


def step_of(cycle: Cycle, key: str) -> Step:
    return Step.objects.get(cycle=cycle, key=key)


def steps_by_key(cycle: Cycle) -> dict[str, Step]:
    return {step.key: step for step in steps_of(cycle)}


def extensions_of(steps: Iterable[Step], subjects: Iterable[int]) -> dict[tuple[int, int], Extension]:
    """By (step, subject)."""
    rows = Extension.objects.filter(step__in=list(steps), subject__in=list(subjects))
    return {(row.step_id, row.subject_id): row for row in rows}


def term_of(step: Step, subject_id: int | None) -> Due | None:
    """The term of the step for this person or unit, extensions included."""
    until = Extension.objects.filter(step=step, subject=subject_id).values_list("day", flat=True).first()
    return extended(step.due, until)


def reminders_of(cycle: Cycle, subjects: Iterable[int]) -> QuerySet[Reminder]:
    return Reminder.objects.filter(cycle=cycle, subject__in=list(subjects)).select_related("step")
