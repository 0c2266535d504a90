from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.kernel.findings import Finding
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from .models import Item, Meeting
from .states import CLOSED, MEETING, OPEN, PLANNED

NOT_YOURS = Finding("meeting.not_yours")


def may_call(cycle: Cycle, unit: Unit, by: Actor, step: Step) -> list[Finding]:
    """Who leads the unit calls its meeting; HCQT that of the leadership as well."""
    calls = unit.pk in by.leads or (by.coordinates and unit.kind == Unit.Kind.LEADERSHIP)
    if unit.agency_id != by.agency_id or not calls:
        return [NOT_YOURS]
    return step_closed(step)


def may_run(meeting: Meeting, by: Actor) -> list[Finding]:
    """The chair, who leads the unit, and the secretary write in the meeting; HCQT in that of the leadership."""
    runs = by.person_id in (meeting.chair_id, meeting.secretary_id) or meeting.unit_id in by.leads
    runs = runs or (by.coordinates and meeting.of_leadership)
    return [] if runs and meeting.cycle.agency_id == by.agency_id else [NOT_YOURS]


def may_invite(meeting: Meeting, by: Actor) -> list[Finding]:
    """Who belongs to it, until the minutes are passed."""
    begun = [] if meeting.state in (PLANNED, OPEN) else [Finding("meeting.not_open")]
    return may_run(meeting, by) or begun


def may_prepare(meeting: Meeting, by: Actor) -> list[Finding]:
    return may_run(meeting, by) or MEETING.lacking(meeting.state, "open")


def may_write_down(meeting: Meeting, by: Actor) -> list[Finding]:
    """While the meeting is open; adopted minutes are not touched."""
    if found := may_run(meeting, by):
        return found
    return [] if meeting.state == OPEN else [Finding("meeting.not_open")]


def may_conclude(item: Item, by: Actor) -> list[Finding]:
    """Who runs the meeting, and who presides over this point of it."""
    started = [] if item.started_at else [Finding("meeting.item_not_started")]
    presides = item.chair_id == by.person_id and item.meeting.state == OPEN
    return ([] if presides else may_write_down(item.meeting, by)) or started


def may_rate(item: Item, by: Actor) -> list[Finding]:
    """Nobody writes what is concluded on oneself, or edits what was said, not even the secretary."""
    own = item.review is not None and item.review.person_id == by.person_id
    return may_conclude(item, by) or ([Finding("meeting.own_item")] if own else [])


def may_close(meeting: Meeting, by: Actor) -> list[Finding]:
    """The chair or who leads the unit closes; the secretary only writes."""
    leads = by.person_id == meeting.chair_id or meeting.unit_id in by.leads
    if not leads or meeting.cycle.agency_id != by.agency_id:
        return [NOT_YOURS]
    return MEETING.lacking(meeting.state, "close")


def may_replace_secretary(meeting: Meeting, by: Actor) -> list[Finding]:
    """Who runs the meeting, or HCQT; a closed meeting has its secretary."""
    ours = by.coordinates and meeting.cycle.agency_id == by.agency_id
    ended = [Finding("meeting.not_open")] if meeting.state == CLOSED else []
    return ([] if ours else may_run(meeting, by)) or ended


def may_reopen(meeting: Meeting, by: Actor) -> list[Finding]:
    """HCQT, with a reason: the papers issued stay and are replaced by new ones."""
    ours = by.coordinates and meeting.cycle.agency_id == by.agency_id
    return (MEETING.lacking(meeting.state, "reopen")) if ours else [Finding("office.not_yours")]
