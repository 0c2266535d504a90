"""Two devices of software (SoftHSM): one of the agency with one key, one of a person with two."""

import os
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from .keys import key_and_certificate

PIN = "2468013579"
LIBRARIES = (
    "/usr/lib/softhsm",
    "/usr/lib64/softhsm",
    "/usr/local/lib/softhsm",
    "/usr/lib/x86_64-linux-gnu/softhsm",
)
AGENCY, PERSON = "co-quan", "ca-nhan"
HELD = {AGENCY: ["Văn phòng"], PERSON: ["Lê Quang Minh", "Nguyễn Thị Lan"]}


def library() -> str:
    return next(str(path) for folder in LIBRARIES if (path := Path(folder, "libsofthsm2.so")).exists())


def made(folder: Path) -> str:
    """Make the devices in the folder; the library that speaks for them."""
    (folder / "devices").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'devices'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(conf)
    for device, people in HELD.items():
        _tool("--init-token", "--free", "--label", device, "--so-pin", PIN)
        for number, person in enumerate(people, 1):
            _put_key(folder / "key.pem", device, person, number)
    for (
        device,
        people,
    ) in HELD.items():  # the library sees the devices that were there when it was first called
        for number, person in enumerate(people, 1):
            _put_certificate(device, person, number)
    return library()


def _put_key(pem: Path, device: str, person: str, number: int) -> None:
    """As makers do, under a label that tells nothing; the certificate is found by its number."""
    key, _ = key_and_certificate(person)
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    _tool("--import", str(pem), "--token", device, "--label", f"k{number}", "--id", f"0{number}")


def _put_certificate(device: str, person: str, number: int) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    _, certificate = key_and_certificate(person)
    facts = decode_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
    named = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: person}
    with pkcs11.lib(library()).get_token(token_label=device).open(rw=True, user_pin=PIN) as session:
        session.create_object(facts | named | {pkcs11.Attribute.ID: bytes([number])})


def _tool(*args: str) -> None:
    subprocess.run(["softhsm2-util", *args, "--pin", PIN], check=True, capture_output=True)
