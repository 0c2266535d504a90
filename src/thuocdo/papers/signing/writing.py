"""Sign a PDF: the file grows by one revision, what was there stays byte for byte."""

import io
import tempfile
from itertools import count
from pathlib import Path

import typst
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from .keys import KeyFile, Token, signer_of
from .places import Box
from .reading import read_signed
from .stamping import Authority

_POINTS = 72 / 25.4


class NotSignable(ValueError):
    """The PDF or the picture cannot be used."""


class NotStamped(ValueError):
    """The time-stamping authority does not answer, refuses, or stamps something else."""


def sign_pdf(
    pdf: bytes,
    key: KeyFile | Token,
    *,
    field: str = "",
    reason: str = "",
    box: Box | None = None,
    picture: bytes | None = None,
    stamped_by: str = "",
) -> bytes:
    """The PDF with one more PAdES signature: visible where a box and a PNG picture are given, with the time as the
    authority at the address `stamped_by` states it. All of it or nothing.

    Nothing of the key is kept. Raises what `signer_of` raises, `NotSignable` or `NotStamped`.
    """
    authority = Authority(stamped_by) if stamped_by else None
    try:
        with tempfile.TemporaryDirectory() as folder, signer_of(key) as signer:
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            spec, style = SigFieldSpec(field or _free_field(writer)), None
            meta = PdfSignatureMetadata(
                field_name=spec.sig_field_name,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                reason=reason or None,
            )
            if box and picture:
                height = _page_height(writer, box.page - 1)
                spec = SigFieldSpec(spec.sig_field_name, on_page=box.page - 1, box=_corners(box, height))
                style = _stamp(picture, box, Path(folder))  # pyHanko reads the picture while it writes
            signing = PdfSigner(meta, signer, timestamper=authority, stamp_style=style, new_field_spec=spec)
            signed: bytes = signing.sign_pdf(writer).getvalue()
    except TimestampRequestError as error:
        raise NotStamped(str(error)) from error
    except (PdfError, SigningError, typst.TypstError) as error:
        raise NotSignable(str(error)) from error
    if authority and not read_signed(signed).signatures[-1].stamped:
        raise NotStamped("a stamp upon something else")
    return signed


def _free_field(writer: IncrementalPdfFileWriter) -> str:
    """A name that no signature of the file has, whoever made it."""
    taken = {name for name, _, _ in enumerate_sig_fields(writer)}
    return next(name for number in count(1) if (name := f"ChuKy{number}") not in taken)


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
