"""Whose key signs: one in a file, used once and forgotten, or one that never leaves its token (PKCS#11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer, SimpleSigner

_ONE_AT_A_TIME = Lock()  # a login at a token is the whole process's


@dataclass(frozen=True)
class KeyFile:
    """A PKCS#12 file and its password."""

    data: bytes
    password: str = field(repr=False)


@dataclass(frozen=True)
class Token:
    """A key on a device. Where it holds one key only, or the machine one device, nothing more need be named."""

    module: str  # the maker's library
    pin: str = field(repr=False)
    device: str = ""  # the label of the device
    slot: int | None = None
    label: str = ""  # of the key's certificate


class KeyUnreadable(ValueError):
    """The file is no PKCS#12 key, or the password is not its own."""


class TokenRefuses(ValueError):
    """What stands in the way: one of `module`, `device`, `pin`, `locked`, `label`, `fault`; with names where they help."""

    def __init__(self, why: str, found: tuple[str, ...] = ()):
        super().__init__(why)
        self.why, self.found = why, found


@contextmanager
def signer_of(key: KeyFile | Token) -> Iterator[Signer]:
    """What signs with this key, for as long as it is open. Raises `KeyUnreadable` or `TokenRefuses`."""
    if isinstance(key, KeyFile):
        yield _from_file(key)
    else:
        with _ONE_AT_A_TIME, _from_token(key) as signer:
            yield signer


def _from_file(key: KeyFile) -> SimpleSigner:
    try:
        signer = SimpleSigner.load_pkcs12_data(key.data, other_certs=[], passphrase=key.password.encode())
    except (ValueError, TypeError, SigningError, PdfError) as error:
        raise KeyUnreadable(str(error)) from error
    if signer is None:
        raise KeyUnreadable("no private key")
    return signer


@contextmanager
def _from_token(key: Token) -> Iterator[Signer]:
    try:  # an extra package: most offices have no token at the server
        import pkcs11
        from pyhanko.sign.pkcs11 import PKCS11Signer
    except ImportError as error:
        raise TokenRefuses("module") from error
    wrong = pkcs11.exceptions
    try:
        library = pkcs11.lib(key.module)
    except pkcs11.PKCS11Error as error:
        raise TokenRefuses("module") from error
    try:
        with _device(library, key).open(user_pin=key.pin) as session:
            which = _key_id(session, key.label)
            yield PKCS11Signer(session, cert_id=which, key_id=which)
    except (wrong.PinIncorrect, wrong.PinInvalid, wrong.PinLenRange) as error:
        raise TokenRefuses("pin") from error
    except wrong.PinLocked as error:
        raise TokenRefuses("locked") from error
    except pkcs11.PKCS11Error as error:
        raise TokenRefuses("fault") from error


def _device(library: Any, key: Token) -> Any:
    """The one device that fits what was named."""
    from pkcs11 import TokenFlag

    devices = {slot.slot_id: slot.get_token() for slot in library.get_slots(token_present=True)}
    fitting = [
        device
        for slot, device in devices.items()
        if device.flags & TokenFlag.TOKEN_INITIALIZED
        and key.device in ("", device.label)
        and key.slot in (None, slot)
    ]
    if len(fitting) != 1:
        raise TokenRefuses("device", tuple(device.label for device in devices.values() if device.label))
    return fitting[0]


def _key_id(session: Any, label: str) -> bytes:
    """The one private key that has a certificate of this label; the makers' labels of the keys themselves tell nothing."""
    from pkcs11 import Attribute, ObjectClass

    keys = {one[Attribute.ID] for one in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
    named = {
        one[Attribute.ID]: one[Attribute.LABEL]
        for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        if one[Attribute.ID] in keys
    }
    fitting = [which for which, name in named.items() if label in ("", name)]
    if len(fitting) != 1:
        raise TokenRefuses("label", tuple(sorted(named.values())))
    return fitting[0]
