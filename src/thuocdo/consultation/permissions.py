from thuocdo.assemblies import permissions as assemblies
from thuocdo.assemblies.permissions import may_lead, may_write_down, not_open
from thuocdo.cycle.models import Cycle, Step
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Consultation
from .queries import consultation_of


def may_call(cycle: Cycle, by: Actor, step: Step) -> list[Finding]:
    """The Chief calls it, or whoever stands in, or HCQT."""
    return assemblies.may_call(Consultation, cycle, by, step)


def may_see_board(cycle: Cycle, by: Actor) -> list[Finding]:
    """Whoever runs the meeting, and leaders for the units in their charge."""
    in_charge = bool(by.charges) and cycle.agency_id == by.agency_id
    return [] if in_charge else may_run(cycle, by)


def may_run(cycle: Cycle, by: Actor) -> list[Finding]:
    """The Chief concludes, or whoever presides in the Chief's place; HCQT and the secretary write it down."""
    lacking = may_lead(cycle, by)
    near = (
        by.leads_agency or by.in_coordinating_unit
    )  # who else presides or writes; others are not asked about
    called = consultation_of(cycle) if lacking and near else None
    return assemblies.may_run(called, by) if called else lacking


def may_move(consultation: Consultation, subject: int, by: Actor) -> list[Finding]:
    """Nobody moves the card of oneself or of the unit led, whatever the office."""
    own = [Finding("consultation.own_card")] if subject in by.judged_by_others else []
    return may_write_down(consultation, by) or own


def may_give_opinion(consultation: Consultation, unit: int, speaker: int, by: Actor) -> list[Finding]:
    """Whoever runs the meeting writes down every opinion; a leader writes the own one on a unit in charge."""
    if unit in by.charges and speaker == by.person_id and consultation.cycle.agency_id == by.agency_id:
        return not_open(consultation)
    return may_write_down(consultation, by)
