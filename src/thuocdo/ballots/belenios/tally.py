"""From ballots to sums: add up what is encrypted, open the sums only, and only with every part of the key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ballot import Ciphertext, read_ciphertext
from .election import Election
from .formats import Defect, compact, fields, listed, load_compact
from .group import G, P, element, g, power, product
from .proofs import check_factor, prove_factor, read_proof
from .trustees import Part, quotient, weights

Sums = tuple[tuple[Ciphertext, ...], ...]


class Adder:
    """The encrypted sums so far; ballots are added one by one, so that ten thousand need no room."""

    def __init__(self, election: Election):
        self.number = 0
        self._sums = [[Ciphertext(1, 1)] * question.width for question in election.questions]

    def add(self, choices: Sequence[Sequence[Ciphertext]]) -> None:
        self.number += 1
        for row, answer in zip(self._sums, choices, strict=True):
            for place, one in enumerate(answer):
                alpha, beta = row[place]
                row[place] = Ciphertext(alpha * one.alpha % P, beta * one.beta % P)

    @property
    def sums(self) -> Sums:
        return tuple(tuple(row) for row in self._sums)


def add_up(election: Election, ballots: Sequence[Sequence[Sequence[Ciphertext]]]) -> Sums:
    """The encrypted sums of these ballots' choices."""
    adder = Adder(election)
    for choices in ballots:
        adder.add(choices)
    return adder.sums


def sums_bytes(sums: Sums) -> bytes:
    return compact([[one.told() for one in row] for row in sums])


def read_sums(election: Election, data: bytes) -> Sums:
    rows = listed(load_compact(data), len(election.questions))
    return tuple(
        tuple(read_ciphertext(one) for one in listed(row, question.width))
        for question, row in zip(election.questions, rows, strict=True)
    )


# --- opening the sums ---


def partial_decryption(election: Election, secret: int, sums: Sums) -> bytes:
    """What one owner of a key contributes: a factor for every sum, each with its proof."""
    public = g(secret)
    factors = [[power(one.alpha, secret) for one in row] for row in sums]
    proofs = [
        [prove_factor(secret, public, one.alpha, election.fingerprint).told() for one in row] for row in sums
    ]
    told = [[str(factor) for factor in row] for row in factors]
    return compact({"decryption_factors": told, "decryption_proofs": proofs})


Factors = tuple[tuple[int, ...], ...]


def check_partial(election: Election, public: int, sums: Sums, data: bytes) -> Factors:
    """The factors, each proven to be made with the secret of this public key."""
    thing = fields(load_compact(data), "decryption_factors", "decryption_proofs")
    rows = listed(thing["decryption_factors"], len(sums))
    proof_rows = listed(thing["decryption_proofs"], len(sums))
    found = []
    for question, (row, factors, proofs) in enumerate(zip(sums, rows, proof_rows, strict=True)):
        listed(factors, len(row))
        listed(proofs, len(row))
        try:
            known = tuple(element(factor) for factor in factors)
            for one, factor, proof in zip(row, known, proofs, strict=True):
                check_factor(public, one.alpha, factor, election.fingerprint, read_proof(proof))
        except Defect as defect:
            raise defect.under(f"decryption_factors[{question}]") from None
        found.append(known)
    return tuple(found)


@dataclass(frozen=True)
class Missing(Exception):
    """Too few owners of a part of the key have contributed."""

    have: int
    need: int


def result(
    parts: Sequence[Part], sums: Sums, partials: Mapping[int, Factors], number: int
) -> list[list[int]]:
    """The sums, opened. `partials` by owner; `number` of ballots bounds every sum."""
    shares: list[tuple[int, int]] = []
    for part in parts:
        here = [
            owner for owner in range(part.first_owner, part.first_owner + len(part.keys)) if owner in partials
        ]
        if len(here) < part.threshold:
            raise Missing(len(here), part.threshold)
        places = [owner - part.first_owner + 1 for owner in here[: part.threshold]]
        shares += [(place + part.first_owner - 1, weight) for place, weight in weights(places).items()]
    logarithms = _logarithms(number)
    return [
        [
            _opened(one, [(partials[owner][question][place], weight) for owner, weight in shares], logarithms)
            for place, one in enumerate(row)
        ]
        for question, row in enumerate(sums)
    ]


def _opened(one: Ciphertext, shares: Sequence[tuple[int, int]], logarithms: Mapping[int, int]) -> int:
    factor = product(share if weight == 1 else power(share, weight) for share, weight in shares)
    opened = quotient(one.beta, factor)
    if opened not in logarithms:
        raise Defect("result", "tổng giải mã ra ngoài số phiếu")
    return logarithms[opened]


def _logarithms(number: int) -> dict[int, int]:
    """The exponent of every power of the generator from 0 to the number of ballots."""
    found, value = {}, 1
    for exponent in range(number + 1):
        found[value] = exponent
        value = value * G % P
    return found


def result_bytes(counts: Sequence[Sequence[int]]) -> bytes:
    return compact({"result": [list(row) for row in counts]})
