"""Numbers drawn for papers."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.office.queries import Actor

from ..models import Number, Paper


def number_or_404(by: Actor, pk: int) -> Number:
    return get_object_or_404(
        Number.objects.select_related("series", "paper"), pk=pk, paper__agency=by.agency_id
    )


def standing_number(paper: Paper) -> Number | None:
    """The number that the paper bears today."""
    return paper.numbers.select_related("series").filter(cancelled_at=None).first()


def numbers_of(paper: Paper) -> QuerySet[Number]:
    """Every number ever drawn for the paper, cancelled ones too."""
    return paper.numbers.select_related("series").order_by("drawn_at", "id")


def awaiting_number(by: Actor) -> QuerySet[Paper]:
    """Standing papers with room for a number and none drawn."""
    drawn = Number.objects.filter(cancelled_at=None).values("paper")
    rows = Paper.objects.filter(agency=by.agency_id, is_current=True).exclude(symbol="").exclude(pk__in=drawn)
    return rows.select_related("unit").defer("sheet").order_by("unit__order", "id")


def register_listed(by: Actor, year: int, kind: str, words: str) -> QuerySet[Number]:
    """The register of a year, newest number first within each series; `words` are sought in number and title."""
    rows = Number.objects.filter(series__agency=by.agency_id, series__year=year)
    if kind:
        rows = rows.filter(paper__kind=kind)
    if words:
        rows = rows.filter(Q(line__icontains=words) | Q(paper__title__icontains=words))
    return (
        rows.select_related("series", "paper__unit").defer("paper__sheet").order_by("series__key", "-number")
    )


def register_years(by: Actor) -> list[int]:
    """Years in which numbers were drawn, newest first."""
    years = Number.objects.filter(series__agency=by.agency_id).values_list("series__year", flat=True)
    return sorted({*years, by.on.year}, reverse=True)
