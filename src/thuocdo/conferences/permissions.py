from thuocdo.assemblies import permissions as assemblies
from thuocdo.assemblies.permissions import may_write_down
from thuocdo.cycle.models import Cycle, Step
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Conference
from .queries import level_ballot, level_of


def may_call(cycle: Cycle, by: Actor, step: Step) -> list[Finding]:
    """HCQT or the Chief calls it, once in the year."""
    return assemblies.may_call(Conference, cycle, by, step)


def may_prepare(conference: Conference, by: Actor) -> list[Finding]:
    """Who belongs and who is there stands from the moment a ballot is drawn up for those present."""
    return assemblies.may_prepare(conference, by) or _voting(conference)


def _voting(conference: Conference) -> list[Finding]:
    """A ballot runs, or it has given a level."""
    ballot = level_ballot(conference)
    if ballot is None or (ballot.state == "sealed" and level_of(ballot) is None):
        return []
    return [Finding("conference.voting")]


def may_hold(conference: Conference, by: Actor) -> list[Finding]:
    """One ballot at a time; another only where the last was void or gave no level."""
    return may_write_down(conference, by) or _voting(conference)


def may_recount(conference: Conference, by: Actor) -> list[Finding]:
    counted = [] if level_ballot(conference) else [Finding("conference.no_ballot")]
    return may_write_down(conference, by) or counted
