from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.office.queries import Actor
from thuocdo.papers.models import Paper
from thuocdo.papers.queries import paper_about

from .models import Difficulty
from .states import FORWARDED, RAISED

KIND = "difficulty-answer"


def difficulties_visible_to(actor: Actor) -> QuerySet[Difficulty]:
    """One's own, those of the units led; for HCQT all, for the Chief all that were brought."""
    rows = Difficulty.objects.select_related("cycle", "step", "asker", "unit", "guidance")
    rows = rows.filter(cycle__agency=actor.agency_id)
    if actor.coordinates:
        return rows
    near = Q(asker=actor.person) | Q(unit__in=actor.leads)
    return rows.filter(near | ~Q(state=RAISED)) if actor.heads_agency else rows.filter(near)


def difficulty_or_404(actor: Actor, pk: int) -> Difficulty:
    return get_object_or_404(difficulties_visible_to(actor), pk=pk)


def waiting_for(actor: Actor, cycle: Cycle) -> QuerySet[Difficulty]:
    """What HCQT has to bring, what the Chief has to answer."""
    states = ([RAISED] if actor.coordinates else []) + ([FORWARDED] if actor.heads_agency else [])
    return Difficulty.objects.filter(cycle=cycle, state__in=states).select_related("unit", "step")


def answer_paper(difficulty: Difficulty) -> Paper | None:
    """The letter as it was issued."""
    return paper_about(difficulty.cycle, KIND, difficulty.unit.subject_id, str(difficulty.pk))
