"""Judges from outside: Microsoft's Open XML SDK for every DOCX, a PDF/A validator and our own reading for every PDF."""

import io
import json
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest
from pdf_oxide import PdfDocument
from pypdf.generic import DictionaryObject, NameObject

from scripts.packages import package
from thuocdo.papers.rendering import signature_places
from thuocdo.papers.signing import person_box, sign_pdf

from . import stamps
from .archive import archive_defects
from .keys import a_key, picture
from .packs import kind_of, rendered, sample, samples

ALL = {f"{kind}.{edition}.{name}": (kind, edition, name) for kind, edition, name in samples()}
SAMPLES = pytest.mark.parametrize("paper", ALL)


def judged(path) -> list[str]:
    """What the Open XML SDK holds against the file, by the newest schemas it knows."""
    said = subprocess.run(
        [package("openxml").path(), str(path), "--officeVersion", "Microsoft365"],
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(said.stdout)
    return [] if answer["ok"] else [error["description"] for error in answer["errors"]]


@pytest.mark.openxml
def test_every_docx_is_valid(tmp_path):
    for name, which in ALL.items():
        (tmp_path / f"{name}.docx").write_bytes(rendered(*which).docx)
    files = sorted(tmp_path.glob("*.docx"))
    with ThreadPoolExecutor(4) as several:
        verdicts = dict(zip((path.stem for path in files), several.map(judged, files), strict=True))
    assert {name: errors for name, errors in verdicts.items() if errors} == {}
    assert verdicts.keys() == ALL.keys()


@pytest.mark.openxml
@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"<w:pPr>", b'<w:pPr><w:jc w:val="center"/><w:keepNext/>'),  # order
        ("word/document.xml", b"<w:body>", b"<w:body><w:paper/>"),  # no such element
        ("word/document.xml", b'w:val="center"', b'w:val="middle"'),  # no such value
    ],
)
def test_a_spoilt_docx_is_not(tmp_path, part, old, new):
    spoilt = tmp_path / "spoilt.docx"
    whole = zipfile.ZipFile(io.BytesIO(rendered("unit-report", "2023", "sample").docx))
    with zipfile.ZipFile(spoilt, "w") as package_:
        for name in whole.namelist():
            data = whole.read(name)
            assert name != part or old in data
            package_.writestr(name, data.replace(old, new, 1) if name == part else data)
    assert judged(spoilt)


def outside_defects(pdf: bytes) -> list[str]:
    verdict = PdfDocument.from_bytes(pdf).validate_pdf_a("2b")
    return [] if verdict["valid"] else verdict["errors"]


@SAMPLES
def test_every_pdf_is_an_archive_file(paper):
    pdf = rendered(*ALL[paper]).pdf
    assert outside_defects(pdf) == []
    assert archive_defects(pdf) == []


def test_a_signed_and_stamped_pdf_still_is():
    """The picture of a signature may be transparent: part 2 allows it, part 1 did not."""
    place = signature_places(kind_of("unit-report"), sample("unit-report"))[-1]
    with stamps.authority() as address:
        signed = sign_pdf(
            rendered("unit-report", "2023", "sample").pdf,
            a_key("Lê Quang Minh"),
            box=person_box(place),
            picture=picture((0, 0, 200)),
            stamped_by=address,
        )
    # The validator knows the part and level as elements; pyHanko writes them as attributes, which XMP holds for the same.
    assert [text for text in outside_defects(signed) if "pdfaid" not in text] == []
    assert set(archive_defects(signed)) <= {"transparent"}


def without(key):
    def spoil(writer):
        del writer._root_object[key]

    return spoil


def script(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    writer._root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): action})


def loose_font(writer):
    for number in range(1, len(writer._objects) + 1):
        thing = writer.get_object(number)
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/FontDescriptor":
            thing.pop("/FontFile2", None)
            thing.pop("/FontFile3", None)


def opened(writer):
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (without("/Metadata"), "no metadata"),
        (without("/OutputIntents"), "no output intent"),
        (script, "an action"),
        (loose_font, "font not inside"),
        (opened, "/OpenAction of the document"),
        (lambda writer: writer.encrypt("x"), "encrypted"),
        (lambda writer: writer.add_attachment("a.txt", b"x"), "files inside"),
    ],
)
def test_a_spoilt_pdf_is_not(spoil, said):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(rendered("tellers-minutes", "2023", "sample").pdf))
    spoil(writer)
    out = io.BytesIO()
    writer.write(out)
    if said == "encrypted":
        assert b"/Encrypt" in out.getvalue()
        assert outside_defects(out.getvalue())
    else:
        assert said in archive_defects(out.getvalue())
