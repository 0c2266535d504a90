"""The key is made: three rounds between the tellers, the trial of the codes, the freezing of the question."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import Actor

from ..belenios.election import Question, make_election, new_uuid
from ..belenios.formats import Defect, compact
from ..belenios.tellers import check_signed, read_certificate
from ..belenios.trustees import (
    election_key,
    public_key_told,
    read_trustees,
    threshold_told,
    trustees_bytes,
)
from ..keys import make_key
from ..models import Ballot, Election, Teller
from ..permissions import may, may_enter, may_freeze
from ..queries import ENOUGH, TELLERS, trial_words
from ..rules import Layout, Way
from ..sheets import ANSWERS
from ..states import BALLOT, PREPARED

ROUNDS = ("certificate", "polynomial", "share")


def _locked(ballot_id: int) -> tuple[Ballot, list[Teller]]:
    """The ballot and its tellers, kept from others: rounds end one after another."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=ballot_id)
    return ballot, list(ballot.tellers.select_related("person"))


def _made_now(ballot: Ballot) -> list[Finding]:
    ready = ballot.way == Way.ELECTRONIC and ballot.state == PREPARED
    return [] if ready else [Finding("ballot.not_now")]


@transaction.atomic
def hand_in_round(teller: Teller, name: str, told: Any, *, by: Actor) -> None:
    """One teller's part of one round: "certificate", "polynomial", "share". The same part twice is one.

    A part that does not fit those before it is refused, and names itself; a round waits for the one before it.
    """
    ballot, tellers = _locked(teller.ballot_id)
    mine = next(one for one in tellers if one.pk == teller.pk)
    before = ROUNDS[: ROUNDS.index(name)]
    waiting = not all(getattr(one, earlier) for one in tellers for earlier in before)
    refuse_if(may_enter(mine, by), _made_now(ballot), [Finding("ballot.round_waits")] if waiting else [])
    if told and getattr(mine, name) == told:
        return
    refuse_if([Finding("ballot.part_stands")] if getattr(mine, name) else [])
    setattr(mine, name, told)
    _checked(lambda: _keepable(told))
    _checked(lambda: _CHECKS[name](mine, tellers))
    mine.save(update_fields=[name])
    if name == ROUNDS[-1]:
        record("ballot.key_made", by=by, on=ballot, teller=mine.index)


def _checked(check: Callable[[], Any]) -> Any:
    """What came from a browser holds, or is refused in words that tell what to do."""
    try:
        return check()
    except (Defect, KeyError, TypeError, AttributeError, IndexError) as defect:
        raise Refused([Finding("ballot.part_wrong", facts={"what": str(defect)})]) from defect


def _keepable(told: Any) -> None:
    """A database does not keep every character that JSON can write."""
    if rb"\u0000" in compact(told):
        raise Defect("", "ký tự lạ")


def _check_certificate(mine: Teller, tellers: list[Teller]) -> None:
    certificate = read_certificate(mine.certificate, mine.index, TELLERS, ENOUGH)
    keys = {certificate.verification, certificate.encryption}
    for other in tellers:
        if other.pk != mine.pk and other.certificate:
            theirs = read_certificate(other.certificate, other.index, TELLERS, ENOUGH)
            if keys & {theirs.verification, theirs.encryption}:
                raise Defect("certificate", "hai thành viên có cùng khóa")


def _check_polynomial(mine: Teller, tellers: list[Teller]) -> None:
    told = mine.polynomial
    own = read_certificate(mine.certificate, mine.index, TELLERS, ENOUGH)
    said = check_signed(told["coefexps"], own)
    if len(said["coefexps"]) != ENOUGH or len(told["secrets"]) != TELLERS or "signature" not in told:
        raise Defect("polynomial", "thiếu phần")


def _check_share(mine: Teller, tellers: list[Teller]) -> None:
    if {"private_key", "public_key"} - set(mine.share):
        raise Defect("share", "thiếu phần")
    if all(one.share for one in tellers):
        _tellers_told(tellers)


_CHECKS: Mapping[str, Callable[[Teller, list[Teller]], None]] = {
    "certificate": _check_certificate,
    "polynomial": _check_polynomial,
    "share": _check_share,
}


def _tellers_told(tellers: list[Teller]) -> dict[str, Any]:
    return threshold_told(
        [one.certificate for one in tellers],
        [one.polynomial for one in tellers],
        [one.share for one in tellers],
    )


@transaction.atomic
def try_code(teller: Teller, signed: Any, *, by: Actor) -> None:
    """The teller typed the code once more and it opened the sealed share; the signature proves the code."""
    ballot, tellers = _locked(teller.ballot_id)
    mine = next(one for one in tellers if one.pk == teller.pk)
    waiting = not all(one.share for one in tellers)
    refuse_if(may_enter(mine, by), _made_now(ballot), [Finding("ballot.round_waits")] if waiting else [])

    def check() -> None:
        said = check_signed(signed, read_certificate(mine.certificate, mine.index, TELLERS, ENOUGH))
        if said != {"trial": trial_words(ballot)}:
            raise Defect("trial", "không phải lần thử của cuộc bỏ phiếu này")

    _checked(check)
    if not mine.tried_at:
        mine.tried_at = by.at
        mine.save(update_fields=["tried_at"])
        record("ballot.code_tried", by=by, on=ballot, teller=mine.index)


@transaction.atomic
def begin_keys_again(ballot: Ballot, *, reason: str, by: Actor) -> None:
    """A code was lost before opening: all three begin anew."""
    ballot, _tellers = _locked(ballot.pk)
    refuse_if(may("freeze", ballot, by), reason_missing(reason))
    ballot.tellers.update(certificate=None, polynomial=None, share=None, tried_at=None)
    record("ballot.keys_begun_again", by=by, on=ballot, reason=reason)


@transaction.atomic
def freeze_ballot(ballot: Ballot, *, by: Actor) -> None:
    """niêm phong: the question, the roll and the key stand; from now on every ballot is bound to these words."""
    ballot, tellers = _locked(ballot.pk)
    electronic = ballot.way == Way.ELECTRONIC
    refuse_if(may_freeze(ballot, by))
    ballot.issued = ballot.voters.count()
    ballot.state = BALLOT.move(ballot.state, "freeze")
    ballot.save(update_fields=["state", "issued"])
    facts = {}
    if electronic:
        uuid = new_uuid()
        trustees = trustees_bytes(public_key_told(make_key(uuid)), _checked(lambda: _tellers_told(tellers)))
        key = election_key(read_trustees(trustees))
        election = make_election(uuid, ballot.title, ballot.occasion, questions_of(ballot), key)
        Election.objects.create(
            ballot=ballot,
            uuid=uuid,
            words=election.data.decode(),
            trustees=trustees.decode(),
            fingerprint=election.fingerprint,
        )
        facts["fingerprint"] = election.fingerprint
    record("ballot.frozen", by=by, on=ballot, issued=ballot.issued, **facts)


def questions_of(ballot: Ballot) -> tuple[Question, ...]:
    """The slip as the protocol asks it: a question for each line, or one question whose answers are the lines."""
    layout, labels = Layout(ballot.layout), [line.label for line in ballot.lines.all()]
    if layout.chooses:
        return (Question(ballot.title, tuple(labels), ballot.least, ballot.most),)
    return tuple(Question(label, ANSWERS[layout], 1, 1) for label in labels)
