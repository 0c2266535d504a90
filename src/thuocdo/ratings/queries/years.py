"""Ratings over the years with what they give ground for, and the order in which a year's were stated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Axis, Grade, PostRole, Stage
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import head_of, main_posts

from ..models import Rating
from ..rules import consequences, out_of_order
from .ledger import SAID


@dataclass(frozen=True)
class YearOf:
    """What one year says of a person on the state axis: decided, or still the unit's proposal."""

    year: int
    rating: Rating


def years_of(person: Person) -> list[YearOf]:
    """Newest first; a decision before a proposal."""
    rows = Rating.objects.filter(
        SAID,
        subject=person.subject_id,
        axis=Axis.STATE,
        is_current=True,
        stage__in=[Stage.UNIT, Stage.DECIDED],
    ).select_related("cycle")
    last: dict[int, Rating] = {}
    for row in sorted(rows, key=lambda row: row.stage == Stage.DECIDED):
        last[row.cycle.year] = row
    return [YearOf(year, last[year]) for year in sorted(last, reverse=True)]


def flags_of(cycle: Cycle, person: Person, years: list[YearOf], on: date) -> list[Finding]:
    """What the years give ground for, under the law of the cycle: flags, never acts."""
    post = main_posts([person.pk], on).get(person.pk)
    history = {found.year: Grade(found.rating.grade) for found in years if found.rating.grade}
    if not history or max(history) != cycle.year:
        return []
    decided = years[0].rating.stage == Stage.DECIDED
    facts = {
        "staff_kind": person.kind,
        "leads": PostRole(post.role).leads if post else None,
        "decided_on": localtime(years[0].rating.at).date() if decided else book_of(cycle).on,
    }
    return consequences(history, facts, book_of(cycle))


def order_in_unit(cycle: Cycle, unit: Unit, on: date) -> list[Finding]:
    """What was stated before what had to come first: the unit, then its head."""
    head = head_of(unit, on)
    days = {"unit_rating": _day(cycle, unit.subject_id, Axis.COLLECTIVE)}
    days |= {"head_rating": _day(cycle, head.subject_id, Axis.STATE)} if head else {}
    return out_of_order(_known(days), book_of(cycle))


def _day(cycle: Cycle, subject: int, axis: Axis) -> date | None:
    rows = Rating.objects.filter(cycle=cycle, subject=subject, axis=axis, stage=Stage.UNIT, is_current=True)
    at = rows.values_list("at", flat=True).first()
    return localtime(at).date() if at else None


def order_in_agency(cycle: Cycle) -> list[Finding]:
    """State ratings before Party ratings, and before the last day of the law; from what is decided."""
    rows = Rating.objects.filter(cycle=cycle, stage=Stage.DECIDED, is_current=True)
    state = rows.filter(axis=Axis.STATE).order_by("-at").values_list("at", flat=True).first()
    party = rows.filter(axis=Axis.PARTY).order_by("at").values_list("at", flat=True).first()
    days = {
        "state_rating": localtime(state).date() if state else None,
        "party_rating": localtime(party).date() if party else None,
    }
    return out_of_order(_known(days), book_of(cycle))


def _known(days: Mapping[str, date | None]) -> dict[str, date]:
    return {name: day for name, day in days.items() if day}
