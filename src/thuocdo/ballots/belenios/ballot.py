"""A ballot: every mark encrypted, with proofs that it is a valid answer, signed by a credential made for it.

Made here for tests, for tellers' trials and for whoever wants another client than the browser's; checked here always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .credentials import Credential
from .election import Election, Question
from .formats import Defect, compact, fields, fingerprint, listed, load, load_compact
from .group import Base, P, Q, element, g, product, random_exponent, stored
from .proofs import (
    Made,
    Proof,
    Seen,
    ballot_words,
    check_one,
    check_secret,
    prove_one,
    prove_secret,
    read_proof,
)


class Ciphertext(NamedTuple):
    alpha: int
    beta: int

    def told(self) -> dict[str, str]:
        return {"alpha": str(self.alpha), "beta": str(self.beta)}

    def holding(self, claimed: int) -> Seen:
        return Seen(self.alpha, self.beta, claimed)


def read_ciphertext(thing: Any) -> Ciphertext:
    fields(thing, "alpha", "beta")
    return Ciphertext(element(thing["alpha"]), element(thing["beta"]))


def combined(ciphertexts: Sequence[Ciphertext]) -> Ciphertext:
    """The encryption of the sum of what these hold."""
    return Ciphertext(product(one.alpha for one in ciphertexts), product(one.beta for one in ciphertexts))


@dataclass(frozen=True)
class Ballot:
    """What a checked ballot is good for: its place on the board, its credential, what to add up."""

    tracker: str
    credential: int
    choices: tuple[tuple[Ciphertext, ...], ...]


def _one_way(election: Election, credential: int) -> str:
    """What every proof of the ballot begins with: a proof for one election and voter is good for no other."""
    return f"{election.fingerprint}|{credential}"


def _every(ciphertexts: Sequence[Ciphertext]) -> str:
    return ",".join(f"{one.alpha},{one.beta}" for one in ciphertexts)


# --- making ---


def make_ballot(
    election: Election, choices: Sequence[list[int]], credential: Credential | None = None
) -> bytes:
    """A ballot with these marks, question by question: 1 chosen, 0 not, "blank" first where there is one.

    Raises ValueError where the marks are no valid answer: then no honest proof exists.
    """
    if len(choices) != len(election.questions):
        raise ValueError("as many answers as questions")
    credential = credential or Credential()
    way = _one_way(election, credential.public)
    thing: dict[str, Any] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": str(credential.public),
        "answers": [
            _answer(question, marks, way, election.key)
            for question, marks in zip(election.questions, choices, strict=True)
        ],
    }
    content = fingerprint(compact(thing))
    proof = prove_secret(credential.secret, ballot_words(content))
    thing["signature"] = {"hash": content, "proof": proof.told()}
    return compact(thing)


def _answer(question: Question, marks: list[int], way: str, key: Base) -> dict[str, Any]:
    if not question.allows(marks):
        raise ValueError("not a valid answer")
    secrets = [random_exponent() for _ in marks]
    choices = [
        Ciphertext(g(secret), key(secret) * g(mark) % P) for secret, mark in zip(secrets, marks, strict=True)
    ]
    answer: dict[str, Any] = {
        "choices": [one.told() for one in choices],
        "individual_proofs": [
            _told(
                prove_one(
                    f"prove|{way}|{_every([one])}", [Made(secret, mark, 0), Made(secret, mark, 1)], mark, key
                )
            )
            for one, secret, mark in zip(choices, secrets, marks, strict=True)
        ],
    }
    chosen, secret = sum(marks[question.blank :]), sum(secrets[question.blank :]) % Q
    bounds = [Made(secret, chosen, claimed) for claimed in range(question.least, question.most + 1)]
    if not question.blank:
        words = f"prove|{way}|{_every(choices)}|{_every([combined(choices)])}"
        answer["overall_proof"] = _told(prove_one(words, bounds, chosen - question.least, key))
        return answer
    is_blank, first = marks[0], secrets[0]
    true = 0 if is_blank else 1 + chosen - question.least
    overall = [Made(first, is_blank, 1), *bounds]
    answer["overall_proof"] = _told(prove_one(f"bproof1|{way}|{_every(choices)}", overall, true, key))
    neither = [Made(first, is_blank, 0), Made(secret, chosen, 0)]
    answer["blank_proof"] = _told(prove_one(f"bproof0|{way}|{_every(choices)}", neither, is_blank, key))
    return answer


def _told(proofs: list[Proof]) -> list[dict[str, str]]:
    return [proof.told() for proof in proofs]


# --- checking ---


def check_ballot(election: Election, data: bytes) -> Ballot:
    """Everything that can be asked of one ballot. Raises Defect with the place and the reason."""
    thing = load_compact(data)
    fields(thing, "election_uuid", "election_hash", "credential", "answers", "signature")
    if (thing["election_uuid"], thing["election_hash"]) != (election.uuid, election.fingerprint):
        raise Defect("election_hash", "phiếu của cuộc bỏ phiếu khác")
    credential = _at("credential", lambda: element(thing["credential"]))
    way = _one_way(election, credential)
    answers = _at("answers", lambda: listed(thing["answers"], len(election.questions)))
    choices = tuple(
        _at(f"answers[{place}]", lambda q=question, a=answer: _check_answer(q, a, way, election.key))
        for place, (question, answer) in enumerate(zip(election.questions, answers, strict=True))
    )
    _at("signature", lambda: _check_signature(thing, credential))
    return Ballot(fingerprint(data), credential, choices)


def stored_choices(data: bytes) -> tuple[tuple[Ciphertext, ...], ...]:
    """The ciphertexts of a ballot that was checked when it was cast: what closing adds up. No check is made again."""
    return tuple(
        tuple(Ciphertext(stored(one["alpha"]), stored(one["beta"])) for one in answer["choices"])
        for answer in load(data)["answers"]
    )


def _at(place: str, work: Any) -> Any:
    try:
        return work()
    except Defect as defect:
        raise defect.under(place) from None


def _check_signature(thing: dict[str, Any], credential: int) -> None:
    signature = fields(thing["signature"], "hash", "proof")
    signed = {name: value for name, value in thing.items() if name != "signature"}
    if signature["hash"] != fingerprint(compact(signed)):
        raise Defect("hash", "nội dung phiếu không khớp mã băm đã ký")
    check_secret(credential, ballot_words(signature["hash"]), read_proof(signature["proof"]))


def _check_answer(question: Question, answer: Any, way: str, key: Base) -> tuple[Ciphertext, ...]:
    names = ("choices", "individual_proofs", "overall_proof", *(("blank_proof",) if question.blank else ()))
    fields(answer, *names)
    choices = [
        _at(f"choices[{place}]", lambda one=one: read_ciphertext(one))
        for place, one in enumerate(listed(answer["choices"], question.width))
    ]
    for place, (one, proofs) in enumerate(
        zip(choices, listed(answer["individual_proofs"], question.width), strict=True)
    ):
        branches = [one.holding(0), one.holding(1)]
        words = f"prove|{way}|{_every([one])}"
        _at(f"individual_proofs[{place}]", lambda w=words, b=branches, p=proofs: _check(w, b, p, key))
    total = combined(choices[question.blank :])
    bounds = [total.holding(claimed) for claimed in range(question.least, question.most + 1)]
    if not question.blank:
        words = f"prove|{way}|{_every(choices)}|{_every([total])}"
        _at("overall_proof", lambda: _check(words, bounds, answer["overall_proof"], key))
        return tuple(choices)
    overall = [choices[0].holding(1), *bounds]
    neither = [choices[0].holding(0), total.holding(0)]
    every = _every(choices)
    _at("overall_proof", lambda: _check(f"bproof1|{way}|{every}", overall, answer["overall_proof"], key))
    _at("blank_proof", lambda: _check(f"bproof0|{way}|{every}", neither, answer["blank_proof"], key))
    return tuple(choices)


def _check(words: str, branches: Sequence[Seen], proofs: Any, key: Base) -> None:
    check_one(words, branches, [read_proof(proof) for proof in listed(proofs, len(branches))], key)
