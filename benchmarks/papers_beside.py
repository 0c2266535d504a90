"""What a user would pick instead, beside ours: docxtpl for the DOCX, LibreOffice for the PDF; and every paper of the demo office.

    python benchmarks/papers_beside.py            # docxtpl is no dependency of ours: pip install it first, or its row is left out

All in one run, in CPU time, the children's included. docxtpl fills a Word file with one placeholder for each paragraph of
our own paper; LibreOffice converts our DOCX, one at a time as a page would ask, and ten in one start.
"""

import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import docx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.papers import form, minutes, varied
from thuocdo.papers.rendering import PaperKind, render_docx, render_pdf

TIMES, IN_ONE_START = 20, 10
OFFICE_TARGET = 20  # s: all papers of an office of 78


def spent() -> float:
    """Seconds of CPU, of this process and of those it has waited for."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def cost(write: Callable[[int], Any], times: int) -> float:
    """CPU milliseconds of one."""
    write(-1)
    begun = spent()
    for number in range(times):
        write(number)
    return 1000 * (spent() - begun) / times


def paragraphs(part: Any) -> Iterator[Any]:
    yield from part.paragraphs
    for table in part.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from paragraphs(cell)


def with_placeholders(paper: bytes, place: Path) -> list[str]:
    """Our own paper as a template with a placeholder for each paragraph; the words that were there."""
    document, words = docx.Document(io.BytesIO(paper)), []
    for paragraph in paragraphs(document):
        if not paragraph.text.strip() or "{{" in paragraph.text:
            continue
        first, *others = paragraph.runs
        words.append(paragraph.text)
        first.text = f"{{{{ t[{len(words) - 1}] }}}}"
        for run in others:
            run.text = ""
    document.save(str(place))
    return words


def by_docxtpl(template: Path, words: list[str], number: int) -> bytes:
    from docxtpl import DocxTemplate

    filled, out = DocxTemplate(template), io.BytesIO()
    filled.render({"t": [f"{text} ({number})" if len(text) > 30 else text for text in words]})
    filled.save(out)
    return out.getvalue()


def by_libreoffice(soffice: str, folder: Path, papers: list[bytes]) -> None:
    files = []
    for number, paper in enumerate(papers):
        files.append(folder / f"{number}.docx")
        files[-1].write_bytes(paper)
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def compare(name: str, kind: PaperKind, sheet: dict[str, Any], folder: Path) -> dict[str, float]:
    """Way of writing it -> CPU milliseconds of one."""

    def made(number: int) -> bytes:
        return render_docx(kind, varied(sheet, number))

    costs = {
        "DOCX, ours": cost(made, TIMES),
        "PDF, ours": cost(lambda number: render_pdf(kind, varied(sheet, number)), TIMES),
    }
    template = folder / f"{name}.docx"
    words = with_placeholders(made(0), template)
    if find_spec("docxtpl"):
        costs["DOCX, docxtpl"] = cost(lambda number: by_docxtpl(template, words, number), TIMES)
    if soffice := shutil.which("soffice"):
        ten = [made(number) for number in range(IN_ONE_START)]
        costs["PDF, LibreOffice, one"] = cost(lambda n: by_libreoffice(soffice, folder, [made(n)]), 3)
        start = cost(lambda _: by_libreoffice(soffice, folder, ten), 1)
        costs["PDF, LibreOffice, ten in one start"] = start / IN_ONE_START
    return costs


def whole_office(folder: Path) -> float:
    """Every paper of the demo year made once more, DOCX and PDF: seconds."""
    os.environ |= {"THUOCDO_VAR": str(folder / "var"), "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from thuocdo.papers.models import Paper
    from thuocdo.papers.queries import paper_kind_of
    from thuocdo.papers.rendering import render
    from thuocdo.site.demo.run import LAST_DAY, live

    call_command("migrate", verbosity=0)
    live(LAST_DAY)
    papers = list(Paper.objects.filter(is_current=True))
    begun = time.perf_counter()
    for paper in papers:
        render(paper_kind_of(paper), paper.sheet)
    seconds = time.perf_counter() - begun
    print(f"all {len(papers)} papers of the demo office: {seconds:.1f} s of {OFFICE_TARGET}")
    return seconds


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="thuocdo-beside-") as place:
        print(f"{'paper':<9}{'written by':<36}{'CPU ms':>8}")
        for name, (kind, sheet) in {"form": form(), "minutes": minutes()}.items():
            for what, ms in compare(name, kind, sheet, Path(place)).items():
                print(f"{name:<9}{what:<36}{ms:>8.1f}", flush=True)
        return int(whole_office(Path(place)) > OFFICE_TARGET)


if __name__ == "__main__":
    sys.exit(main())
