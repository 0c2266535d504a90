from thuocdo.cycle.models import Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Dossier
from .states import DOSSIER


def may_hand_over(dossier: Dossier, by: Actor, step: Step) -> list[Finding]:
    """Who leads the unit hands its dossier to HCQT (II.2.d)."""
    if dossier.unit_id not in by.leads or dossier.cycle.agency_id != by.agency_id:
        return [Finding("dossier.not_yours")]
    return DOSSIER.lacking(dossier.state, "hand_over") or step_closed(step)


def _ours(dossier: Dossier, by: Actor) -> list[Finding]:
    ours = by.coordinates and dossier.cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_accept(dossier: Dossier, by: Actor) -> list[Finding]:
    return _ours(dossier, by) or DOSSIER.lacking(dossier.state, "accept")


def may_return(dossier: Dossier, by: Actor) -> list[Finding]:
    return _ours(dossier, by) or DOSSIER.lacking(dossier.state, "return")
