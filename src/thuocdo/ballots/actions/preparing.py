from collections.abc import Mapping, Sequence
from random import SystemRandom

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import Actor

from ..keys import destroy_key
from ..models import Ballot, Line, Teller, Voter
from ..permissions import may
from ..queries import TELLERS, election_of, ways_in
from ..rules import Layout, Way, too_few_voters
from ..states import BALLOT


@transaction.atomic
def prepare_ballot(
    cycle: Cycle,
    unit: Unit,
    title: str,
    lines: Mapping[str, tuple[str, str]],
    *,
    layout: Layout = Layout.TITLES,
    way: Way = Way.PAPER,
    rule: str = "",
    choose: tuple[int, int] = (1, 1),
    chair: Person,
    secretary: Person,
    voters: Sequence[Person],
    tellers: Sequence[Person],
    summoned: int = 0,
    members: int = 0,
    occasion: str = "",
    place: str = "",
    stands_alone: bool = False,
    by: Actor,
) -> Ballot:
    """A slip with one line for each key -> (label, post), for `voters`, who are present.

    `rule` names what passes in the pinned book; `choose` how many lines a slip may choose, where it chooses.
    """
    book = book_of(cycle)
    least = book["ballot/electronic"]
    people = list(dict.fromkeys(tellers))
    wanted = TELLERS if way == Way.ELECTRONIC else 2
    refuse_if(
        [] if way in ways_in(book) else [Finding("ballot.way_not_allowed", book["ballot/ways"].source)],
        [] if lines else [Finding("ballot.no_lines")],
        []
        if layout != Layout.CHOICE or 0 < choose[0] <= choose[1] <= len(lines)
        else [Finding("ballot.wrong_choice")],
        too_few_voters(len(voters), least["count"], least.source) if way != Way.PAPER else [],
        [Finding("ballot.three_tellers")] if way == Way.ELECTRONIC and len(people) != wanted else [],
        [Finding("ballot.tellers_lacking")] if way != Way.ELECTRONIC and len(people) < wanted else [],
    )
    ballot = Ballot.objects.create(
        cycle=cycle,
        unit=unit,
        title=title,
        occasion=occasion,
        place=place,
        layout=layout,
        way=way,
        rule=rule,
        least=choose[0],
        most=choose[1],
        chair=chair,
        secretary=secretary,
        stands_alone=stands_alone,
        members=members or summoned or len(voters),
        summoned=summoned or len(voters),
        present=len(voters),
    )
    Line.objects.bulk_create(
        Line(ballot=ballot, key=key, label=label, post=post, order=order)
        for order, (key, (label, post)) in enumerate(lines.items())
    )
    Teller.objects.bulk_create(
        Teller(ballot=ballot, person=person, index=index) for index, person in enumerate(people, 1)
    )
    if way != Way.PAPER:
        roll = list(voters)
        SystemRandom().shuffle(roll)  # the order of the rows says nothing, now or after they are ticked
        Voter.objects.bulk_create(Voter(ballot=ballot, person=person) for person in roll)
    record("ballot.prepared", by=by, on=ballot, way=way, lines=len(lines), voters=len(voters))
    return ballot


@transaction.atomic
def void_ballot(ballot: Ballot, *, reason: str, by: Actor) -> None:
    """End it without a result: a key is lost, or it must be held anew. What was cast is never opened."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=ballot.pk)
    refuse_if(may("void", ballot, by), reason_missing(reason))
    ballot.state = BALLOT.move(ballot.state, "void")
    ballot.save(update_fields=["state"])
    if election := election_of(ballot):
        election.key_gone_at = by.at
        election.save(update_fields=["key_gone_at"])
        transaction.on_commit(lambda: destroy_key(election.uuid))
    record("ballot.voided", by=by, on=ballot, reason=reason)
