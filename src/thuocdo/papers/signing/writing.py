"""Sign a PDF with a key of the moment: the file grows by one revision, what was there stays byte for byte."""

import io
import tempfile
from pathlib import Path

import typst
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle

from .places import Box

_POINTS = 72 / 25.4


class KeyUnreadable(ValueError):
    """The file is no PKCS#12 key, or the password is not its own."""


class NotSignable(ValueError):
    """The PDF or the picture cannot be used."""


def sign_pdf(
    pdf: bytes,
    key: bytes,
    password: str,
    *,
    field: str,
    reason: str = "",
    box: Box | None = None,
    picture: bytes | None = None,
) -> bytes:
    """The PDF with one more PAdES signature; visible where a box and a PNG picture are given.

    Neither the key nor the password is kept. Raises `KeyUnreadable` or `NotSignable`.
    """
    signer = _signer(key, password)
    meta = PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason or None
    )
    try:
        with tempfile.TemporaryDirectory() as folder:  # pyHanko reads the picture while it writes
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            spec, style = SigFieldSpec(field), None
            if box and picture:
                height = _page_height(writer, box.page - 1)
                spec = SigFieldSpec(field, on_page=box.page - 1, box=_corners(box, height))
                style = _stamp(picture, box, Path(folder))
            return PdfSigner(meta, signer, stamp_style=style, new_field_spec=spec).sign_pdf(writer).getvalue()
    except (PdfError, SigningError, typst.TypstError) as error:
        raise NotSignable(str(error)) from error


def _signer(key: bytes, password: str) -> SimpleSigner:
    try:
        signer = SimpleSigner.load_pkcs12_data(key, other_certs=[], passphrase=password.encode())
    except (ValueError, TypeError, SigningError, PdfError) as error:
        raise KeyUnreadable(str(error)) from error
    if signer is None:
        raise KeyUnreadable("no private key")
    return signer


def _page_height(writer: IncrementalPdfFileWriter, page: int) -> float:
    parent, at, _ = writer.find_page_container(page)
    bottom_left_top_right = parent.get_object()["/Kids"][at]["/MediaBox"]
    return float(bottom_left_top_right[3])


def _corners(box: Box, height: float) -> tuple[int, int, int, int]:
    """Left, bottom, right, top in points from the lower left corner."""
    left, top = box.left * _POINTS, height - box.top * _POINTS
    return round(left), round(top - box.height * _POINTS), round(left + box.width * _POINTS), round(top)


def _stamp(picture: bytes, box: Box, folder: Path) -> StaticStampStyle:
    """The picture, transparent where it is, fitted into the box without being stretched."""
    (folder / "picture.png").write_bytes(picture)
    (folder / "stamp.typ").write_text(
        f"#set page(width: {box.width}mm, height: {box.height}mm, margin: 0pt)\n"
        '#align(center + horizon, image("picture.png", width: 100%, height: 100%, fit: "contain"))\n'
    )
    typst.compile(
        folder / "stamp.typ", output=folder / "stamp.pdf", format="pdf", pdf_standards="a-2b", timestamp=0
    )
    return StaticStampStyle.from_pdf_file(str(folder / "stamp.pdf"), border_width=0, background_opacity=1)
