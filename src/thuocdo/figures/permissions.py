from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.kernel.findings import Finding
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from .models import FigurePart
from .states import PART, WRITABLE


def may_request(cycle: Cycle, by: Actor) -> list[Finding]:
    """HCQT asks the units (II.3.a)."""
    ours = by.coordinates and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_see_all(cycle: Cycle, by: Actor) -> list[Finding]:
    """HCQT puts the parts together, the head of the agency reads them."""
    sees = by.coordinates or by.heads_agency
    return [] if sees and cycle.agency_id == by.agency_id else [Finding("office.not_yours")]


def may_write(cycle: Cycle, unit: Unit, part: FigurePart, by: Actor) -> list[Finding]:
    """Who leads the unit answers for it."""
    if unit.pk not in by.leads or cycle.agency_id != by.agency_id:
        return [Finding("figures.not_yours")]
    return [] if part.state in WRITABLE else [Finding("figures.not_now")]


def may_send(cycle: Cycle, unit: Unit, part: FigurePart, step: Step, by: Actor) -> list[Finding]:
    return may_write(cycle, unit, part, by) or step_closed(step)


def may_return(part: FigurePart, by: Actor) -> list[Finding]:
    return may_request(part.request.cycle, by) or PART.lacking(part.state, "return")
