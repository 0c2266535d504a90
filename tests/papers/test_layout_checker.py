"""The checker that reads finished files back is itself checked: each planted fault is found, and only that one."""

import io
import re
import zipfile

import pytest

from thuocdo.papers.rendering import compose, render_docx
from thuocdo.papers.rendering.pdf import write_pdf

from .packs import kind_of, rendered, sample, samples
from .readback import WANTED, layout_defects, pdf_defects
from .test_every_paper import SAMPLES, profile_of


def tampered(data, part, pattern, replacement):
    """The DOCX with one thing changed in one part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == part:
                text, times = re.subn(pattern, replacement, text, count=1)
                assert times == 1
            new.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("part", "pattern", "replacement", "defects"),
    [
        ("word/document.xml", r'w:left="1701"', 'w:left="1134"', ["left margin"]),
        ("word/document.xml", r'w:right="850"', 'w:right="567"', ["right margin"]),
        ("word/document.xml", r"<w:titlePg/>", "", ["page number on page 1"]),
        ("word/header1.xml", r" PAGE ", " NONE ", ["page number not centred in the top margin"]),
        ("word/header1.xml", r'<w:jc w:val="center"/>', "", ["page number not centred in the top margin"]),
        (
            "word/header2.xml",
            r"<w:p/>",
            "<w:p><w:r><w:t>1</w:t></w:r></w:p>",
            ["words in the header of page 1"],
        ),
        ("word/styles.xml", r'w:ascii="Times New Roman"', 'w:ascii="Arial"', ["fonts ['Arial']"]),
        ("word/styles.xml", r'w:color w:val="000000"', 'w:color w:val="FF0000"', ["not black"]),
        (
            "word/document.xml",
            r'<w:b/><w:bCs/>(<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t xml:space="preserve">CỘNG)',
            r"\1",
            ["not bold: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ),
        ("word/document.xml", "Độc lập - Tự do", "Độc lập – Tự do", ["missing: Độc lập - Tự do - Hạnh phúc"]),
        (
            "word/document.xml",
            "ngày 19 tháng 11",
            "ngày 9 tháng 11",
            ["date: Bình Sơn, ngày 9 tháng 11 năm 2023"],
        ),
        ("word/document.xml", "Số: 41/", "Số: 4/", ["number: Số: 4/BC-HCQT"]),
        ("word/document.xml", 'w:w="11906"', 'w:w="12240"', ["paper is not A4"]),
    ],
)
def test_planted_fault_is_found(part, pattern, replacement, defects):
    good = rendered("unit-report", "2023", "sample").docx
    assert layout_defects(good, "state") == []
    assert layout_defects(tampered(good, part, pattern, replacement), "state") == defects


def test_the_states_motto_on_a_party_paper_is_found():
    facts = sample("self-review") | {"profile": "state"}
    assert layout_defects(render_docx(kind_of("self-review"), facts), "party") == [
        "body of 13.0 points",
        "missing: ĐẢNG CỘNG SẢN VIỆT NAM",
        "a Party paper bears the State's motto",
    ]


# --- on every paper of the gallery ---

_BOLD = r"<w:b/><w:bCs/>((?:<w:sz [^>]*/><w:szCs [^>]*/>)?</w:rPr><w:t xml:space=\"preserve\">{})"


@SAMPLES
def test_wrong_margin_and_thin_motto_are_found_on_every_paper(kind, edition, name):
    made, profile = rendered(kind, edition, name), profile_of(kind, edition, name)
    motto = next(iter(WANTED[profile].mottos))
    wide = tampered(made.docx, "word/document.xml", r'(<w:pgMar .* w:left=)"\d+"', r'\1"567"')
    assert layout_defects(wide, profile) == ["left margin"]
    thin = tampered(made.docx, "word/document.xml", _BOLD.format(motto), r"\1")
    assert layout_defects(thin, profile) == [f"not bold: {motto}"]


def test_a_number_without_its_zero_is_found_on_every_numbered_paper():
    found = {}
    for kind, edition, name in samples():
        facts = kind_of(kind, edition).samples()[name]
        if facts["letterhead"]["number_line"].startswith("Số: "):
            bare = tampered(rendered(kind, edition, name).docx, "word/document.xml", r"Số: \d+/", "Số: 5/")
            found[kind, edition, name] = layout_defects(bare, profile_of(kind, edition, name))
    assert found
    assert {which: defects for which, defects in found.items() if not _only_the_number(defects)} == {}


def _only_the_number(defects):
    return [defect.partition("/")[0] for defect in defects] == ["number: Số: 5"]


@pytest.mark.parametrize(
    ("margins", "defects"),
    [
        ((20, 15, 20, 20), "in the margin"),
        ((15, 15, 20, 30), "in the top margin"),
    ],
)
def test_a_pdf_with_wrong_margins_is_found(margins, defects):
    paper = kind_of("unit-report")
    document = compose(paper, sample("unit-report"))
    document.margins = margins
    found = pdf_defects(write_pdf(document), "state")
    assert found
    assert all(defects in defect for defect in found)


def test_a_pdf_of_the_other_profile_is_found():
    made = rendered("unit-report", "2023", "sample")
    assert pdf_defects(made.pdf, "party") == ["no motto on the right: ĐẢNG CỘNG SẢN VIỆT NAM"]
