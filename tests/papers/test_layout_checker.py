"""The checker that reads finished files back is itself checked: each planted fault is found, and only that one."""

import io
import re
import zipfile

import pytest

from thuocdo.papers.rendering import compose, pdf, render_docx
from thuocdo.papers.rendering.blocks import PageBreak, Table
from thuocdo.papers.rendering.pdf import write_pdf

from .packs import kind_of, rendered, sample, samples
from .readback import WANTED, layout_defects, pdf_defects
from .test_every_paper import SAMPLES, profile_of

_SECOND_SIZE = "size: Độc lập - Tự do - Hạnh phúc"


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
        (
            "word/styles.xml",
            '<w:sz w:val="26"/>',
            '<w:sz w:val="24"/>',
            ["body of 12.0 points", _SECOND_SIZE],
        ),
        (
            "word/document.xml",
            r'<w:sz w:val="24"/>(<w:szCs w:val="24"/></w:rPr><w:t xml:space="preserve">CỘNG)',
            r'<w:sz w:val="28"/>\1',
            ["size: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ),
        ("word/document.xml", "<w:tblHeader/>", "", ["table head not repeated: TT"]),
        (
            "word/document.xml",
            r"<w:keepNext/>((?:(?!<w:keepNext/>).)*Trên đây)",
            r"\1",
            ["signatures may stand alone"],
        ),
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
    assert pdf_defects(made.pdf, "party") == [
        "no motto on the right: ĐẢNG CỘNG SẢN VIỆT NAM",
        "number: Số: 41/BC-HCQT",
    ]


def head_runs(document):
    """Every run of the letterhead, with the paragraph that holds it."""
    table = next(block for block in document.sections[0].blocks if isinstance(block, Table))
    paras = [para for row in table.rows for cell in row.cells for para in cell.paras]
    return [(para, at, run) for para in paras for at, run in enumerate(para.runs)]


def reworded(old, new):
    def plant(document):
        for para, at, run in head_runs(document):
            para.runs[at] = run.but(text=run.text.replace(old, new))

    return plant


def thin(document):
    for para, at, run in head_runs(document):
        if run.text.startswith("CỘNG"):
            para.runs[at] = run.but(bold=False)


def large(document):
    for para, _, run in head_runs(document):
        if run.text.startswith("CỘNG"):
            para.size = 10


def bare(document):
    """Tables long enough for a second page, with a head that is not repeated."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table) and block.bordered:
                block.rows[0].header = False
                block.rows[1:] *= 60


def alone(document):
    document.sections[-1].blocks.insert(-1, PageBreak())


@pytest.mark.parametrize(
    ("plant", "defect"),
    [
        (thin, "not bold: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (large, "size: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (reworded("Số: 41/", "Số: 4/"), "number: Số: 4/BC-HCQT"),
        (reworded("ngày 19 tháng", "ngày 9 tháng"), "date: Bình Sơn, ngày 9 tháng 11 năm 2023"),
        (bare, "without the head of its table"),
        (alone, "page 3: signatures alone"),
    ],
    ids=["thin", "large", "number", "date", "head", "alone"],
)
def test_a_fault_planted_in_a_pdf_is_found(plant, defect):
    document = compose(kind_of("unit-report"), sample("unit-report"))
    assert pdf_defects(write_pdf(document), "state") == []
    plant(document)
    assert any(found.endswith(defect) for found in pdf_defects(write_pdf(document), "state"))


def test_a_page_number_on_page_one_and_another_font_are_found_in_a_pdf(monkeypatch):
    document = compose(kind_of("unit-report"), sample("unit-report"))
    always = pdf._PREAMBLE.replace("first() > 1", "first() > 0")
    monkeypatch.setattr(
        pdf, "_PREAMBLE", always.replace('font: "Liberation Serif"', 'font: "Libertinus Serif"')
    )
    found = pdf_defects(write_pdf(document), "state")
    assert "page 1: ['1'] in the top margin" in found
    assert any("set in Libertinus" in defect for defect in found)
