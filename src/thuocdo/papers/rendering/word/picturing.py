"""How a Word file looks, where LibreOffice is at hand: for looking at before it is taken, never for a paper."""

import io
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from pyhanko.pdf_utils.reader import PdfFileReader

_PATIENCE = 60  # seconds
_PAGES = 30  # that are shown


def pictures_of(docx: bytes, program: str, ppi: int = 96) -> list[bytes]:
    """Its pages as PNG; none without the program, or where it fails."""
    if not program:
        return []
    with TemporaryDirectory(prefix="thuocdo-") as folder:
        place = Path(folder)
        (place / "paper.docx").write_bytes(docx)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"  # two at once would share one
        order = [
            program,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            f"{folder}/paper.docx",
        ]
        try:
            subprocess.run(order, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603  no word of it is a user's
            return _pages(place, ppi)
        except (subprocess.SubprocessError, OSError):
            return []


def _pages(place: Path, ppi: int) -> list[bytes]:
    pdf = (place / "paper.pdf").read_bytes()
    number = min(_PAGES, int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"]))
    shown = "#pagebreak()".join(
        f'#image("paper.pdf", page: {page}, width: 100%)' for page in range(1, number + 1)
    )
    (place / "pages.typ").write_text(f"#set page(width: 21cm, height: auto, margin: 0pt)\n{shown}")
    made = typst.compile(place / "pages.typ", root=place, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else [page for page in made or [] if page]
