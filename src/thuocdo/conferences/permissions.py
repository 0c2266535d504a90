from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Conference
from .queries import level_ballot, level_of
from .states import CLOSED, CONFERENCE, OPEN

NOT_YOURS = Finding("conference.not_yours")


def may_call(cycle: Cycle, by: Actor, step: Step) -> list[Finding]:
    """HCQT calls it, once in the year."""
    if not by.coordinates or cycle.agency_id != by.agency_id:
        return [NOT_YOURS]
    called = [Finding("conference.called")] if Conference.objects.filter(cycle=cycle).exists() else []
    return called + step_closed(step)


def may_run(conference: Conference, by: Actor) -> list[Finding]:
    """HCQT, whoever chairs, and the secretary."""
    runs = by.coordinates or by.person_id in (conference.chair_id, conference.secretary_id)
    return [] if runs and conference.cycle.agency_id == by.agency_id else [NOT_YOURS]


def may_prepare(conference: Conference, by: Actor) -> list[Finding]:
    """Who belongs and who is there stands from the moment a ballot is drawn up for those present."""
    ended = [Finding("conference.closed")] if conference.state == CLOSED else []
    return may_run(conference, by) or ended or _voting(conference)


def _voting(conference: Conference) -> list[Finding]:
    """A ballot runs, or it has given a level."""
    ballot = level_ballot(conference)
    if ballot is None or (ballot.state == "sealed" and level_of(ballot) is None):
        return []
    return [Finding("conference.voting")]


def may_open(conference: Conference, by: Actor) -> list[Finding]:
    return may_run(conference, by) or CONFERENCE.lacking(conference.state, "open")


def may_write_down(conference: Conference, by: Actor) -> list[Finding]:
    open_now = [] if conference.state == OPEN else [Finding("conference.not_open")]
    return may_run(conference, by) or open_now


def may_hold(conference: Conference, by: Actor) -> list[Finding]:
    """One ballot at a time; another only where the last was void or gave no level."""
    return may_write_down(conference, by) or _voting(conference)


def may_recount(conference: Conference, by: Actor) -> list[Finding]:
    counted = [] if level_ballot(conference) else [Finding("conference.no_ballot")]
    return may_write_down(conference, by) or counted


def may_close(conference: Conference, by: Actor) -> list[Finding]:
    return may_run(conference, by) or CONFERENCE.lacking(conference.state, "close")


def may_reopen(conference: Conference, by: Actor) -> list[Finding]:
    """HCQT, with a reason: what was stated and issued stays, and is replaced by what follows."""
    ours = by.coordinates and conference.cycle.agency_id == by.agency_id
    return CONFERENCE.lacking(conference.state, "reopen") if ours else [NOT_YOURS]
