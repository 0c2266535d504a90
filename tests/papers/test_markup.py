"""The vocabulary of body.xml: what is not understood is refused with its place, never passed over."""

import shutil
from datetime import UTC, date, datetime

import pytest

from thuocdo.papers.rendering import PaperError, compose, load_kind, plain_text
from thuocdo.papers.rendering.markup import (
    clock,
    day_in_words,
    dmy,
    moment,
    number_in_words,
    percent,
    vi_number,
)

from .packs import ROOT

DESCRIPTION = """\
kind: trial
edition: "2023"
title_vi: Thử
profile: state
orientation: portrait
symbol_type: ""
sheet: tests.Trial
keys: {word: một từ}
sources: []
"""


@pytest.fixture
def paper(tmp_path):
    """A one-key paper with the given body, in a pack of its own."""
    shutil.copytree(ROOT / "papers" / "_profiles", tmp_path / "papers" / "_profiles")
    shutil.copytree(ROOT / "papers" / "_parts", tmp_path / "papers" / "_parts")
    folder = tmp_path / "papers" / "trial" / "2023"
    folder.mkdir(parents=True)
    (folder / "paper.yaml").write_text(DESCRIPTION)

    def written(body, description=DESCRIPTION):
        (folder / "paper.yaml").write_text(description)
        (folder / "body.xml").write_text(body)
        return load_kind(tmp_path, "trial", "2023")

    written.root = tmp_path
    return written


def text_of(kind, word="xin chào"):
    return plain_text(compose(kind, {"word": word}))


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<paper><para>x</para></paper>", "<para> does not belong in <paper>"),
        ("<paper><p size='3'>x</p></paper>", "no attribute “size”"),
        ("<paper><p align='middle'>x</p></paper>", "align=“middle”"),
        ("<paper>x</paper>", "holds no words of its own"),
        ("<paper><p>a</p>b</paper>", "holds no words of its own"),
        ("<paper><heading>x</heading></paper>", "needs “level”"),
        ("<paper><list><p>x</p></list></paper>", "<p> does not belong in <list>"),
        ("<paper><p>{{ nobody }}</p></paper>", "nobody"),
        ("<paper><p>{{ word.inner }}</p></paper>", "inner"),
        ("<paper><p>{{ word | vi_number }}</p></paper>", "InvalidOperation"),
        ("<paper><p></paper>", "well-formed"),
        ("<div/>", "<div>, not <paper>"),
        ("<!DOCTYPE paper [<!ENTITY a 'b'>]><paper><p>&a;</p></paper>", "document type"),
        ("<paper><table columns='1 2'><row><cell>a</cell></row></table></paper>", "too few cells"),
        (
            "<paper><table columns='1'><row><cell>a</cell><cell>b</cell></row></table></paper>",
            "too many cells",
        ),
        (
            "<paper><table columns='1'><row><cell rows='2'>a</cell></row></table></paper>",
            "below the last row",
        ),
        ("<paper><table columns='1 1' align='l'><row/></table></paper>", "aligns 1"),
        (
            "<paper><table columns='1'><row><cell>a<p>b</p></cell></row></table></paper>",
            "either words or paragraphs",
        ),
        ("<paper><p>{{ ''.__class__.__mro__ }}</p></paper>", "unsafe"),
        ("<paper><p>{{ word is defined }}</p></paper>", "True"),
    ],
)
def test_what_is_not_understood_is_refused(paper, body, complaint):
    with pytest.raises(PaperError, match=None) as refusal:
        text_of(paper(body))
    assert complaint in str(refusal.value)


def test_unknown_part_and_computed_part_are_refused_when_loading(paper):
    with pytest.raises(PaperError, match="not among the parts"):
        paper("{% include '_parts/nothing.xml' %}<paper/>")
    with pytest.raises(PaperError, match="computed name"):
        paper("{% include word %}<paper/>")


@pytest.mark.parametrize("line", ["kind: other", "orientation: oblique", "colour: red", "keys: {ending: x}"])
def test_a_description_that_contradicts_itself_is_refused(paper, line):
    name = line.partition(":")[0]
    kept = "".join(f"{row}\n" for row in DESCRIPTION.splitlines() if not row.startswith(f"{name}:"))
    with pytest.raises(PaperError):
        paper("<paper/>", f"{kept}{line}\n")


def test_inline_styles_and_spaces(paper):
    kind = paper("<paper><p>\n  {{ word }},  <b> rất <i>đậm</i></b><br/> dòng\n hai<u>!</u>\n</p></paper>")
    assert text_of(kind) == "xin chào, rất đậm\ndòng hai!\n"


def test_boxes_and_choices(paper):
    kind = paper(
        "<paper><choices label='Mức'><choice checked='yes'>A</choice><choice checked='no'>B</choice></choices></paper>"
    )
    assert text_of(kind).replace("\u00a0", " ").split() == ["Mức:", "[X]", "A", "[", "]", "B"]


def test_every_tag_has_its_place_in_the_text(paper):
    kind = paper(
        "<paper><letterhead parent='CHA' issuer='CON' number='Số: 01/BB-A' place-date='X, ngày 05 tháng 3 năm 2024'/>"
        "<form-code>Mẫu</form-code><title>TÊN</title><subtitle>Trích yếu</subtitle>"
        "<legal-basis><basis>Căn cứ một</basis><basis>Căn cứ hai</basis></legal-basis>"
        "<addressees><addressee>Một</addressee><addressee>Hai</addressee></addressees>"
        "<fields><field label='A'>1</field><field label='B'/></fields><text blank='2'/><text>một\n\nhai</text>"
        "<list marker='+'><item>ba</item></list><page-break/><landscape><p>ngang</p></landscape><note>ghi chú</note>"
        "<signatures><recipients><recipient>Nơi A</recipient><recipient>Lưu: VT</recipient></recipients>"
        "<signature><behalf>TM. B</behalf><post>C</post><name>D</name></signature></signatures></paper>"
    )
    assert text_of(kind).split("\n") == [
        "CHA CON\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 01/BB-A\tX, ngày 05 tháng 3 năm 2024",
        "Mẫu",
        "TÊN",
        "Trích yếu",
        "Căn cứ một;",
        "Căn cứ hai.",
        "Kính gửi:",
        "- Một;",
        "- Hai.",
        "A: 1\tB:",
        "một",
        "hai",
        "+ ba",
        "ngang",
        "Nơi nhận: - Nơi A; - Lưu: VT.\tTM. B C",
        "D",
        "ghi chú",
        "",
    ]


def test_digest_follows_body_description_profile_and_used_parts_only(paper):
    body = "<paper><p>{{ word }}</p>{% if false %}{% include '_parts/head.xml' %}{% endif %}</paper>"
    before = paper(body).template_digest
    parts = paper.root / "papers" / "_parts"
    (parts / "voting.xml").write_text("{# another part #}")
    assert paper(body).template_digest == before
    (parts / "head.xml").write_text("{# changed #}")
    changed = paper(body).template_digest
    assert changed != before
    profile = paper.root / "papers" / "_profiles" / "state.yaml"
    profile.write_text(profile.read_text().replace("body_size: {value: 13", "body_size: {value: 14"))
    assert len({before, changed, paper(body).template_digest, paper(body + " ").template_digest}) == 4


def test_a_profile_item_without_its_source_is_refused(paper):
    profile = paper.root / "papers" / "_profiles" / "state.yaml"
    profile.write_text(profile.read_text().replace('clause: "mục II.1.a", ', ""))
    with pytest.raises(PaperError, match="motto"):
        paper("<paper/>")


def test_days_and_moments():
    assert dmy("2023-11-05") == "05/11/2023"
    assert day_in_words(date(2024, 3, 5)) == "ngày 05 tháng 3 năm 2024"
    assert day_in_words("2024-02-15") == "ngày 15 tháng 02 năm 2024"
    assert clock(datetime(2023, 11, 22, 8, 5, tzinfo=UTC)) == "08 giờ 05 phút"
    assert moment("2023-11-22T08:00:00+07:00") == "08 giờ, ngày 22 tháng 11 năm 2023"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1005, "một nghìn không trăm linh năm"),
        (2000, "hai nghìn"),
        (9991, "chín nghìn chín trăm chín mươi mốt"),
    ],
)
def test_numbers_in_words(number, words):
    assert number_in_words(number) == words


def test_numbers_in_figures():
    assert [vi_number(n) for n in (1234.5, "0.25", 7, 1000000, 96.02000000000001)] == [
        "1.234,5",
        "0,25",
        "7",
        "1.000.000",
        "96,02",
    ]
    assert [percent(7, 7), percent(2, 3), percent(0, 0)] == ["100%", "66,67%", "0%"]
