"""Read a signed PDF back: who signed, whether each signature holds, and whether the paper under them is the one issued."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, ValidationContext, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError


@dataclass(frozen=True)
class Signature:
    """One signature: whose, by which authority, when it says it was made, and what of it holds."""

    name: str
    issuer: str
    at: datetime | None
    intact: bool  # what was signed is unchanged, and nothing but signatures came after
    trusted: bool  # its certificate leads to an authority that this office trusts
    stamped: datetime | None = None  # when, as a time-stamping authority states it
    stamped_by: str = ""
    stamp_trusted: bool = False


@dataclass(frozen=True)
class Verdict:
    """What a PDF says of itself."""

    signatures: tuple[Signature, ...]
    is_pdf: bool = True

    @property
    def holds(self) -> bool:
        """There are signatures and each is intact."""
        return bool(self.signatures) and all(signature.intact for signature in self.signatures)


def roots_in(folder: Path) -> list[Certificate]:
    """Certificates of authorities in PEM or DER files of a folder; none where there is no folder."""
    files = sorted(path for path in folder.glob("*") if path.suffix in (".pem", ".crt", ".cer", ".der"))
    return list(load_certs_from_pemder(map(str, files))) if files else []


def read_signed(pdf: bytes, roots: Sequence[Certificate] = ()) -> Verdict:
    """Every signature of the file, checked without the network."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        found = tuple(_read(signature, roots) for signature in reader.embedded_regular_signatures)
    except (PdfError, ValueError, KeyError, TypeError):
        return Verdict((), is_pdf=False)
    return Verdict(found)


def _read(embedded: EmbeddedPdfSignature, roots: Sequence[Certificate]) -> Signature:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    certificate = embedded.signer_cert
    try:
        status = validate_pdf_signature(embedded, context)
        level = status.modification_level
        kept = isinstance(level, ModificationLevel) and level <= ModificationLevel.FORM_FILLING
        intact, trusted = bool(status.intact and status.valid and kept), bool(status.trusted)
        at, stamp = status.signer_reported_dt, status.timestamp_validity
    except (SignatureValidationError, SigningError, PdfError, ValueError):
        intact, trusted, at, stamp = False, False, None, None
    signature = Signature(_called(certificate.subject), _called(certificate.issuer), at, intact, trusted)
    if not (intact and stamp and stamp.intact and stamp.valid):
        return signature
    return replace(
        signature,
        stamped=stamp.timestamp,
        stamped_by=_called(stamp.signing_cert.subject),
        stamp_trusted=bool(stamp.trusted),
    )


def _called(name: object) -> str:
    said = name.native  # type: ignore[attr-defined]
    return str(said.get("common_name") or said.get("organization_name") or "")
