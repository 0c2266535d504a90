"""A teller: a code on a slip, the keys that follow from it, and the letters tellers send each other through the server.

Only what is signed here reaches the archive. Letters do not; they are ours: a key agreed as in ElGamal, a stream and a
seal from HMAC-SHA256, so that the browser can do the same with nothing but its own SHA-256.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .election import ALPHABET
from .formats import Defect, compact, fields, load_compact, text, whole
from .group import NAME, Q, element, g, power, random_exponent
from .proofs import Proof, check_secret, message_words, prove_secret, read_proof

CODE_LENGTH = 22


def new_code() -> str:
    """The teller's secret: everything else derives from it. It belongs on a slip in an envelope, not on the server."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


@dataclass(frozen=True)
class Teller:
    """One teller with the code in hand, in one election: place `index` of `size`, `threshold` of them suffice."""

    code: str
    index: int
    size: int = 3
    threshold: int = 2

    def __post_init__(self) -> None:
        if len(self.code) != CODE_LENGTH or not set(self.code) <= set(ALPHABET):
            raise Defect("code", "mã kiểm phiếu gõ sai")

    def __repr__(self) -> str:
        return f"Teller({self.index} of {self.size})"

    @cached_property
    def signing(self) -> int:
        return _derived("sk", self.code)

    @cached_property
    def decrypting(self) -> int:
        return _derived("dk", self.code)

    def sign(self, message: str) -> Proof:
        return prove_secret(self.signing, message_words(message))

    def signed(self, thing: Any) -> dict[str, Any]:
        message = compact(thing).decode()
        return {"message": message, "signature": self.sign(message).told()}

    def certificate(self) -> dict[str, Any]:
        """The teller's public keys, signed; the first thing a teller hands in."""
        context = context_of(self.index, self.size, self.threshold)
        keys = {"verification": str(g(self.signing)), "encryption": str(g(self.decrypting))}
        return self.signed({"context": context, **keys})


def _derived(use: str, code: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{use}|{code}".encode()).digest(), "big") % Q


def context_of(index: int, size: int, threshold: int) -> dict[str, Any]:
    return {"group": NAME, "size": size, "threshold": threshold, "index": index}


@dataclass(frozen=True)
class Certificate:
    """A teller's public keys, checked. `told` is what is published."""

    told: dict[str, Any]
    verification: int
    encryption: int

    def check_signature(self, message: str, proof: Proof) -> None:
        check_secret(self.verification, message_words(message), proof)


def read_certificate(
    thing: Any, index: int, size: int, threshold: int, *, placed: bool = True
) -> Certificate:
    """A certificate that its teller signed for this place. An older dialect leaves the place out (`placed` false)."""
    keys = load_compact(signed_message(thing).encode())
    fields(keys, *(("context",) if placed else ()), "verification", "encryption")
    if placed and keys["context"] != context_of(index, size, threshold):
        raise Defect("context", "chứng thư làm cho tổ kiểm phiếu khác hoặc vị trí khác")
    certificate = Certificate(thing, element(keys["verification"]), element(keys["encryption"]))
    certificate.check_signature(thing["message"], read_proof(thing["signature"]))
    return certificate


def signed_message(thing: Any) -> str:
    return text(fields(thing, "message", "signature")["message"])


def check_signed(thing: Any, certificate: Certificate) -> Any:
    """What a signed message says, if this teller signed it."""
    message = signed_message(thing)
    certificate.check_signature(message, read_proof(thing["signature"]))
    return load_compact(message.encode())


# --- letters ---


def seal(sender: Teller, recipient: Certificate, thing: Any) -> dict[str, str]:
    """A letter that only the recipient opens, and that only the sender can have written."""
    letter = sender.signed({"to": str(recipient.encryption), "from": sender.index, "content": thing})
    nonce = random_exponent()
    key = _letter_key(g(nonce), recipient.encryption, power(recipient.encryption, nonce))
    hidden = _stream(key, compact(letter))
    return {"alpha": str(g(nonce)), "data": hidden.hex(), "seal": _seal(key, hidden)}


def unseal(recipient: Teller, sender: Certificate, sender_index: int, letter: Any) -> Any:
    """Open a letter. Raises Defect where it was changed, or is someone else's."""
    fields(letter, "alpha", "data", "seal")
    alpha, public = element(letter["alpha"]), g(recipient.decrypting)
    key = _letter_key(alpha, public, power(alpha, recipient.decrypting))
    try:
        hidden = bytes.fromhex(text(letter["data"]))
    except ValueError:
        raise Defect("data", "thư không đọc được") from None
    if not hmac.compare_digest(_seal(key, hidden), text(letter["seal"])):
        raise Defect("seal", "thư đã bị sửa hoặc gửi cho người khác")
    said = fields(check_signed(load_compact(_stream(key, hidden)), sender), "to", "from", "content")
    if (said["to"], whole(said["from"])) != (str(public), sender_index):
        raise Defect("to", "thư viết cho người khác")
    return said["content"]


def _letter_key(alpha: int, public: int, agreed: int) -> bytes:
    return hashlib.sha256(f"thuocdo letter|{alpha}|{public}|{agreed}".encode()).digest()


def _stream(key: bytes, data: bytes) -> bytes:
    """Add the key stream: HMAC-SHA256 over "stream" and the number of the block. A key is used for one letter."""
    blocks = -(-len(data) // 32)
    stream = b"".join(
        hmac.digest(key, b"stream" + block.to_bytes(4, "big"), "sha256") for block in range(blocks)
    )
    return bytes(a ^ b for a, b in zip(data, stream, strict=False))


def _seal(key: bytes, hidden: bytes) -> str:
    return hmac.digest(key, b"seal" + hidden, "sha256").hex()
