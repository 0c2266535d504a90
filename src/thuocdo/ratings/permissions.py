from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor


def may_form_groups(cycle: Cycle, by: Actor) -> list[Finding]:
    """The agency defines its comparable groups; HCQT enters them."""
    ours = by.coordinates and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_try(cycle: Cycle, by: Actor) -> list[Finding]:
    """HCQT and the chief try other proposals; it names people of every unit."""
    ours = (by.coordinates or by.is_chief) and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_decide(cycle: Cycle, by: Actor) -> list[Finding]:
    """The head of the agency decides (II.4)."""
    ours = by.is_chief and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_score(cycle: Cycle, unit: Unit, by: Actor) -> list[Finding]:
    """Who leads the unit scores its people by period; HCQT enters what was sent in."""
    ours = unit.agency_id == by.agency_id == cycle.agency_id
    return [] if ours and (unit.pk in by.leads or by.coordinates) else [Finding("office.not_yours")]


def may_approve_groups(cycle: Cycle, by: Actor) -> list[Finding]:
    """The head of the agency approves its comparable groups."""
    ours = by.is_chief and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("rating.not_yours")]


def may_see_groups(cycle: Cycle, by: Actor) -> list[Finding]:
    """HCQT, the chief and who leads a unit: the cap spans units."""
    sees = by.coordinates or by.is_chief or bool(by.leads or by.charges)
    return [] if sees and cycle.agency_id == by.agency_id else [Finding("office.not_yours")]
