"""Papers filled in by hand: the form asks for the facts of the paper, all of them, and nothing typed is lost on the way."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import codes
from thuocdo.papers.filling import (
    Field,
    Way,
    differences,
    edited,
    facts_from,
    lacking,
    load_form,
    posted,
    rows_in,
    rows_of_text,
    text_of_rows,
    typed_from,
    unreadable,
)
from thuocdo.papers.rendering import PaperError, compose, plain_text
from thuocdo.papers.wording import GROUPS, KINDS, MADE_BY

from .forms_filled import FILLED, form_of, sent
from .packs import ROOT, each_text, kind_of, sample
from .readback import words

ON = date(2023, 12, 1)
FORMS = pytest.mark.parametrize("kind", FILLED)
NASTY = '\u202e"<b>&amp; {{ 7*7 }} {% raw %} #let \\ $x$ \u0000@[]*_ \u200b' + "Nguyễn Phước Bảo Ân " * 12


def shape_of(kind: str) -> str:
    paper = kind_of(kind)
    return paper.profile_of(sample(kind)).look.number_format


def without_number(facts: dict) -> dict:
    """The facts as issued: the registry gives the number."""
    head = facts["letterhead"]
    symbol = head["number_line"].partition("/")[2]
    return {**facts, "letterhead": head | {"number_line": symbol}}


def test_every_kind_is_filled_in_or_comes_from_a_room():
    assert sorted({*FILLED, *MADE_BY}) == sorted(KINDS)
    assert set(FILLED) & set(MADE_BY) == set()
    assert sorted(kind for _, kinds in GROUPS for kind in kinds) == sorted(KINDS)


@FORMS
def test_a_sample_typed_into_its_form_is_the_sample_again(kind):
    form, facts = form_of(kind), sample(kind)
    typed = typed_from(form.fields, facts)
    assert posted(form.fields, sent(form.fields, typed), {}) == typed
    made = facts_from(form.fields, typed, shape_of(kind), ON) | {"draft": facts["draft"]}
    assert without_number(made) == without_number(facts)
    assert lacking(form.fields, typed) == []


@FORMS
def test_an_empty_form_is_a_paper_with_blanks_once_its_hours_are_given(kind):
    form = form_of(kind)
    empty = posted(form.fields, {}, {})
    assert set(codes(unreadable(form.fields, empty))) <= {"paper.field_moment"}
    hours = {"started": "2023-12-08T14:00", "ended": "2023-12-08T16:30"}
    typed = empty | {key: hour for key, hour in hours.items() if key in empty}
    facts = facts_from(form.fields, typed, shape_of(kind), ON) | {"draft": True}
    assert "Bản dự thảo" in plain_text(compose(kind_of(kind), facts))
    assert lacking(form.fields, typed)


@FORMS
def test_hostile_and_long_words_come_through_whole(kind):
    """Whatever is typed stands on the paper, letter by letter, cleaned of what no paper can show."""
    form = form_of(kind)
    facts = each_text(sample(kind), lambda text: f"{text} {NASTY}" if text else text)
    facts["letterhead"] = sample(kind)["letterhead"]
    typed = typed_from(form.fields, facts)
    again = posted(form.fields, sent(form.fields, typed), {})
    made = facts_from(form.fields, again, shape_of(kind), ON) | {"draft": True}
    printed = words(plain_text(compose(kind_of(kind), made)))
    wanted = words("Nguyễn Phước Bảo Ân {{ 7*7 }} #let $x$ " + '"<b>&amp;')
    assert wanted - printed == {}


def test_a_form_that_asks_for_a_key_the_paper_does_not_know_is_refused(tmp_path):
    form = tmp_path / "form.yaml"
    form.write_text("purpose: Mời\nissuers: [agency]\ntold_by: subject\nfields: {surplus: Thừa}\n")
    with pytest.raises(PaperError, match="surplus"):
        load_form(ROOT, replace(kind_of("invitation"), folder=tmp_path))


# --- rows ---


TABLE = Field(
    "lines",
    "Danh sách",
    Way.ROWS,
    (Field("name", "Họ và tên"), Field("text", "Thành tích", Way.TEXT), Field("met", "Đạt", Way.TICK)),
)


def typed_names(*names: str) -> dict:
    return {"lines": [{"name": name, "text": "", "met": ""} for name in names]}


@pytest.mark.parametrize(
    ("deed", "names", "place"),
    [
        ("add:lines", ["a", "b", "c", ""], "lines.3"),
        ("drop:lines.1", ["a", "c"], "lines.1"),
        ("drop:lines.2", ["a", "b"], "lines.1"),
        ("up:lines.2", ["a", "c", "b"], "lines.1"),
        ("up:lines.0", ["a", "b", "c"], "lines.0"),
        ("down:lines.0", ["b", "a", "c"], "lines.1"),
        ("down:lines.2", ["a", "b", "c"], "lines.2"),
    ],
)
def test_rows_are_added_dropped_and_moved(deed, names, place):
    typed = typed_names("a", "b", "c")
    assert edited((TABLE,), typed, deed) == place
    assert [row["name"] for row in typed["lines"]] == names


@pytest.mark.parametrize(
    "deed", ["up:lines.9", "drop:lines.-1", "add:other", "burn:lines.1", "add:lines.0.name", ""]
)
def test_what_is_no_deed_or_no_row_is_an_error_and_changes_nothing(deed):
    typed = typed_names("a", "b")
    with pytest.raises(KeyError):
        edited((TABLE,), typed, deed)
    assert typed == typed_names("a", "b")


def test_rows_within_rows_are_found_by_their_name():
    form = form_of("council-minutes")
    typed = typed_from(form.fields, sample("council-minutes"))
    assert edited(form.fields, typed, "add:cases.1.remarks") == "cases.1.remarks.1"
    field, rows = rows_in(form.fields, typed, "cases.1.remarks")
    assert (field.key, len(rows)) == ("remarks", 2)


def test_a_table_that_the_page_does_not_show_stays():
    typed = typed_names("a", "b")
    assert posted((TABLE,), {}, typed) == typed
    assert posted((TABLE,), {"lines.rows": "1", "lines.0.name": "x"}, typed) == typed_names("x")


# --- a whole table ---


@pytest.mark.parametrize(
    "pasted",
    [
        'An\t"Tốt\nvà đều"\tx\nBình\tKhá\t\n',
        'Họ và tên\tThành tích\tĐạt\nAn\t"Tốt\nvà đều"\tx\nBình\tKhá\t',
        'Đạt\tGhi chú\tHọ và tên\tThành tích\nx\tbỏ\tAn\t"Tốt\nvà đều"\n\t\tBình\tKhá',
        '1\tAn\t"Tốt\nvà đều"\tx\n2.\tBình\tKhá\tkhông\n',
        'Họ và tên\tThành tích\tĐạt\nAn\t"Tốt\nvà đều"\tx\nTT\tHọ và tên\tThành tích\tĐạt\n1\tBình\tKhá\t',
        '\n\nAn\t"Tốt\nvà đều"\tx\n\nBình\tKhá',
    ],
)
def test_rows_are_pasted_with_or_without_their_head(pasted):
    assert rows_of_text(TABLE, pasted).rows == [
        {"name": "An", "text": "Tốt\nvà đều", "met": "yes"},
        {"name": "Bình", "text": "Khá", "met": ""},
    ]


def test_a_table_written_as_text_is_the_table_again():
    rows = [{"name": 'Nguyễn "An"', "text": "a\nb\tc", "met": "yes"}, {"name": "B", "text": "", "met": ""}]
    assert rows_of_text(TABLE, text_of_rows(TABLE, rows)).rows == rows


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("\tchỉ có thành tích\nAn", ["", "An"]),
        ('"An\nBình', ['"An', "Bình"]),
        ("An\x00\tx\r\nBình", ["An", "Bình"]),
        ('"' + "a" * 200_000 + '"\nAn', ['"' + "a" * 200_000 + '"', "An"]),
    ],
    ids=["empty first cell", "lone quote", "nul", "huge cell"],
)
def test_a_strange_paste_keeps_its_rows(pasted, names):
    assert [row["name"] for row in rows_of_text(TABLE, pasted).rows] == names


def test_what_finds_no_place_in_the_table_is_told():
    found = rows_of_text(TABLE, "Họ và tên\tGhi chú\tĐạt\nAn\tmới\tx\tthừa\nBình")
    assert (len(found.rows), found.unread, found.too_wide) == (2, ("Ghi chú",), (2,))


# --- what is missing ---


def missing(kind: str, **changes) -> list:
    form = form_of(kind)
    return lacking(form.fields, typed_from(form.fields, sample(kind)) | changes)


def test_what_is_missing_is_named_by_its_label_and_row():
    form = form_of("transmittal-letter")
    items = typed_from(form.fields, sample("transmittal-letter"))["items"]
    items[1]["copies"] = "hai"
    items[2]["title"] = ""
    found = missing("transmittal-letter", opening="", items=items)
    assert [(finding.code, finding.facts["field"], finding.facts["label"]) for finding in found] == [
        ("paper.field_missing", "opening", "Đoạn mở đầu"),
        ("paper.field_number", "items.1.copies", "Tài liệu gửi kèm, 2: Số bản"),
        ("paper.field_missing", "items.2.title", "Tài liệu gửi kèm, 3: Tài liệu"),
    ]


@pytest.mark.parametrize(
    ("kind", "changes", "found"),
    [
        ("invitation", {"invited": ""}, ["paper.field_missing"]),
        ("invitation", {"contents": ""}, []),
        ("invitation", {"time": "8 giờ 😀"}, ["paper.field_unprintable"]),
        ("invitation", {"signer": {"behalf": "", "post": "CHÁNH VĂN PHÒNG", "name": "TS. Nguyễn An"}}, ["paper.title_in_name"]),
        ("invitation", {"signer": {"behalf": "", "post": "", "name": ""}}, ["paper.field_missing"] * 2),
        ("election-minutes", {"valid": "68"}, ["paper.field_sum"]),
        ("election-minutes", {"ended": "chiều"}, ["paper.field_moment"]),
        ("election-minutes", {"lines": []}, ["paper.field_missing"]),
        ("conference-resolution", {"vote": {"voters": "70", "agree": "60", "disagree": "5", "other": "4"}}, ["paper.field_sum"]),
        ("initiative-application", {"helpers": []}, []),
        ("award-decision", {"year": "2023,5"}, ["paper.field_number"]),
        ("award-decision", {"year": "٢٠٢٣"}, ["paper.field_number"]),
    ],
)  # fmt: skip
def test_what_cannot_be_issued_says_why(kind, changes, found):
    assert codes(missing(kind, **changes)) == found


def test_a_full_stop_is_not_printed_twice():
    form = form_of("invitation")
    typed = typed_from(form.fields, sample("invitation"))
    twice = typed | {"place": f"{typed['place']}.", "invited": typed["invited"].replace("\n", ";\n") + "."}
    assert facts_from(form.fields, twice, shape_of("invitation"), ON) == facts_from(
        form.fields, typed, shape_of("invitation"), ON
    )


def test_a_symbol_has_no_spaces():
    form = form_of("invitation")
    typed = typed_from(form.fields, sample("invitation"))
    typed["letterhead"]["symbol"] = "GM - VP"
    assert codes(lacking(form.fields, typed)) == ["paper.bad_symbol"]


def test_two_texts_are_told_apart_field_by_field():
    form = form_of("invitation")
    mine = typed_from(form.fields, sample("invitation"))
    theirs = mine | {"place": "Hội trường", "signer": mine["signer"] | {"name": "Lê An"}}
    assert [label for label, _, _ in differences(form.fields, mine, theirs)] == ["Địa điểm", "Người ký"]
