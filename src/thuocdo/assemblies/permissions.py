from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Assembly
from .states import ASSEMBLY, CLOSED, OPEN

NOT_YOURS = Finding("assembly.not_yours")


def may_lead(cycle: Cycle, by: Actor) -> list[Finding]:
    """The Chief, whoever stands in for the Chief, and HCQT."""
    leads = by.heads_agency or by.coordinates
    return [] if leads and cycle.agency_id == by.agency_id else [NOT_YOURS]


def may_call(kind: type[Assembly], cycle: Cycle, by: Actor, step: Step) -> list[Finding]:
    """Once in the year, until its step of the plan is closed."""
    called = [Finding("assembly.called")] if kind.objects.filter(cycle=cycle).exists() else []
    return may_lead(cycle, by) or called + step_closed(step)


def may_run(assembly: Assembly, by: Actor) -> list[Finding]:
    """Who may lead it, who presides, and the secretary."""
    runs = by.person_id in (assembly.chair_id, assembly.secretary_id)
    return [] if runs and assembly.cycle.agency_id == by.agency_id else may_lead(assembly.cycle, by)


def may_prepare(assembly: Assembly, by: Actor) -> list[Finding]:
    """Who is called and who is there, before it and while it lasts."""
    ended = [Finding("assembly.closed")] if assembly.state == CLOSED else []
    return may_run(assembly, by) or ended


def may_write_down(assembly: Assembly, by: Actor) -> list[Finding]:
    return may_run(assembly, by) or not_open(assembly)


def not_open(assembly: Assembly) -> list[Finding]:
    """Why nothing is said or written down: it has not begun, or it has ended."""
    ended = assembly.state == CLOSED
    return [] if assembly.state == OPEN else [Finding("assembly.closed" if ended else "assembly.not_open")]


def may_open(assembly: Assembly, by: Actor) -> list[Finding]:
    return may_run(assembly, by) or ASSEMBLY.lacking(assembly.state, "open")


def may_close(assembly: Assembly, by: Actor) -> list[Finding]:
    return may_run(assembly, by) or ASSEMBLY.lacking(assembly.state, "close")


def may_reopen(assembly: Assembly, by: Actor) -> list[Finding]:
    """With a reason: what was stated and issued stays, and is replaced by what follows."""
    return may_run(assembly, by) or ASSEMBLY.lacking(assembly.state, "reopen")
