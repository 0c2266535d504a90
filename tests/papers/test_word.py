"""An agency's own Word file: what its marks print, what is wrong with them, what harm is kept out."""

import io
import zipfile

import pytest
from docx import Document

from tests.builders import codes
from thuocdo.kernel.findings import Refused
from thuocdo.papers.rendering import (
    PaperError,
    example_docx,
    facts_of,
    in_word,
    look_over,
    marks_of,
    render_docx,
    render_pdf,
)
from thuocdo.papers.rendering.word import compiled

from .packs import each_text, emptied, kind_of, sample, samples
from .words import DOCUMENT, TYPES, changed, in_body, part_of, read, saved, with_relation, word_of

FACTS = {
    "unit": "phòng Tổng hợp",
    "year": 2023,
    "started": "2023-11-22T08:00",
    "made_on": "2023-11-05",
    "share": 22.5,
    "lines": [{"name": "Lan", "agree": 3, "there": True}, {"name": "Bảo", "agree": 4, "there": False}],
    "base": 4,
    "agenda": ["Tập thể", "Cá nhân"],
    "guests": [],
    "person": [[{"label": "Họ tên", "value": "Lan"}], []],
    "chair": {"name": "Minh", "post": ""},
    "text": "Một\nHai",
}


def filled(*paragraphs, rows=None, **facts):
    return read(compiled(word_of(*paragraphs, rows=rows)).fill(facts_of(FACTS | facts)))


# --- what marks print ---


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Họp {unit} năm {year}.", "Họp phòng Tổng hợp năm 2023."),
        ("{started}; {made_on}", "08 giờ, ngày 22 tháng 11 năm 2023; ngày 05 tháng 11 năm 2023"),
        ("{started|clock} {made_on | dmy} {base|count}", "08 giờ 05/11/2023 04"),
        ("{share} {year|number_in_words}", "22,5 hai nghìn không trăm hai mươi ba"),
        ("{chair.name}, {chair.post}", "Minh, "),
        ("{#lines}{stt}. {name} {agree|percent:base} {there}{;.} {/lines}", "1. Lan 75% x; 2. Bảo 100% . "),
        ("{#guests}Có{/guests}{^guests}Không có{/guests}", "Không có"),
        ("{#chair}{name} của {unit}{/chair}", "Minh của phòng Tổng hợp"),
        ("{#chair.post}{.}{/chair.post}{^chair.post}chưa rõ{/}", "chưa rõ"),
        ("{#person}[{#.}{label}: {value}{/.}]{/person}", "[Họ tên: Lan][]"),
        ("Trước {text} sau", "Trước Một\nHai sau"),
    ],
)
def test_a_mark_prints_its_fact(written, printed):
    assert filled(written) == [printed]


def test_a_paragraph_of_one_mark_becomes_as_many_as_there_are_lines():
    assert filled("{text}", "{unit}") == ["Một", "Hai", "phòng Tổng hợp"]


def test_paragraphs_between_two_marks_are_repeated():
    written = ["Nội dung:", "{#agenda}", "{stt}) {.}{;.}", "{/agenda}", "Hết"]
    assert filled(*written) == ["Nội dung:", "1) Tập thể;", "2) Cá nhân.", "Hết"]


def test_a_row_is_repeated_and_its_head_is_not():
    rows = [["TT", "Họ tên"], ["{#lines}{stt}", "{name}{/lines}"]]
    assert filled(rows=rows) == ["TT | Họ tên", "1 | Lan", "2 | Bảo"]


def test_a_list_in_a_cell_and_a_list_in_a_list():
    rows = [["{#lines}{name}", "{#agenda}- {.} {/agenda}{/lines}"]]
    assert filled(rows=rows) == ["Lan | - Tập thể - Cá nhân ", "Bảo | - Tập thể - Cá nhân "]


def test_an_empty_list_leaves_a_file_that_word_opens():
    """A cell without a paragraph or a table without a row is damage to Word."""
    document = Document(io.BytesIO(word_of(rows=[["{#guests}", "x{/guests}"]])))
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{#guests}"
    cell.add_paragraph("{name}")
    cell.add_paragraph("{/guests}")
    made = Document(io.BytesIO(compiled(saved(document)).fill(FACTS)))
    assert [[len(cell.paragraphs) for cell in row.cells] for table in made.tables for row in table.rows] == [
        [1],
        [1],
    ]


def test_a_cell_that_ends_with_a_table_keeps_the_paragraph_after_it():
    document = Document()
    for between in ([], ["{#guests}", "x", "{/guests}"]):
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "{#agenda}" if not between else "y"
        cell.add_table(1, 1)
        last = cell.paragraphs[-1]
        last.text = between[0] if between else "{/agenda}"
        for text in between[1:]:
            cell.add_paragraph(text)
    made = Document(io.BytesIO(compiled(saved(document)).fill(FACTS)))
    cells = [table.cell(0, 0)._tc for table in made.tables]
    assert [cell[-1].tag.rpartition("}")[2] for cell in cells] == ["p", "p"]


def test_a_mark_that_word_parted_over_runs_is_one():
    document = Document()
    paragraph = document.add_paragraph("Họp ")
    for text, bold in (("{un", True), ("i", False), ("t} và {", False), ("year}.", True)):
        paragraph.add_run(text).bold = bold
    made = Document(io.BytesIO(compiled(saved(document)).fill(FACTS)))
    assert made.paragraphs[0].text == "Họp phòng Tổng hợp và 2023."
    assert [run.text for run in made.paragraphs[0].runs if run.bold] == ["phòng Tổng hợp", "."]


def test_headers_and_footers_are_filled_too():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{unit}"
    made = Document(io.BytesIO(compiled(saved(document)).fill(FACTS)))
    assert made.sections[0].header.paragraphs[0].text == "phòng Tổng hợp"


def test_what_is_filled_in_is_only_text():
    hostile = "</w:t><w:p/> & {unit} {{7*7}} {% raw %} <?value 0?>"
    assert filled("{unit}", unit=hostile) == [hostile]


def test_the_same_facts_give_the_same_bytes():
    template = compiled(word_of("{unit}", "{#lines}{name}{/lines}"))
    assert template.fill(FACTS) == template.fill(FACTS)


# --- the example, for every kind ---


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in samples()}))
def test_the_example_holds_every_fact_and_loses_none(kind):
    paper = kind_of(kind)
    data = example_docx(paper)
    seen = look_over(paper, data)
    assert (seen.defects, seen.unused) == ([], [])
    ours = in_word(paper, data)
    assert ours.template_digest != paper.template_digest
    for facts in paper.samples().values():
        words = " ".join(" ".join(read_all(render_docx(ours, facts))).split())
        assert "{" not in words
        missing: list[str] = []
        each_text(
            {key: value for key, value in facts.items() if key not in ("profile", "rests_on")},
            lambda text, missing=missing, words=words: missing.extend(
                line for line in text.split("\n") if " ".join(line.split()) not in words
            ),
        )
        assert [text for text in missing if not text[:4].isdigit()] == []
        render_docx(ours, emptied(facts))


def read_all(docx: bytes) -> list[str]:
    texts = Document(io.BytesIO(docx)).element.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    )
    return [text.text or "" for text in texts]


def test_only_the_docx_is_the_agencys():
    paper = kind_of("unit-minutes")
    ours = in_word(paper, example_docx(paper))
    facts = sample("unit-minutes")
    assert render_pdf(ours, facts) == render_pdf(paper, facts)
    assert render_docx(ours, facts) != render_docx(paper, facts)


def test_every_mark_is_told_with_its_sample():
    told = {mark: (fact.sample, needed) for mark, fact, needed in marks_of(kind_of("unit-minutes"))}
    assert told["{place}"] == (sample("unit-minutes")["place"], True)
    assert told["{#members} … {/members}"] == (None, True)
    assert told["{signers.chair.name}"][1]
    assert not told["{counts.total}"][1]
    assert "{draft}" not in told


def test_every_mark_is_said_in_words():
    """A part of a sheet that nobody described would show its key."""
    kinds = [
        kind_of(name, edition) for name, edition in sorted({(kind, year) for kind, year, _ in samples()})
    ]
    bare = {
        (kind.kind, fact.path)
        for kind in kinds
        if kind.fixed_profile is not None
        for _, fact, _ in marks_of(kind)
        if fact.words == fact.name
    }
    assert bare == set()


# --- what is wrong with a file ---


def defects(*paragraphs, rows=None, kind="remedy-report"):
    """What looking over finds, apart from what every short file lacks."""
    try:
        found = look_over(kind_of(kind), word_of(*paragraphs, rows=rows)).defects
    except Refused as refused:
        found = refused.findings
    return [
        (finding.code, finding.facts.get("mark") or finding.facts.get("near"))
        for finding in found
        if finding.code != "paper.word_lacks"
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{yaer}", [("paper.word_mistaken", "{yaer}")]),
        ("{xyz}", [("paper.word_unknown", "{xyz}")]),
        ("{lines}", [("paper.word_many", "{lines}")]),
        ("{#lines}{name}{/lines}", [("paper.word_unknown", "{name}")]),
        ("{#lines}", [("paper.word_unclosed", "{#lines}")]),
        ("{/lines}", [("paper.word_unopened", "{/lines}")]),
        ("{#lines}{/year}", [("paper.word_unopened", "{/year}"), ("paper.word_unclosed", "{#lines}")]),
        ("{year", [("paper.word_stray", "{year")]),
        ("{{year}}", [("paper.word_stray", "{}")]),
        ("{year + 1}", [("paper.word_unreadable", "{year + 1}")]),
        ("{year.__class__}", [("paper.word_unknown", "{year.__class__}")]),
        ("{year|upper}", [("paper.word_form", "{year|upper}")]),
        ("{subject|clock}", [("paper.word_form", "{subject|clock}")]),
        ("{year|percent}", [("paper.word_form", "{year|percent}")]),
        ("{% for x in y %}", [("paper.word_unreadable", "{% for x in y %}")]),
    ],
)
def test_a_wrong_mark_is_named(written, found):
    assert defects(written) == found


def test_parts_that_cross_are_named():
    crossing = ["{#lines}a", "b{/lines} {#recipients}c", "d{/recipients}"]
    assert defects(*crossing) == [("paper.word_crossed", "{/lines}")]


def test_a_list_in_a_list_that_is_not_its_own_is_refused():
    """Lists within lists of each other would let a small file keep the server at work for ever."""
    inside = "{#recipients}{#lines}x{/lines}{/recipients}"
    assert defects(inside) == [("paper.word_list_outside", "{#lines}")]
    again = "{#lines}{#lines}x{/lines}{/lines}"
    assert defects(again) == [("paper.word_list_outside", "{#lines}")]


def test_a_file_that_would_repeat_without_end_stops():
    depth = 9
    many = word_of("{#lines}" * depth + "{/lines}" * depth)
    with pytest.raises(PaperError):
        compiled(many).fill({"lines": [{"name": "x"}] * 100})
    long = word_of("{#lines}" * 2 + "{text}" + "{/lines}" * 2)
    with pytest.raises(PaperError):
        compiled(long).fill({"lines": [{}] * 500, "text": "x" * 1000})


@pytest.mark.parametrize("written", ["{unit}" * 3001, "{#unit}" * 31 + "{/unit}" * 31])
def test_a_file_of_very_many_marks_or_parts_within_parts_is_refused(written):
    with pytest.raises(Refused) as refusal:
        compiled(word_of(written))
    assert codes(refusal.value.findings) == ["paper.word_swollen"]


def test_what_no_paper_may_be_without_is_named():
    found = look_over(kind_of("remedy-report"), word_of("{year} {signer.name}")).defects
    lacking = {finding.facts["mark"] for finding in found if finding.code == "paper.word_lacks"}
    assert "{letterhead.issuer}" in lacking
    assert "{letterhead.number_line}" in lacking
    assert "{signer.post}" in lacking
    assert "{#lines} … {/lines}" in lacking
    assert {"{year}", "{signer.name}", "{draft}"} & lacking == set()


def test_what_is_left_out_and_may_be_is_told():
    paper = kind_of("remedy-report")
    whole = example_docx(paper)
    text = part_of(whole, DOCUMENT).replace("{checker}", "").replace("{result}", "")
    seen = look_over(paper, changed(whole, {DOCUMENT: text.encode()}))
    assert seen.defects == []
    assert "lines[].result" in {fact.path for fact in seen.unused}


# --- what means harm ---

PLAIN = word_of("x")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def field(instruction: str) -> str:
    return f"<w:p {W}><w:r><w:instrText>{instruction}</w:instrText></w:r></w:p>"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "paper.word_not_docx"),
        (b"PK\3\4 not a zip", "paper.word_not_docx"),
        (PLAIN[:-400], "paper.word_not_docx"),
        (changed(PLAIN, {TYPES: None}), "paper.word_not_docx"),
        (changed(PLAIN, {DOCUMENT: None}), "paper.word_not_docx"),
        (changed(PLAIN, {DOCUMENT: b"<w:document"}), "paper.word_not_docx"),
        (changed(PLAIN, {"../outside.xml": b"<a/>"}), "paper.word_not_docx"),
        (changed(PLAIN, {TYPES: part_of(PLAIN, TYPES).replace("wordprocessingml.document.main", "wordprocessingml.template.main").encode()}), "paper.word_not_docx"),
        (changed(PLAIN, {TYPES: part_of(PLAIN, TYPES).replace("vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main").encode()}), "paper.word_macros"),
        (with_relation(PLAIN, "vbaProject", "vbaProject.bin", "Internal"), "paper.word_macros"),
        (with_relation(PLAIN, "attachedTemplate", "http://host.example/t.dotm"), "paper.word_reaches_out"),
        (with_relation(PLAIN, "image", "http://host.example/spy.png"), "paper.word_reaches_out"),
        (with_relation(PLAIN, "hyperlink", "file:///etc/passwd"), "paper.word_reaches_out"),
        (with_relation(PLAIN, "oleObject", "embeddings/o.bin", "Internal"), "paper.word_foreign"),
        (with_relation(PLAIN, "aFChunk", "chunk.html", "Internal"), "paper.word_foreign"),
        (in_body(PLAIN, f"<w:altChunk {W}/>"), "paper.word_foreign"),
        (in_body(PLAIN, field("INCLUDEPICTURE http://host.example/a.png")), "paper.word_fetches"),
        (in_body(PLAIN, field("DDEAUTO c:\\\\cmd.exe")), "paper.word_fetches"),
        (in_body(PLAIN, f'<w:p {W}><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'), "paper.word_fetches"),
        (in_body(PLAIN, f'<w:p {W}><w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'), "paper.word_unsettled"),
        (changed(PLAIN, {DOCUMENT: b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + part_of(PLAIN, DOCUMENT).partition("?>")[2].encode()}), "paper.word_entities"),
        (b"x" * (5 * 2**20 + 1), "paper.word_too_large"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_trusted_is_refused(data, found):
    with pytest.raises(Refused) as refusal:
        compiled(data)
    assert codes(refusal.value.findings) == [found]


def test_a_file_that_swells_is_refused_before_it_fills_the_memory():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/media/{number}.bin", b"\0" * (20 * 2**20))
    assert len(out.getvalue()) < 2**20
    with pytest.raises(Refused) as refusal:
        compiled(out.getvalue())
    assert codes(refusal.value.findings) == ["paper.word_swollen"]


def test_a_link_of_mail_and_a_page_number_are_no_harm():
    kind = with_relation(PLAIN, "hyperlink", "mailto:vp@example.vn")
    assert compiled(in_body(kind, field("PAGE")))


def test_an_emoji_among_the_facts_is_refused_as_everywhere():
    paper = kind_of("remedy-report")
    facts = sample("remedy-report") | {"subject": "Tốt 😀"}
    with pytest.raises(PaperError):
        render_docx(in_word(paper, example_docx(paper)), facts)
