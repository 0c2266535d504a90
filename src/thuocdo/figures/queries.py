from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.law.book import Rule
from thuocdo.office.models import Unit
from thuocdo.office.queries import rated_units

from .models import FigureField, FigurePart, FigureRequest
from .rules import Asked, Together, disagreements, whole
from .states import SENT

FIGURES_STEP = "unit_figures"


def cutoff_rule(cycle: Cycle) -> Rule | None:
    """As of which day figures are, where the year's law or plan says so."""
    book = book_of(cycle)
    if "deadline/data_cutoff" not in book:
        return None
    return book["deadline/data_cutoff"]


def request_of(cycle: Cycle) -> FigureRequest | None:
    return FigureRequest.objects.select_related("cycle").filter(cycle=cycle).first()


def request_or_404(cycle: Cycle) -> FigureRequest:
    return get_object_or_404(FigureRequest.objects.select_related("cycle"), cycle=cycle)


def asked_in(request: FigureRequest) -> list[tuple[FigureField, Asked]]:
    """Each line as a row, and as the rules look at it."""
    return [
        (field, Asked(str(field.pk), field.title, Together(field.together), field.total))
        for field in request.fields.order_by("order")
    ]


def shown_of(request: FigureRequest | None) -> list[object]:
    """What the page that asks shows of what was asked before."""
    if request is None:
        return []
    lines = request.fields.order_by("order").values_list("title", "measure", "together", "total")
    return [request.cutoff, request.note, *lines]


def part_of(request: FigureRequest, unit: Unit) -> FigurePart:
    """The unit's part; one not yet begun is not a row."""
    found = request.parts.select_related("request__cycle", "author").filter(unit=unit).first()
    return found or FigurePart(request=request, unit=unit)


def parts_of(request: FigureRequest) -> dict[int, FigurePart]:
    """By unit, as far as begun."""
    return {part.unit_id: part for part in request.parts.defer("answers")}


def part_or_404(request: FigureRequest, unit: int) -> FigurePart:
    return get_object_or_404(request.parts.select_related("request__cycle", "unit", "author"), unit=unit)


def units_asked(cycle: Cycle) -> list[Unit]:
    return list(rated_units(cycle.agency_id).filter(closed_on__isnull=True))


@dataclass(frozen=True)
class Line:
    """One figure or text with each unit's part and the whole."""

    field: FigureField
    parts: list[tuple[Unit, FigurePart | None, str]]
    whole: Fraction | None

    @property
    def is_text(self) -> bool:
        return self.field.together == Together.TEXT


@dataclass(frozen=True)
class Merged:
    """All units' parts put together: lines, who has sent, what does not agree."""

    lines: list[Line]
    parts: list[tuple[Unit, FigurePart | None]]
    differing: list[Finding]

    @property
    def numbers(self) -> list[Line]:
        return [line for line in self.lines if not line.is_text]

    @property
    def texts(self) -> list[Line]:
        return [line for line in self.lines if line.is_text]

    @property
    def rows(self) -> list[tuple[Unit, FigurePart | None, list[tuple[Line, str]]]]:
        """The figures as a table: a row for each unit, whose author stands beside it."""
        return [
            (
                unit,
                part if part and part.state == SENT else None,
                [(line, line.parts[at][2]) for line in self.numbers],
            )
            for at, (unit, part) in enumerate(self.parts)
        ]

    @property
    def missing(self) -> list[Unit]:
        return [unit for unit, part in self.parts if part is None or part.state != SENT]


def merged(request: FigureRequest) -> Merged:
    """From what was sent; a draft is its author's alone. Three queries whatever the number of units."""
    units, asked = units_asked(request.cycle), asked_in(request)
    found = {part.unit_id: part for part in request.parts.select_related("author")}
    sent = {pk: part for pk, part in found.items() if part.state == SENT}
    by_unit = {unit.name: sent[unit.pk].answers for unit in units if unit.pk in sent}
    return Merged(
        [_line(field, one, units, sent) for field, one in asked],
        [(unit, found.get(unit.pk)) for unit in units],
        disagreements([one for _field, one in asked], by_unit),
    )


def _line(field: FigureField, one: Asked, units: Sequence[Unit], sent: dict[int, FigurePart]) -> Line:
    parts = [
        (unit, part, part.answers.get(one.key, "") if part else "")
        for unit in units
        for part in [sent.get(unit.pk)]
    ]
    return Line(field, parts, whole(one, {unit.name: text for unit, _part, text in parts}))
