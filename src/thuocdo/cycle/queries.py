from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime

from thuocdo.audit.models import Event
from thuocdo.audit.queries import trail_of
from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.findings import Citation
from thuocdo.law.book import Book
from thuocdo.law.explain import Doubt, doubts
from thuocdo.law.search import Entry, entries
from thuocdo.office.queries import Actor, name_of

from .models import Confirmation, Cycle, Extension, Guidance, PinnedBook, Reminder, Step
from .rules import extended


def current_cycle(agency_id: int) -> Cycle | None:
    """The newest year of the agency."""
    return Cycle.objects.filter(agency=agency_id).order_by("-year").first()


def cycle_or_404(actor: Actor) -> Cycle:
    cycle = current_cycle(actor.agency_id)
    return cycle or get_object_or_404(Cycle, pk=0)


@lru_cache(maxsize=32)
def book_with(digest: str) -> Book:
    """The pinned book; read once per process."""
    return Book.from_json(PinnedBook.objects.get(digest=digest).book)


def book_of(cycle: Cycle) -> Book:
    """The edition pinned into the cycle."""
    return book_with(cycle.pinned_id)


@lru_cache(maxsize=32)
def _doubts(digest: str) -> tuple[Doubt, ...]:
    return tuple(doubts(book_with(digest)))


def doubts_of(cycle: Cycle) -> tuple[Doubt, ...]:
    """Everything in the year's book whose original text nobody had read when it was pinned."""
    return _doubts(cycle.pinned_id)


@lru_cache(maxsize=32)
def _entries(digest: str) -> dict[str, Entry]:
    return entries(book_with(digest))


def entries_of(cycle: Cycle) -> dict[str, Entry]:
    """Every rule of the year's book in words, by key."""
    return _entries(cycle.pinned_id)


def confirmations_of(cycle: Cycle) -> dict[str, Confirmation]:
    """What was read in the original since, by `Doubt.ident`."""
    return {row.key: row for row in Confirmation.objects.filter(cycle=cycle)}


def checked_sources(agency_id: int) -> dict[Citation, date]:
    """Citations of the newest year that were in doubt and are confirmed wherever they stand, with the day."""
    newest = Cycle.objects.filter(agency=agency_id).order_by("-year").values("pk")[:1]
    rows = list(Confirmation.objects.filter(cycle__in=newest).select_related("cycle"))
    if not rows:
        return {}
    days = {row.key: localtime(row.at).date() for row in rows}
    standing: dict[Citation, list[date | None]] = {}
    for doubt in doubts_of(rows[0].cycle):
        standing.setdefault(doubt.source, []).append(days.get(doubt.ident))
    return {source: max(filter(None, found)) for source, found in standing.items() if all(found)}


def steps_of(cycle: Cycle) -> QuerySet[Step]:
    return cycle.steps.order_by("order")


def step_of(cycle: Cycle, key: str) -> Step:
    return Step.objects.get(cycle=cycle, key=key)


def step_or_404(actor: Actor, key: str) -> Step:
    return get_object_or_404(Step.objects.select_related("cycle"), cycle=cycle_or_404(actor), key=key)


def extended_terms(step: Step) -> list[tuple[str, Extension]]:
    """Who has a later term, by name, with the extension."""
    rows = step.extensions.select_related("subject__person", "subject__unit").order_by("day", "id")
    return [(name_of(row.subject), row) for row in rows]


def moves_of(step: Step) -> list[tuple[Event, Due | None, Due | None]]:
    """Who did what to the step; where its term was moved, from and to."""
    return [
        (event, _told_due(event.facts.get("before")), _told_due(event.facts.get("after")))
        for event in trail_of(step)
    ]


def _told_due(told: str | None) -> Due | None:
    """A term as `change_due` leaves it in the record: kind, start, day."""
    kind, start, day = (told or "  ").split(" ")
    return (
        Due(DueKind(kind), date.fromisoformat(day), date.fromisoformat(start) if start else None)
        if kind
        else None
    )


def guidance_of(step: Step) -> QuerySet[Guidance]:
    """What the head of the agency answered on this step, for everyone."""
    return Guidance.objects.filter(step=step)


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
