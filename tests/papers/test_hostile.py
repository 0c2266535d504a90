"""Text that hurts: every paper stays whole or refuses with a clear sentence; nothing vanishes."""

import pytest

from thuocdo.papers.rendering import PaperError, UnprintableText, compose, facts_of, plain_text, render

from .packs import each_text, kind_of, longer, sample, samples
from .readback import docx_lines, letters, pdf_letters, pdf_pages, unboxed, words
from .test_every_paper import assert_whole

KINDS = pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in samples()}))
MARKUP = "- # * _ @ $ \\ ` ~ = + / // /* */ <b>x</b> </p> &amp; <![CDATA[x]]> {{ 7*7 }} {% raw %} ${x} #let x=1 \"q\" 's' [a](b) http://a.b"
NAME = "Nguyễn Phúc Hoàng Thị Kim Ngân Tôn Nữ Phương Khanh Bảo Ngọc Linh"


@KINDS
def test_markup_of_every_language_is_only_text(kind):
    paper, facts = kind_of(kind), sample(kind)
    hostile = each_text(facts, lambda text: f"{MARKUP} {text}" if text else text)
    result = render(paper, hostile)
    assert_whole(result, compose(paper, hostile))
    assert "{{ 7*7 }}" in result.text
    assert "<![CDATA[x]]>" in result.text


@pytest.mark.parametrize(
    "start",
    ["- ", "+ ", "= ", "1. ", "/ term: ", "#let x = 1", "// ", "@who ", "$x$ ", "*b* ", "_i_ ", "`c` "],
)
def test_a_line_that_begins_like_typst_markup_stays(start):
    facts = sample("self-review")
    facts["sections"][0]["items"][0]["text"] = f"{start}dòng thứ nhất\n{start}dòng thứ hai"
    result = render(kind_of("self-review"), facts)
    assert result.text.count(f"{start}dòng thứ".strip()) == 2
    assert_whole(result, compose(kind_of("self-review"), facts))


@KINDS
def test_control_and_direction_marks_go_and_letters_stay(kind):
    paper, facts = kind_of(kind), sample(kind)
    marks = "\x00\x01\x0b\x1f\x7f\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff"
    spoiled = each_text(
        facts, lambda text: "".join(letter + marks[at % len(marks)] for at, letter in enumerate(text))
    )
    assert render(paper, spoiled) == render(paper, facts)


def test_decomposed_letters_and_the_wrong_d_print_as_the_right_ones():
    facts = sample("tellers-minutes")
    facts["lines"][0]["name"] = "Ðo\u0302\u0303 Vie\u0323\u0302t"
    assert "Đỗ Việt" in render(kind_of("tellers-minutes"), facts).text


@pytest.mark.parametrize("letter", ["😀", "🇻🇳", "\ufe0f", "漢", "\U0001f44d", "\ue000"])
def test_what_the_font_cannot_print_is_refused_by_name(letter):
    facts = sample("tellers-minutes")
    facts["lines"][0]["note"] = f"rất tốt {letter} nhé"
    with pytest.raises(UnprintableText, match=f"U\\+{ord(letter[0]):04X}.*rất tốt"):
        compose(kind_of("tellers-minutes"), facts)


def test_bullets_pasted_from_word_print_as_bullets():
    assert facts_of("\uf0b7 một ✓ hai ➢ ba") == "• một √ hai ► ba"


@KINDS
def test_names_of_sixty_letters_everywhere_and_lists_three_times_as_long(kind):
    """Forty times as long they were whole too; that takes minutes."""
    paper = kind_of(kind)
    facts = each_text(
        longer(sample(kind), 3), lambda text: f"{text} {NAME}" if text and not text[0].isdigit() else text
    )
    assert_whole(render(paper, facts), compose(paper, facts))


def test_names_of_sixty_letters_and_words_without_spaces_stay_inside_their_columns():
    paper, facts = kind_of("proposed-ratings"), sample("proposed-ratings")
    assert len(NAME) >= 60
    for group in facts["groups"]:
        for line in group["lines"]:
            line["name"], line["note"] = NAME, "x" * 300
    assert_whole(render(paper, facts), compose(paper, facts))


def test_three_hundred_remarks():
    paper, facts = kind_of("unit-minutes"), sample("unit-minutes")
    facts["persons"][0]["remarks"] = [
        {"speaker": NAME, "words": f"Ý kiến thứ {n}: - nhất trí # 100%"} for n in range(300)
    ]
    result = render(paper, facts)
    assert_whole(result, compose(paper, facts))
    assert sum(line.startswith("- " + NAME) for line in docx_lines(result.docx)) == 300


def test_table_over_forty_pages_repeats_its_head_and_loses_no_row():
    paper, facts = kind_of("emulation-summary"), sample("emulation-summary")
    facts["lines"] = [facts["lines"][0] | {"name": f"Người số {n}"} for n in range(1, 901)]
    result = render(paper, facts)
    assert pdf_pages(result.pdf) > 40
    assert_whole(result, compose(paper, facts))
    assert [line for line in docx_lines(result.docx) if line.startswith("Người số")] == [
        f"Người số {n}" for n in range(1, 901)
    ]


def test_a_hundred_thousand_letters_in_one_answer():
    facts = sample("self-review")
    facts["sections"][0]["items"][0]["text"] = "Nội dung rất dài. " * 5_600
    assert_whole(render(kind_of("self-review"), facts), compose(kind_of("self-review"), facts))


def test_a_table_cell_longer_than_a_page():
    paper, facts = kind_of("review-prompts"), sample("review-prompts")
    facts["prompts"][0]["matter"] = "\n".join(
        f"Dòng {n}: làm rõ trách nhiệm của tập thể, cá nhân." for n in range(150)
    )
    result = render(paper, facts)
    assert pdf_pages(result.pdf) >= 3
    assert_whole(result, compose(paper, facts))


def test_line_breaks_where_a_line_is_wanted_become_spaces():
    facts = sample("tellers-minutes")
    facts["lines"][0]["name"] = "Lê Quang\n\tMinh"
    assert "Lê Quang Minh\tTrưởng phòng" in plain_text(compose(kind_of("tellers-minutes"), facts))


def test_the_same_signs_are_counted_by_both_readers():
    """The comparison itself is honest: a lost sign shows."""
    result = render(kind_of("tellers-minutes"), sample("tellers-minutes"))
    assert letters(unboxed(result.text) + "ß") - pdf_letters(result.pdf) == {"ß": 1}
    assert words(unboxed(result.text) + " lạc") != words(" ".join(docx_lines(result.docx)))


def test_a_float_needs_a_filter():
    facts = sample("tellers-minutes")
    facts["lines"][0]["name"] = 7.5
    with pytest.raises(PaperError, match=r"7\.5"):
        compose(kind_of("tellers-minutes"), facts)
