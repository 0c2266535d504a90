"""How the demo's people vote: on slips that two tellers count, or encrypted, with three tellers' codes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thuocdo.ballots.actions import (
    cast_ballot,
    close_ballot,
    enter_count,
    freeze_ballot,
    hand_in_round,
    open_ballot,
    open_sums,
    seal_result,
    try_code,
)
from thuocdo.ballots.actions.opening import sums_of
from thuocdo.ballots.belenios.ballot import make_ballot
from thuocdo.ballots.belenios.tally import partial_decryption
from thuocdo.ballots.belenios.tellers import Teller as Code
from thuocdo.ballots.belenios.tellers import new_code
from thuocdo.ballots.belenios.trustees import polynomial, unlock, voutput
from thuocdo.ballots.queries import (
    as_it_stands,
    count_of,
    dealt_to,
    sealed_election,
    trial_words,
)
from thuocdo.ballots.rules import LineCount
from thuocdo.office.queries import Actor

if TYPE_CHECKING:
    from thuocdo.ballots.models import Ballot, Teller
    from thuocdo.office.models import Person

Marks = Sequence[Sequence[Sequence[int]]]  # by voter, by question, by answer: 1 chosen, 0 not
Acting = Callable[["Person"], Actor]


def count_slips(ballot: "Ballot", against: Mapping[str, int], acting: Acting) -> None:
    """Everybody votes on paper; the first two tellers enter the same figures, each alone."""
    present, standing = ballot.present, count_of(ballot)
    lines = tuple(
        LineCount(line.key, line.label, present - against.get(line.key, 0), against.get(line.key, 0))
        for line in standing.lines
    )
    figures = replace(standing, issued=present, collected=present, valid=present, lines=lines)
    for teller in list(ballot.tellers.all())[:2]:
        enter_count(teller, figures, by=acting(teller.person))


def hold_electronic(
    ballot: "Ballot", choices: Marks, acting: Acting, *, lost: int = 0, by: Actor
) -> "Ballot":
    """The whole way. `choices` of the voters in the order of their keys; `lost`: the teller who comes without the code."""
    codes = make_keys(ballot, acting)
    freeze_ballot(ballot, by=by)
    open_ballot(ballot, by=by)
    cast_all(ballot, choices, acting)
    close_ballot(ballot, by=by)
    for teller in [one for one in as_it_stands(ballot).tellers.all() if one.index != lost][:2]:
        open_sums(teller, opening(teller, codes[teller.index]), by=acting(teller.person))
    seal_result(ballot, by=by)
    return as_it_stands(ballot)


def cast_all(ballot: "Ballot", choices: Marks, acting: Acting) -> None:
    """The first voters cast these."""
    ballot = as_it_stands(ballot)
    sealed = sealed_election(ballot.election)
    voters = ballot.voters.select_related("person").order_by("person")
    for voter, marks in zip(voters, choices, strict=False):
        cast_ballot(
            ballot, make_ballot(sealed, [list(one) for one in marks]).decode(), by=acting(voter.person)
        )


def opening(teller: "Teller", code: Code) -> str:
    """What the teller's browser makes after closing."""
    ballot = as_it_stands(teller.ballot_id)
    certificates = [one.certificate for one in ballot.tellers.all()]
    secret = unlock(code, certificates, teller.share["private_key"])
    sums = sums_of(ballot, ballot.election)
    return partial_decryption(sealed_election(ballot.election), secret, sums).decode()


def make_keys(ballot: "Ballot", acting: Acting) -> dict[int, Code]:
    """Three codes, three rounds, three trials; the codes by place."""
    codes = {teller.index: Code(new_code(), teller.index) for teller in ballot.tellers.all()}

    def each(name: str, make: Callable[[Code, list[Any], "Teller", list["Teller"]], Any]) -> None:
        team = list(as_it_stands(ballot).tellers.all())
        certificates = [one.certificate for one in team]
        for teller in team:
            told = make(codes[teller.index], certificates, teller, team)
            hand_in_round(teller, name, told, by=acting(teller.person))

    each("certificate", lambda code, _certificates, _teller, _team: code.certificate())
    each("polynomial", lambda code, certificates, _teller, _team: polynomial(code, certificates))
    each(
        "share",
        lambda code, certificates, teller, team: voutput(code, certificates, dealt_to(teller, team)),
    )
    for teller in as_it_stands(ballot).tellers.all():
        signed = codes[teller.index].signed({"trial": trial_words(ballot)})
        try_code(teller, signed, by=acting(teller.person))
    return codes
