"""Proofs that something is well made, without showing it. All are of one shape: commitment, challenge, response.

The challenge is a hash of everything the proof speaks of, so that it can be moved to no other place.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from .formats import Defect, fields
from .group import NAME, Base, P, Q, exponent, g, power, random_exponent


class Proof(NamedTuple):
    challenge: int
    response: int

    def told(self) -> dict[str, str]:
        return {"challenge": str(self.challenge), "response": str(self.response)}


def read_proof(thing: Any) -> Proof:
    fields(thing, "challenge", "response")
    return Proof(exponent(thing["challenge"]), exponent(thing["response"]))


def hashed(words: str) -> int:
    """SHA-256 of words, as a number below the order."""
    return int.from_bytes(hashlib.sha256(words.encode()).digest(), "big") % Q


# --- knowing a secret (Schnorr) ---


def key_words(public: int) -> str:
    """What a proof of knowing a key speaks of."""
    return f"pok|{NAME}|{public}"


def message_words(message: str) -> str:
    """What a teller's signature speaks of."""
    return f"sigmsg|{message}"


def ballot_words(fingerprint: str) -> str:
    """What a voter's signature speaks of."""
    return f"sig|{fingerprint}"


def prove_secret(secret: int, words: str) -> Proof:
    """Whoever made this knows the secret of the public key; with a message among the words it is a signature."""
    nonce = random_exponent()
    challenge = hashed(f"{words}|{g(nonce)}")
    return Proof(challenge, (nonce - secret * challenge) % Q)


def check_secret(public: int, words: str, proof: Proof) -> None:
    commitment = g(proof.response) * power(public, proof.challenge) % P
    if hashed(f"{words}|{commitment}") != proof.challenge:
        raise Defect("", "chữ ký hoặc bằng chứng biết khóa không đúng")


# --- one of several is true ---


class Made(NamedTuple):
    """A branch as its maker knows it: the ciphertext of `held`, made with `randomness`, said to hold `claimed`."""

    randomness: int
    held: int
    claimed: int


class Seen(NamedTuple):
    """A branch as everyone sees it: a ciphertext, said to hold `claimed`."""

    alpha: int
    beta: int
    claimed: int


def prove_one(words: str, branches: Sequence[Made], true: int, key: Base) -> list[Proof]:
    """One of the branches is true; nobody learns which. The others are simulated from challenges drawn first."""
    proofs = [Proof(random_exponent(), random_exponent()) for _ in branches]
    nonce = random_exponent()
    commitments = []
    for place, (branch, proof) in enumerate(zip(branches, proofs, strict=True)):
        # What anyone computes from the ciphertext, its maker computes from the randomness: tables serve.
        shift = nonce if place == true else proof.response + branch.randomness * proof.challenge
        wrong = 0 if place == true else (branch.held - branch.claimed) * proof.challenge
        commitments.append((g(shift), key(shift) * g(wrong) % P))
    others = sum(proof.challenge for place, proof in enumerate(proofs) if place != true)
    challenge = (_challenge(words, commitments) - others) % Q
    proofs[true] = Proof(challenge, (nonce - branches[true].randomness * challenge) % Q)
    return proofs


def check_one(words: str, branches: Sequence[Seen], proofs: Sequence[Proof], key: Base) -> None:
    commitments = [
        (
            g(proof.response) * power(branch.alpha, proof.challenge) % P,
            key(proof.response)
            * power(branch.beta, proof.challenge)
            * g(-branch.claimed * proof.challenge)
            % P,
        )
        for branch, proof in zip(branches, proofs, strict=True)
    ]
    if _challenge(words, commitments) != sum(proof.challenge for proof in proofs) % Q:
        raise Defect("", "bằng chứng không đúng")


def _challenge(words: str, commitments: Sequence[tuple[int, int]]) -> int:
    return hashed(words + "|" + ",".join(f"{a},{b}" for a, b in commitments))


# --- two powers with one exponent (Chaum-Pedersen) ---


def prove_factor(secret: int, public: int, alpha: int, fingerprint: str) -> Proof:
    """alpha^secret was made with the secret of this public key, for the election of this fingerprint."""
    nonce = random_exponent()
    challenge = hashed(f"decrypt|{fingerprint}|{public}|{g(nonce)},{power(alpha, nonce)}")
    return Proof(challenge, (nonce - secret * challenge) % Q)


def check_factor(public: int, alpha: int, factor: int, fingerprint: str, proof: Proof) -> None:
    a = g(proof.response) * power(public, proof.challenge) % P
    b = power(alpha, proof.response) * power(factor, proof.challenge) % P
    if hashed(f"decrypt|{fingerprint}|{public}|{a},{b}") != proof.challenge:
        raise Defect("", "phần giải mã không khớp khóa")
