"""Invented keys and pictures: an authority of the tests, keys it gives out, PNG of one colour."""

import struct
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from thuocdo.papers.signing import KeyFile

PASSWORD = "mat-khau-khoa"


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject, issuer, key, by, *, authority, stamps=False):
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        [
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    usage |= {"key_cert_sign": True} if authority else {"digital_signature": True, "content_commitment": True}
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(by, hashes.SHA256())


@cache
def authority(name: str = "CA thử nghiệm"):
    key = rsa.generate_private_key(65537, 2048)
    return name, key, _certificate(name, name, key, key, authority=True)


@cache
def key_and_certificate(person: str, **purpose: bool):
    name, by, _ = authority()
    key = rsa.generate_private_key(65537, 2048)
    return key, _certificate(person, name, key, by, authority=False, **purpose)


@cache
def key_of(person: str, password: str = PASSWORD) -> bytes:
    """A PKCS#12 file as an authority hands it out."""
    key, certificate = key_and_certificate(person)
    lock = serialization.BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(person.encode(), key, certificate, [authority()[2]], lock)


def a_key(person: str) -> KeyFile:
    return KeyFile(key_of(person), PASSWORD)


def trusted() -> list[Certificate]:
    return [Certificate.load(authority()[2].public_bytes(serialization.Encoding.DER))]


def picture(colour: tuple[int, int, int], wide: int = 60, high: int = 24) -> bytes:
    """A half transparent PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((*colour, 128)) * wide) * high
    head = struct.pack(">IIBBBBB", wide, high, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
