"""A signature block never stands alone on a page, wherever the text happens to end (PDF pages and DOCX marks)."""

import io

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from thuocdo.papers.rendering import render_docx, render_pdf
from thuocdo.papers.rendering.metrics import balanced

from .packs import kind_of, sample
from .test_markup import paper as paper  # noqa: PLC0414  the fixture

LINES = pytest.mark.parametrize("lines", range(26, 42))
SIGNED = "<signatures><signature><post>TRƯỞNG PHÒNG</post><name>Lê Quang Minh</name></signature></signatures>"


def pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@LINES
def test_signature_stays_with_the_last_paragraph(lines):
    facts = sample("unit-report")
    facts["directions"] = "\n".join(f"Việc thứ {n}." for n in range(lines))
    signed = [text for text in pages(render_pdf(kind_of("unit-report"), facts)) if "Nơi nhận" in text]
    assert len(signed) == 1
    assert "Trên đây là Báo cáo" in signed[0]
    assert "Lê Quang Minh" in signed[0]


@LINES
def test_signature_stays_with_the_last_row_of_a_table(paper, lines):
    rows = "".join(f"<row><cell>Dòng {n}</cell></row>" for n in range(lines))
    kind = paper(f"<paper><p>{{{{ word }}}}</p><table columns='1'>{rows}</table>{SIGNED}</paper>")
    signed = [text for text in pages(render_pdf(kind, {"word": "x"})) if "TRƯỞNG PHÒNG" in text]
    assert len(signed) == 1
    assert f"Dòng {lines - 1}" in signed[0]
    assert "Lê Quang Minh" in signed[0]


def test_docx_ties_every_paragraph_from_the_last_one_to_the_name():
    body = docx.Document(io.BytesIO(render_docx(kind_of("unit-report"), sample("unit-report")))).element.body
    paragraphs = list(body.iter(qn("w:p")))
    texts = ["".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]
    closing = next(at for at, text in enumerate(texts) if text.startswith("Trên đây là Báo cáo"))
    name = next(at for at, text in enumerate(texts) if at > closing and text == "Lê Quang Minh")
    tied = [paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for paragraph in paragraphs]
    assert set(tied[closing : name - 1]) == {True}


def test_a_group_of_a_table_does_not_end_a_page(paper):
    """A group's title row goes over to the next page with its first line."""
    for filling in range(28, 44):
        rows = "".join(f"<row><cell>Dòng {n}</cell></row>" for n in range(filling))
        kind = paper(
            f"<paper><table columns='1'><row kind='header'><cell>ĐẦU BẢNG</cell></row>{rows}"
            "<row kind='group'><cell>NHÓM</cell></row><row><cell>người đầu nhóm</cell></row></table>"
            "<p>{{ word }}</p></paper>"
        )
        found = [text for text in pages(render_pdf(kind, {"word": "x"})) if "NHÓM" in text]
        assert len(found) == 1
        assert "người đầu nhóm" in found[0]


@pytest.mark.parametrize(
    ("post", "lines"),
    [
        ("TRƯỞNG PHÒNG HÀNH CHÍNH - QUẢN TRỊ", "TRƯỞNG PHÒNG\nHÀNH CHÍNH - QUẢN TRỊ"),
        (
            "TRƯỞNG PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
            "TRƯỞNG PHÒNG\nLAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI",
        ),
        ("CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG"),
    ],
)
def test_a_long_post_is_parted_where_it_may_be(post, lines):
    assert balanced(post, 14, True, 75) == lines
