from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from thuocdo.cycle.queries import current_cycle, cycle_or_404, steps_of
from thuocdo.kernel.findings import Finding, Refused
from thuocdo.office.queries import unit_visible_or_404, units_of
from thuocdo.ratings.queries import groups_of, scored_by_period
from thuocdo.reviews.permissions import may_coordinate_reviews
from thuocdo.reviews.queries import reviews_in
from thuocdo.ui.typed import searched

from ..board import board_of
from ..queries import tasks_of
from ..wall import units_on_wall, wall_of
from ..wording import WALL

PER_PAGE = 30  # units of the wall

if TYPE_CHECKING:
    from thuocdo.cycle.models import Cycle
    from thuocdo.office.models import Unit
    from thuocdo.office.queries import Actor


def alive(request: HttpRequest) -> HttpResponse:
    """For whoever watches the machine."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What is mine to do now; beside it the plan with today's line."""
    actor = request.actor
    cycle = current_cycle(actor.agency_id)
    if cycle is None:
        return redirect("cycle:open") if actor.coordinates else render(request, "desks/not_open.html")
    known = list(steps_of(cycle))
    tasks = tasks_of(actor, cycle, {step.key: step for step in known})
    steps = sorted((step for step in known if step.due), key=lambda step: (step.due.last_day, step.order))
    ahead = next((step for step in steps if step.due.last_day >= actor.on), None)
    context = {
        "cycle": cycle,
        "tasks": [task for task in tasks if not task.done],
        "done": [task for task in tasks if task.done],
        "steps": steps[max(steps.index(ahead) - 2, 0) :][:7] if ahead else steps[-3:],
        "first_ahead": ahead,
        "on": actor.on,
        "setting_up": _setting_up(cycle) if actor.coordinates else None,
    }
    return render(request, "desks/desk.html", context)


def _setting_up(cycle: "Cycle") -> dict[str, bool]:
    """What HCQT does once at the start of the year."""
    return {"groups": groups_of(cycle).exists(), "reviews": reviews_in(cycle).exists()}


def _unit_led(actor: "Actor", pk: int) -> "Unit":
    """A unit whose board the actor may see: who leads it or is in charge, HCQT, the chief."""
    of_unit = unit_visible_or_404(actor, pk)
    if not (pk in actor.leads | actor.charges or actor.coordinates or actor.heads_agency):
        raise Refused([Finding("review.not_yours")])
    return of_unit


@require_GET
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """The unit's people and items, its dossier, the cap of each group; for who leads it, HCQT, the chief."""
    actor = request.actor
    of_unit, cycle = _unit_led(actor, unit), cycle_or_404(actor)
    context = {
        "unit": of_unit,
        "board": board_of(cycle, of_unit, actor.on),
        "on": actor.on,
        "leads": of_unit.pk in actor.leads,
        "by_period": scored_by_period(cycle) and (of_unit.pk in actor.leads or actor.coordinates),
        "coordinating": may_coordinate_reviews(cycle, actor),
        "units": list(units_of(actor.agency_id, actor.on)) if actor.coordinates else [],
    }
    return render(request, "desks/unit.html", context)


@require_GET
def why(request: HttpRequest, unit: int, pk: int) -> HttpResponse:
    """Why the law leaves one person of the unit these levels: the facts, the steps, the clauses."""
    of_unit = _unit_led(request.actor, unit)
    rows = board_of(cycle_or_404(request.actor), of_unit, request.actor.on).rows
    row = next((row for row in rows if row.person.pk == pk), None)
    if row is None:
        raise Http404
    return render(request, "desks/why.html", {"unit": of_unit, "row": row})


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """The wall: units down, items across; HCQT and the chief see all, a leader the units in charge of."""
    actor = request.actor
    if not (actor.coordinates or actor.heads_agency or actor.charges):
        raise Refused([Finding("office.not_yours")])
    cycle, words = cycle_or_404(actor), searched(request, "tim")
    lacking = searched(request, "thieu")
    page = Paginator(units_on_wall(cycle, actor, words, lacking), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            (row, [(title, cell) for (_key, title), cell in zip(WALL, row.cells, strict=True)])
            for row in wall_of(cycle, page.object_list, actor.on)
        ],
        "items": WALL,
        "words": words,
        "lacking": lacking,
        "coordinates": actor.coordinates,
    }
    return render(request, "desks/wall.html", context)
