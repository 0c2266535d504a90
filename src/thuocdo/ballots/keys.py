"""Keys of the server: outside the database, readable by the program alone, sealed with the installation's secret.

The part of an election's key lives from freezing to sealing. Whoever has it needs two tellers besides; without it two
tellers open nothing, so that destroying it ends the matter.
"""

import base64
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from .belenios.group import random_exponent


def _folder() -> Path:
    folder = Path(settings.KEYS_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sealing() -> Fernet:
    secret = hashlib.sha256(f"thuocdo keys|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for the owner alone."""
    partly = path.with_suffix(".new")
    with os.fdopen(os.open(partly, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(_sealing().encrypt(content))
        file.flush()
        os.fsync(file.fileno())
    partly.replace(path)


def _path(uuid: str) -> Path:
    return _folder() / f"{uuid}.key"


def make_key(uuid: str) -> int:
    """The server's part of an election's key."""
    secret = random_exponent()
    _write(_path(uuid), str(secret).encode())
    return secret


def key_of(uuid: str) -> int:
    """The server's part again. Raises FileNotFoundError where it is gone."""
    return int(_sealing().decrypt(_path(uuid).read_bytes()))


def destroy_key(uuid: str) -> None:
    """Overwrite and remove; a key that is gone already stays gone."""
    path = _path(uuid)
    if path.exists():
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


# --- receipts: the server's word that a ballot is in the box ---


def _receipt_key() -> Ed25519PrivateKey:
    path = _folder() / "receipts.key"
    if not path.exists():
        _write(path, Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(_sealing().decrypt(path.read_bytes()))


def _promise(uuid: str, tracker: str) -> bytes:
    return f"thuocdo receipt|{uuid}|{tracker}".encode()


def receipt(uuid: str, tracker: str) -> str:
    """Signed by the server: this tracker is in the box of this election. Says nothing of what it holds."""
    return base64.b64encode(_receipt_key().sign(_promise(uuid, tracker))).decode()


def receipt_public_key() -> str:
    """In base64; published beside the ballot, so that a receipt convinces others."""
    public = _receipt_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(public).decode()


def receipt_holds(uuid: str, tracker: str, signed: str, public_key: str) -> bool:
    """Whether the server of this public key gave its word."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
        key.verify(base64.b64decode(signed), _promise(uuid, tracker))
    except (InvalidSignature, ValueError):
        return False
    return True
