from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Consultation
from .queries import runs_it
from .states import CONSULTATION, OPEN

NOT_YOURS = Finding("consultation.not_yours")


def may_see_board(cycle: Cycle, by: Actor) -> list[Finding]:
    """Whoever runs the meeting, and leaders for the units in their charge."""
    in_charge = bool(by.charges) and cycle.agency_id == by.agency_id
    return [] if in_charge else may_run(cycle, by)


def may_run(cycle: Cycle, by: Actor) -> list[Finding]:
    """The Chief concludes, or whoever presides in the Chief's place; HCQT writes it down."""
    return [] if runs_it(cycle, by) and cycle.agency_id == by.agency_id else [NOT_YOURS]


def may_call(cycle: Cycle, by: Actor, step: Step) -> list[Finding]:
    called = [Finding("consultation.called")] if Consultation.objects.filter(cycle=cycle).exists() else []
    return may_run(cycle, by) or called + step_closed(step)


def may_prepare(consultation: Consultation, by: Actor) -> list[Finding]:
    """Before and during the meeting: who is called, who is there."""
    ended = [Finding("consultation.closed")] if CONSULTATION.may(consultation.state, "reopen") else []
    return may_run(consultation.cycle, by) or ended


def may_open(consultation: Consultation, by: Actor) -> list[Finding]:
    return may_run(consultation.cycle, by) or CONSULTATION.lacking(consultation.state, "open")


def may_write_down(consultation: Consultation, by: Actor) -> list[Finding]:
    open_now = [] if consultation.state == OPEN else [Finding("consultation.not_open")]
    return may_run(consultation.cycle, by) or open_now


def may_move(consultation: Consultation, subject: int, by: Actor) -> list[Finding]:
    """Nobody moves the card of oneself, whatever the office."""
    own = [Finding("consultation.own_card")] if subject == by.person.subject_id else []
    return may_write_down(consultation, by) or own


def may_give_opinion(consultation: Consultation, unit: int, speaker: int, by: Actor) -> list[Finding]:
    """Whoever runs the meeting writes down every opinion; a leader writes the own one on a unit in charge."""
    if unit in by.charges and speaker == by.person_id and consultation.cycle.agency_id == by.agency_id:
        return [] if consultation.state == OPEN else [Finding("consultation.not_open")]
    return may_write_down(consultation, by)


def may_close(consultation: Consultation, by: Actor) -> list[Finding]:
    return may_run(consultation.cycle, by) or CONSULTATION.lacking(consultation.state, "close")


def may_reopen(consultation: Consultation, by: Actor) -> list[Finding]:
    return may_run(consultation.cycle, by) or CONSULTATION.lacking(consultation.state, "reopen")
