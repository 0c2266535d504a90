from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Ballot, Teller
from .rules import Way
from .states import BALLOT, CLOSED, OPEN, SEALED

NOT_YOURS = Finding("ballot.not_yours")


def _ours(ballot: Ballot, by: Actor) -> bool:
    return bool(ballot.cycle.agency_id == by.agency_id)


def may_run(ballot: Ballot, by: Actor) -> list[Finding]:
    """The chair, the secretary, who leads the unit; HCQT where the ballot is the agency's own."""
    runs = (
        by.person_id in (ballot.chair_id, ballot.secretary_id)
        or ballot.unit_id in by.leads
        or (ballot.stands_alone and by.coordinates)
    )
    return [] if runs and _ours(ballot, by) else [NOT_YOURS]


def may(verb: str, ballot: Ballot, by: Actor) -> list[Finding]:
    """Whether who runs the ballot may move it on now."""
    return may_run(ballot, by) or BALLOT.lacking(ballot.state, verb)


def may_freeze(ballot: Ballot, by: Actor) -> list[Finding]:
    """Not on paper; and in the electronic way not before three codes were tried."""
    if found := may("freeze", ballot, by):
        return found
    if ballot.way == Way.PAPER:
        return [Finding("ballot.not_now")]
    untried = [one.person.full_name for one in ballot.tellers.all() if not one.tried_at]
    wanted = ballot.way == Way.ELECTRONIC and untried
    return [Finding("ballot.codes_untried", facts={"names": ", ".join(untried)})] if wanted else []


def may_extend(ballot: Ballot, by: Actor) -> list[Finding]:
    """Too few came, and no sum was opened."""
    opened = any(one.opening for one in ballot.tellers.all())
    few = ballot.collected < book_of(ballot.cycle)["ballot/electronic"]["count"]
    return may("extend", ballot, by) or ([] if few and not opened else [Finding("ballot.not_now")])


def may_prepare_alone(by: Actor) -> list[Finding]:
    """HCQT holds the ballots that are no point of a meeting."""
    return [] if by.coordinates else [Finding("office.not_yours")]


def may_tell(ballot: Ballot, by: Actor) -> list[Finding]:
    """A teller of this ballot, and nobody in the teller's place."""
    told = any(teller.person_id == by.person_id for teller in ballot.tellers.all())
    return [] if told and _ours(ballot, by) else [NOT_YOURS]


def may_enter(teller: Teller, by: Actor) -> list[Finding]:
    return [] if teller.person_id == by.person_id else [NOT_YOURS]


def may_cast(ballot: Ballot, by: Actor) -> list[Finding]:
    """Whose name is on the roll, while the ballot is open. Whether it is ticked, the cast itself asks."""
    if ballot.way == Way.PAPER or not ballot.voters.filter(person=by.person_id).exists():
        return [NOT_YOURS]
    return [] if ballot.state == OPEN else [Finding("ballot.not_open")]


def may_look_up(ballot: Ballot, by: Actor) -> list[Finding]:
    """The board and the archive: who voted, counts or runs; not before closing (the order of coming would tell)."""
    known = (
        not may_run(ballot, by)
        or not may_tell(ballot, by)
        or ballot.voters.filter(person=by.person_id).exists()
    )
    if not (known and _ours(ballot, by)):
        return [NOT_YOURS]
    shown = ballot.way == Way.ELECTRONIC and ballot.closed_at and ballot.state != OPEN
    return [] if shown else [Finding("ballot.board_not_yet")]


def may_open_sums(ballot: Ballot, by: Actor) -> list[Finding]:
    closed = [] if ballot.state == CLOSED else [Finding("ballot.not_now")]
    return may_tell(ballot, by) or closed


def may_recount(ballot: Ballot, by: Actor) -> list[Finding]:
    """On paper, and where no meeting guards its own."""
    if found := may_run(ballot, by):
        return found
    again = ballot.way == Way.PAPER and ballot.stands_alone and ballot.state == SEALED
    return [] if again else [Finding("ballot.not_now")]
