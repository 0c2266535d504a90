"""Every kind of paper, with every sample of the pack: whole, alike in DOCX and PDF, and laid out as the decree wants."""

import io
import subprocess

import docx
import pypdf
import pytest
import yaml

from thuocdo.papers.rendering import (
    PaperError,
    compose,
    facts_of,
    plain_text,
    render,
    render_docx,
    render_pdf,
)
from thuocdo.papers.rendering.blocks import Table

from .packs import ROOT, each_text, emptied, kind_of, rendered, sample, samples
from .readback import (
    WANTED,
    docx_lines,
    layout_defects,
    letters,
    pdf_defects,
    pdf_fonts,
    pdf_letters,
    pdf_pages,
    unboxed,
    words,
)

SAMPLES = pytest.mark.parametrize(("kind", "edition", "name"), samples(), ids=str)
KINDS = pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in samples()}))


def assert_whole(paper, document):
    """DOCX holds the tree's words exactly; PDF too, but for table heads repeated on later pages."""
    tree = unboxed(paper.text)
    assert words(" ".join(docx_lines(paper.docx))) == words(tree)
    found, wanted = pdf_letters(paper.pdf), letters(tree)
    assert wanted - found == {}
    heads = letters("".join(para.text for table in tables(document) for para in head_paras(table)))
    extra = found - wanted
    for _ in range(pdf_pages(paper.pdf) - 1):
        extra -= heads
    assert extra == {}


def tables(document):
    return [block for section in document.sections for block in section.blocks if isinstance(block, Table)]


def head_paras(table):
    return [para for row in table.rows if row.header for cell in row.cells for para in cell.paras]


def test_the_faces_of_the_self_review_are_all_there():
    assert sorted(name for kind, _, name in samples() if kind == "self-review") == [
        "sample",
        "sample-01",
        "sample-02b",
        "sample-2026",
        "sample-nd90-02",
        "sample-nd90-03",
    ]


@SAMPLES
def test_docx_and_pdf_hold_the_same_words(kind, edition, name):
    paper = kind_of(kind, edition)
    assert_whole(rendered(kind, edition, name), compose(paper, paper.samples()[name]))


@SAMPLES
def test_layout_is_the_decrees(kind, edition, name):
    profile, made = profile_of(kind, edition, name), rendered(kind, edition, name)
    assert layout_defects(made.docx, profile) == []
    assert pdf_defects(made.pdf, profile) == []


def profile_of(kind, edition, name):
    paper = kind_of(kind, edition)
    return paper.profile_of(paper.samples()[name]).name


@SAMPLES
def test_pdf_is_an_archive_file_in_one_font(kind, edition, name):
    pdf = rendered(kind, edition, name).pdf
    assert pdf_fonts(pdf) <= {f"LiberationSerif{style}" for style in ("", "-Bold", "-Italic", "-BoldItalic")}
    metadata = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata


@SAMPLES
def test_page_number_is_absent_on_page_one_and_on_top_afterwards(kind, edition, name):
    top = WANTED[profile_of(kind, edition, name)].margins["top"][0]
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(rendered(kind, edition, name).pdf)).pages, 1):
        assert words_above(page, top) == ([] if number == 1 else [str(number)])


def words_above(page, millimetres):
    """Words in the top margin of a PDF page."""
    found, limit = [], float(page.mediabox.height) - millimetres / 25.4 * 72

    def visit(text, outer, inner, *_):
        if text.strip() and inner[4] * outer[1] + inner[5] * outer[3] + outer[5] > limit:
            found.append(text.strip())

    page.extract_text(visitor_text=visit)
    return found


@SAMPLES
def test_same_facts_give_the_same_bytes(kind, edition, name):
    paper = kind_of(kind, edition)
    assert render(paper, paper.samples()[name]) == rendered(kind, edition, name)


@SAMPLES
def test_every_line_of_the_sample_is_printed(kind, edition, name):
    """A sheet has no fact that its paper forgets, but for those that only steer it."""
    printed = words(rendered(kind, edition, name).text)
    lacking: list[str] = []
    each_text(
        kind_of(kind, edition).samples()[name],
        lambda text: lacking.extend(words(text).keys() - printed.keys()),
    )
    assert lacking == []


@KINDS
def test_paper_before_anybody_wrote_anything(kind):
    """Blank answers leave blanks, never an error and never a crooked table."""
    paper = kind_of(kind)
    blank = emptied(sample(kind)) | {"profile": "state"} if kind == "self-review" else emptied(sample(kind))
    result = render(paper, blank)
    assert words(" ".join(docx_lines(result.docx))) == words(unboxed(result.text))


@KINDS
def test_sheet_must_have_exactly_the_keys(kind):
    paper, facts = kind_of(kind), sample(kind)
    with pytest.raises(PaperError, match="surplus"):
        compose(paper, facts | {"surplus": 1})
    facts.pop("draft")
    with pytest.raises(PaperError, match="draft"):
        compose(paper, facts)


@KINDS
def test_sheet_may_be_stored_and_rendered_again(kind):
    paper, facts = kind_of(kind), sample(kind)
    stored = yaml.safe_load(yaml.safe_dump(facts_of(facts)))
    assert render_docx(paper, stored) == render_docx(paper, facts)


@KINDS
def test_draft_names_what_it_rests_on_and_a_final_paper_does_not(kind):
    paper, facts = kind_of(kind), sample(kind)
    draft, final = (plain_text(compose(paper, facts | {"draft": flag})) for flag in (True, False))
    assert "Bản dự thảo" in draft
    unproven = paper.unproven(paper.profile_of(facts))
    assert unproven
    assert [source for source in unproven if source not in draft] == []
    assert "Bản dự thảo" not in final


@KINDS
def test_a_draft_breaks_its_pages_where_the_final_paper_does(kind):
    """The note stands in the margin of page 1: it takes no room and is never alone on a page."""
    paper, facts = kind_of(kind), sample(kind)
    draft, final = (render_pdf(paper, facts | {"draft": flag}) for flag in (True, False))
    assert pdf_pages(draft) == pdf_pages(final)
    assert pdf_defects(draft, profile_of(kind, "2023", "sample")) == []


@KINDS
def test_docx_opens_in_python_docx_with_title_and_repeated_table_heads(kind):
    data = rendered(kind, "2023", "sample").docx
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.title == kind_of(kind).title_vi
    for table in document.tables:
        marked = ["tblHeader" in row._tr.xml for row in table.rows]
        assert marked == sorted(marked, reverse=True)


def test_sources_of_every_paper_carry_a_status():
    for kind, edition, _ in samples():
        for source in kind_of(kind, edition).sources:
            assert source.status in ("confirmed", "secondary", "assumed")


@pytest.mark.libreoffice
def test_libreoffice_opens_every_docx_and_sees_the_same_words(tmp_path):
    for kind, edition, name in samples():
        (tmp_path / f"{kind}.{name}.docx").write_bytes(rendered(kind, edition, name).docx)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    files = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *files], check=True, capture_output=True
    )
    for kind, edition, name in samples():
        found = pdf_letters((tmp_path / f"{kind}.{name}.pdf").read_bytes())
        assert letters(unboxed(rendered(kind, edition, name).text)) - found == {}


def test_pack_root_is_the_checkouts():
    assert (ROOT / "papers" / "_profiles" / "state.yaml").is_file()


def test_pdf_alone_and_docx_alone_are_those_of_the_whole():
    paper, whole = kind_of("tellers-minutes"), rendered("tellers-minutes", "2023", "sample")
    facts = sample("tellers-minutes")
    assert (render_docx(paper, facts), render_pdf(paper, facts)) == (whole.docx, whole.pdf)
