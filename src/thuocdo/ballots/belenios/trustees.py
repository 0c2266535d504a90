"""The key of an election: the server's part, and the tellers' part, of which any 2 of 3 suffice.

The tellers' part is made in three rounds, none of which shows a secret to the server or to another teller:
certificates; `polynomial` (each deals every teller a share, in a sealed letter); `voutput` (each checks the shares dealt
to them, adds them up and publishes the key that belongs to the sum).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .formats import Defect, compact, fields, listed, load_compact, text, whole
from .group import P, Q, element, exponent, g, power, product, random_exponent
from .proofs import check_secret, key_words, prove_secret, read_proof
from .tellers import Certificate, Teller, check_signed, read_certificate, seal, unseal

_DEALT = "certs_sig|"


def public_key_told(secret: int) -> dict[str, Any]:
    """A public key with the proof that someone knows its secret. On its own: the server's part."""
    public = g(secret)
    return {"pok": prove_secret(secret, key_words(public)).told(), "public_key": str(public)}


def read_public_key(thing: Any, certificate: Certificate | None = None) -> int:
    """A public key, proven; with a teller's certificate, signed by that teller too."""
    fields(thing, "pok", "public_key", *(("signature",) if certificate else ()))
    public = element(thing["public_key"])
    check_secret(public, key_words(public), read_proof(thing["pok"]))
    if certificate:
        certificate.check_signature(text(thing["public_key"]), read_proof(thing["signature"]))
    return public


# --- the three rounds ---


def read_certificates(
    certificates: Sequence[Any], threshold: int, *, placed: bool = True
) -> list[Certificate]:
    """Round 1, checked: every teller's, in their order, no two alike."""
    size = len(certificates)
    if not 1 <= threshold <= size:
        raise Defect("threshold", "số thành viên tối thiểu không hợp với tổ kiểm phiếu")
    found = []
    for index, thing in enumerate(certificates, 1):
        try:
            found.append(read_certificate(thing, index, size, threshold, placed=placed))
        except Defect as defect:
            raise defect.under(f"certs[{index - 1}]") from None
    if len({key for one in found for key in (one.verification, one.encryption)}) < 2 * size:
        raise Defect("certs", "hai thành viên có cùng khóa")
    return found


def polynomial(teller: Teller, certificates: Sequence[Any]) -> dict[str, Any]:
    """Round 2: a share of a fresh secret for every teller, and what lets each of them check the share."""
    known = _own_place(teller, certificates)
    coefficients = [random_exponent() for _ in range(teller.threshold)]
    powers = [str(g(coefficient)) for coefficient in coefficients]
    shares = [
        sum(coefficient * index**degree for degree, coefficient in enumerate(coefficients)) % Q
        for index in range(1, teller.size + 1)
    ]
    return {
        "secrets": [
            seal(teller, to, {"secret": str(share)}) for to, share in zip(known, shares, strict=True)
        ],
        "coefexps": teller.signed({"coefexps": powers}),
        "signature": teller.sign(_dealt(certificates, powers)).told(),
    }


def _dealt(certificates: Sequence[Any], powers: list[str]) -> str:
    return _DEALT + compact({"certs": list(certificates), "coefexps": powers}).decode()


def _own_place(teller: Teller, certificates: Sequence[Any]) -> list[Certificate]:
    known = read_certificates(certificates, teller.threshold)
    if len(known) != teller.size or known[teller.index - 1].verification != g(teller.signing):
        raise Defect(f"certs[{teller.index - 1}]", "mã kiểm phiếu không phải của vị trí này")
    return known


def vinput(index: int, polynomials: Sequence[Any]) -> dict[str, Any]:
    """What the server hands teller `index` for round 3: the shares dealt to this teller, and everyone's commitments."""
    return {
        "secrets": [one["secrets"][index - 1] for one in polynomials],
        "coefexps": [one["coefexps"] for one in polynomials],
        "signatures": [one["signature"] for one in polynomials],
    }


def voutput(teller: Teller, certificates: Sequence[Any], dealt: Any) -> dict[str, Any]:
    """Round 3: the shares are what was committed to; their sum is this teller's key, kept sealed to the teller alone."""
    known = _own_place(teller, certificates)
    fields(dealt, "secrets", "coefexps", "signatures")
    powers = _read_powers(dealt, certificates, known, teller.threshold)
    secret = 0
    for place, letter in enumerate(listed(dealt["secrets"], teller.size)):
        said = fields(unseal(teller, known[place], place + 1, letter), "secret")
        share = exponent(said["secret"])
        if g(share) != _committed(powers[place], teller.index):
            raise Defect(f"secrets[{place}]", "phần khóa nhận được không khớp cam kết của người gửi")
        secret += share
    public_key = public_key_told(secret % Q)
    public_key["signature"] = teller.sign(public_key["public_key"]).told()
    private = seal(teller, known[teller.index - 1], {"secret": str(secret % Q)})
    return {"private_key": private, "public_key": public_key}


def unlock(teller: Teller, certificates: Sequence[Any], kept: Any) -> int:
    """The teller's key again, from the code and the sealed `private_key` that the server kept."""
    own = _own_place(teller, certificates)[teller.index - 1]
    return exponent(fields(unseal(teller, own, teller.index, kept), "secret")["secret"])


def _read_powers(
    told: Any, certificates: Sequence[Any], known: Sequence[Certificate], threshold: int
) -> list[list[int]]:
    """What every teller committed to, signed twice: alone, and together with all certificates."""
    found = []
    for place, (thing, certificate) in enumerate(
        zip(listed(told["coefexps"], len(known)), known, strict=True)
    ):
        try:
            said = fields(check_signed(thing, certificate), "coefexps")["coefexps"]
            powers = [element(one) for one in listed(said, threshold)]
            if "signatures" in told:
                proof = read_proof(listed(told["signatures"], len(known))[place])
                certificate.check_signature(_dealt(certificates, said), proof)
        except Defect as defect:
            raise defect.under(f"coefexps[{place}]") from None
        found.append(powers)
    return found


def _committed(powers: Sequence[int], index: int) -> int:
    """The public counterpart of the share dealt to teller `index`."""
    return product(power(one, index**degree) for degree, one in enumerate(powers))


def threshold_told(
    certificates: Sequence[Any], polynomials: Sequence[Any], voutputs: Sequence[Any]
) -> dict[str, Any]:
    """What is published of the tellers' part. Raises Defect where a round does not fit the others."""
    threshold = len(load_compact(polynomials[0]["coefexps"]["message"].encode())["coefexps"])
    told = {
        "threshold": threshold,
        "certs": list(certificates),
        "coefexps": [one["coefexps"] for one in polynomials],
        "signatures": [one["signature"] for one in polynomials],
        "verification_keys": [one["public_key"] for one in voutputs],
    }
    _read_tellers(told)
    return told


# --- what is published ---


@dataclass(frozen=True)
class Part:
    """One part of the key. All parts are needed; of a part's owners `threshold`. Owners count through all parts from 1."""

    first_owner: int
    keys: tuple[int, ...]
    threshold: int
    public: int


def trustees_bytes(server: dict[str, Any], tellers: dict[str, Any] | None = None) -> bytes:
    """trustees.json: the server's part, then the tellers'."""
    return compact([["Single", server], *([["Pedersen", tellers]] if tellers else [])])


def read_trustees(data: bytes) -> list[Part]:
    """Check every key, certificate, commitment and signature; the parts of the key."""
    parts: list[Part] = []
    owner = 1
    for place, pair in enumerate(listed(load_compact(data))):
        try:
            kind, thing = listed(pair, 2)
            if kind == "Single":
                public = read_public_key(thing)
                part = Part(owner, (public,), 1, public)
            elif kind == "Pedersen":
                part = Part(owner, *_read_tellers(thing))
            else:
                raise Defect("", "loại khóa không biết")
        except Defect as defect:
            raise defect.under(f"[{place}]") from None
        parts.append(part)
        owner += len(part.keys)
    return parts


def _read_tellers(told: Any) -> tuple[tuple[int, ...], int, int]:
    fields(told, "threshold", "certs", "coefexps", "verification_keys", optional=("signatures",))
    threshold, certificates = whole(told["threshold"], least=1), listed(told["certs"])
    # The dialect before the third release signs less. It is read whole or not at all: nobody strips signatures.
    newer = "signatures" in told
    known = read_certificates(certificates, threshold, placed=newer)
    powers = _read_powers(told, certificates, known, threshold)
    keys = []
    for place, thing in enumerate(listed(told["verification_keys"], len(known))):
        try:
            key = read_public_key(thing, known[place] if newer else None)
            if key != product(_committed(one, place + 1) for one in powers):
                raise Defect("public_key", "khóa không khớp cam kết của tổ kiểm phiếu")
        except Defect as defect:
            raise defect.under(f"verification_keys[{place}]") from None
        keys.append(key)
    return tuple(keys), threshold, product(one[0] for one in powers)


def election_key(parts: Sequence[Part]) -> int:
    """The key that ballots are encrypted with: all parts together."""
    return product(part.public for part in parts)


def weights(owners: Sequence[int]) -> dict[int, int]:
    """By how much each of these owners of one part counts (Lagrange, at zero). Owners count from 1 within the part."""
    found = {}
    for owner in owners:
        above = below = 1
        for other in owners:
            if other != owner:
                above, below = above * other % Q, below * (other - owner) % Q
        found[owner] = above * pow(below, -1, Q) % Q
    return found


def quotient(number: int, divisor: int) -> int:
    return number * pow(int(divisor), -1, P) % P
