"""The checker that reads finished files back is itself checked: each planted fault is found, and only that one."""

import io
import re
import zipfile

import pytest

from thuocdo.papers.rendering import render_docx

from .packs import kind_of, rendered, sample
from .readback import layout_defects


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
        "missing: ĐẢNG CỘNG SẢN VIỆT NAM",
        "a Party paper bears the State's motto",
    ]
