from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Cycle, Step


def may_coordinate(by: Actor) -> list[Finding]:
    """Only the coordinating unit runs the plan (III.1)."""
    return [] if by.coordinates else [Finding("office.not_yours")]


def may_open_cycle(by: Actor, year: int) -> list[Finding]:
    taken = Cycle.objects.filter(agency=by.agency_id, year=year).exists()
    return may_coordinate(by) + ([Finding("cycle.already_open", facts={"year": year})] if taken else [])


def may_change_plan(cycle: Cycle, by: Actor) -> list[Finding]:
    return may_coordinate(by) if cycle.agency_id == by.agency_id else [Finding("office.not_yours")]


def may_guide(cycle: Cycle, by: Actor) -> list[Finding]:
    """Guidance for everyone is the word of the head of the agency (III.3)."""
    ours = by.heads_agency and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def step_closed(step: Step) -> list[Finding]:
    """Nothing more is taken in once HCQT has closed the step."""
    return [Finding("cycle.step_closed", facts={"title": step.title})] if step.closed_at else []
