"""Open, cast, close. A cast leaves a tick and a ballot, in one transaction and with nothing that joins them."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.queries import book_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import Actor

from ..belenios.ballot import check_ballot
from ..belenios.formats import Defect
from ..keys import receipt
from ..models import Ballot, Cast, Line
from ..permissions import may, may_cast, may_extend
from ..queries import election_of, sealed_election, ticks
from ..rules import Layout, Way, too_few_ballots
from ..states import BALLOT, OPEN
from .rewriting import forget_order


def _locked(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=ballot.pk)


@transaction.atomic
def open_ballot(ballot: Ballot, *, by: Actor) -> None:
    ballot = _locked(ballot)
    refuse_if(may("open", ballot, by))
    ballot.state = BALLOT.move(ballot.state, "open")
    ballot.opened_at = by.at
    ballot.save(update_fields=["state", "opened_at"])
    record("ballot.opened", by=by, on=ballot)


class Accepted(NamedTuple):
    """What the voter takes home: it shows that a ballot is in the box, and nothing of what it holds."""

    tracker: str
    receipt: str


def cast_ballot(ballot: Ballot, words: str, *, by: Actor) -> Accepted:
    """Put an encrypted ballot into the box and tick the name; both or neither, and nothing in the record.

    The same words again, from a name that is ticked, get the same receipt.
    """
    refuse_if(may_cast(ballot, by))
    election = election_of(ballot)
    if election is None:
        raise Refused([Finding("ballot.not_open")])
    try:  # before the transaction: it takes a quarter of a second for thirty names
        checked = check_ballot(sealed_election(election), words.encode())
    except (Defect, UnicodeError) as defect:
        raise Refused([Finding("ballot.invalid")]) from defect
    credential = sha256(str(checked.credential).encode()).hexdigest()
    with transaction.atomic():
        if _locked(ballot).state != OPEN:
            raise Refused([Finding("ballot.not_open")])
        inside = Cast.objects.filter(pk=checked.tracker, ballot=ballot).exists()
        if ballot.voters.filter(person=by.person_id, voted=False).update(voted=True):
            used = inside or Cast.objects.filter(ballot=ballot, credential=credential).exists()
            refuse_if([Finding("ballot.invalid")] if used else [])
            Cast.objects.bulk_create(
                [Cast(tracker=checked.tracker, ballot=ballot, credential=credential, words=words)]
            )
        elif not inside:
            raise Refused([Finding("ballot.voted_already")])
    return Accepted(checked.tracker, receipt(election.uuid, checked.tracker))


@transaction.atomic
def cast_simple(ballot: Ballot, choices: Sequence[Sequence[int]], *, by: Actor) -> None:
    """The simple way: the choice is added to the sums and kept nowhere else."""
    refuse_if(may_cast(ballot, by))
    ballot = _locked(ballot)
    refuse_if([] if ballot.way == Way.SIMPLE and ballot.state == OPEN else [Finding("ballot.not_open")])
    lines = list(ballot.lines.all())
    _mark(lines, ballot, choices)
    if not ballot.voters.filter(person=by.person_id, voted=False).update(voted=True):
        raise Refused([Finding("ballot.voted_already")])
    Line.objects.bulk_update(lines, ["agree", "disagree", "blank"])


def _mark(lines: Sequence[Line], ballot: Ballot, choices: Sequence[Sequence[int]]) -> None:
    """Add one slip's marks to the sums; refused where they are no valid answer."""
    layout = Layout(ballot.layout)
    if layout.chooses:
        marks = choices[0] if len(choices) == 1 else ()
        valid = (
            len(marks) == len(lines) and set(marks) <= {0, 1} and ballot.least <= sum(marks) <= ballot.most
        )
        answers = [[mark] for mark in marks]
    else:
        width = 3 if layout == Layout.OPINION else 2
        valid = len(choices) == len(lines) and all(
            len(one) == width and set(one) <= {0, 1} and sum(one) == 1 for one in choices
        )
        answers = [list(one) for one in choices]
    refuse_if([] if valid else [Finding("ballot.invalid")])
    for line, answer in zip(lines, answers, strict=True):
        agree, disagree, blank = (*answer, 0, 0)[:3]
        line.agree, line.disagree, line.blank = (
            line.agree + agree,
            line.disagree + disagree,
            line.blank + blank,
        )


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: Actor) -> None:
    """No more ballots come; the order in which they came is forgotten (the rows are written anew)."""
    ballot = _locked(ballot)
    refuse_if(may("close", ballot, by))
    ballot.state = BALLOT.move(ballot.state, "close")
    ballot.closed_at = by.at
    ballot.collected = ballot.valid = ticks(ballot)
    simple = ballot.way == Way.SIMPLE
    few = _too_few(ballot)
    if simple and not few:
        ballot.state = BALLOT.move(ballot.state, "count")
    ballot.save(update_fields=["state", "closed_at", "collected", "valid"])
    forget_order(ballot)
    record("ballot.closed", by=by, on=ballot, collected=ballot.collected, issued=ballot.issued)


@transaction.atomic
def extend_ballot(ballot: Ballot, *, reason: str, by: Actor) -> None:
    """Too few came and nothing was opened: the tellers let the others vote."""
    ballot = _locked(ballot)
    refuse_if(may_extend(ballot, by), reason_missing(reason))
    ballot.state = BALLOT.move(ballot.state, "extend")
    ballot.closed_at = None
    ballot.save(update_fields=["state", "closed_at"])
    record("ballot.extended", by=by, on=ballot, reason=reason)


def _too_few(ballot: Ballot) -> list[Finding]:
    least = book_of(ballot.cycle)["ballot/electronic"]
    return too_few_ballots(ballot.collected, least["count"], least.source)
