"""How the demo's people vote: on slips that two tellers count, or encrypted, with three tellers' codes."""

from datetime import datetime
from typing import TYPE_CHECKING

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
    teller_of,
    trial_words,
)
from thuocdo.ballots.rules import LineCount
from thuocdo.office.queries import Actor

if TYPE_CHECKING:
    from thuocdo.ballots.models import Ballot, Teller

    from .live import Story

Marks = list[list[list[int]]]  # by voter, by line: agree, disagree


def count_slips(story: "Story", ballot: "Ballot", against: dict[str, int], moment: datetime) -> None:
    """Everybody votes on paper; the first two tellers enter the same figures, each alone."""
    standing, present = count_of(ballot), ballot.present
    lines = tuple(
        LineCount(line.key, line.label, present - against.get(line.key, 0), against.get(line.key, 0))
        for line in standing.lines
    )
    figures = {"issued": present, "collected": present, "valid": present, "lines": lines}
    for teller in list(ballot.tellers.all())[:2]:
        enter_count(
            teller, type(standing)(**vars(standing) | figures), by=story.acting(teller.person, moment)
        )


def hold_electronic(
    story: "Story", ballot: "Ballot", choices: Marks, moment: datetime, *, lost: int = 0, by: Actor
) -> "Ballot":
    """The whole ceremony. `lost`: the place of a teller who comes to the opening without the code."""
    codes = _make_keys(story, ballot, moment)
    freeze_ballot(ballot, by=by)
    open_ballot(ballot, by=by)
    ballot = as_it_stands(ballot)
    sealed = sealed_election(ballot.election)
    for voter, marks in zip(ballot.voters.select_related("person").order_by("person"), choices, strict=True):
        words = make_ballot(sealed, marks).decode()
        cast_ballot(ballot, words, by=story.acting(voter.person, moment))
    close_ballot(ballot, by=by)
    ballot = as_it_stands(ballot)
    sums = sums_of(ballot, ballot.election)
    certificates = [teller.certificate for teller in ballot.tellers.all()]
    for teller in [one for one in ballot.tellers.all() if one.index != lost][:2]:
        secret = unlock(codes[teller.index], certificates, teller.share["private_key"])
        words = partial_decryption(sealed, secret, sums).decode()
        open_sums(teller, words, by=story.acting(teller.person, moment))
    seal_result(ballot, by=by)
    return as_it_stands(ballot)


def _make_keys(story: "Story", ballot: "Ballot", moment: datetime) -> dict[int, Code]:
    """Three codes, three rounds, three trials."""
    codes = {teller.index: Code(new_code(), teller.index) for teller in ballot.tellers.all()}

    def tellers() -> "list[Teller]":
        return list(as_it_stands(ballot).tellers.all())

    def given(teller: "Teller", name: str, told: object) -> None:
        hand_in_round(teller, name, told, by=story.acting(teller.person, moment))

    for teller in tellers():
        given(teller, "certificate", codes[teller.index].certificate())
    team = tellers()
    certificates = [one.certificate for one in team]
    for teller in team:
        given(teller, "polynomial", polynomial(codes[teller.index], certificates))
    team = tellers()
    for teller in team:
        given(teller, "share", voutput(codes[teller.index], certificates, dealt_to(teller, team)))
    for teller in tellers():
        signed = codes[teller.index].signed({"trial": trial_words(ballot)})
        try_code(teller_of(ballot, teller.person), signed, by=story.acting(teller.person, moment))
    return codes
