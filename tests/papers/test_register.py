"""Numbers: drawn once, in order, without holes and without duplicates; a cancelled one stays; content is kept."""

from datetime import date
from hashlib import sha256

import pytest

from tests.builders import Year, codes, refusal_of
from thuocdo.audit.models import Event
from thuocdo.papers.actions import cancel_number, issue_paper, register_paper, registering
from thuocdo.papers.models import Number, Paper
from thuocdo.papers.rules import BLANK, RegisterRule, content_digest, numbered, symbol_of

from .readback import docx_lines

DAY = "2023-11-27 09:00"
OFFICE = {
    "symbols": {"agency": "VP", "councils": ["HĐTĐKT", "HĐSK"]},
    "register": {"series": "per_type", "apart": ["unit"]},
}


def paper(kind: str) -> Paper:
    return Paper.objects.get(kind=kind, is_current=True)


def minutes_again(year: Year, place: str) -> Paper:
    """The minutes issued once more with another place: another paper, that names the old one."""
    old = paper("unit-minutes")
    sheet = {**old.sheet, "place": place}
    return issue_paper(
        "unit-minutes", year.cycle, old.unit, old.subject_id, sheet, title=old.title, by=year.by("hoa", DAY)
    )


# --- the rule ---


@pytest.mark.parametrize(
    ("changes", "series"),
    [
        ({}, ["BB-TH", "BC", "CV", "QĐ-HĐSK"]),
        ({"series": "one"}, ["TH", "", "", "HĐSK"]),
        ({"apart": []}, ["BB", "BC", "CV", "QĐ-HĐSK"]),
        ({"series": "one", "apart": []}, ["", "", "", "HĐSK"]),
    ],
)
def test_series_follows_the_agencys_rule_and_councils_stand_apart(changes, series):
    rule = RegisterRule.of({**OFFICE, "register": OFFICE["register"] | changes})
    papers = [("BB", "BB-TH"), ("BC", "BC-VP"), ("", "VP-HCQT"), ("QĐ", "QĐ-HĐSK")]
    assert [rule.series(*one) for one in papers] == series


def test_symbol_is_what_stands_behind_the_room_for_the_number():
    assert symbol_of(f"Số: {BLANK}/BB-HCQT", "Số: {number}/{symbol}") == "BB-HCQT"
    assert symbol_of(f"Số {BLANK}-NQ/ĐU", "Số {number}-{symbol}") == "NQ/ĐU"
    assert symbol_of("", "Số: {number}/{symbol}") == ""


def test_numbering_changes_the_number_and_the_day_and_nothing_else():
    head = {
        "issuer": "VP",
        "number_line": f"Số: {BLANK}/BC-VP",
        "place_date_line": f"Huế, ngày{BLANK}tháng{BLANK}năm 2023",
    }
    sheet = {"letterhead": head, "words": "x"}
    made = numbered(sheet, 5, "BC-VP", "Số: {number}/{symbol}", date(2024, 1, 3))
    assert made["letterhead"] == head | {
        "number_line": "Số: 05/BC-VP",
        "place_date_line": "Huế, ngày 03 tháng 01 năm 2024",
    }
    assert content_digest(made) == content_digest(sheet)
    assert content_digest({**sheet, "words": "y"}) != content_digest(sheet)
    assert content_digest({**sheet, "letterhead": head | {"issuer": "SỞ"}}) != content_digest(sheet)


# --- the act ---


def test_a_number_stands_on_the_paper_and_the_rest_is_as_it_was(year):
    issued = paper("unit-minutes")
    before = docx_lines(issued.docx.read())
    number = register_paper(issued, by=year.by("hoa", DAY))
    after = docx_lines(number.docx.read())
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        (f"Số: {BLANK}/BB-TH", "Số: 01/BB-TH")
    ]
    number.pdf.seek(0)
    assert sha256(number.pdf.read()).hexdigest() == number.pdf_sha256
    assert number.content_digest == content_digest(issued.sheet)
    issued.refresh_from_db()
    assert f"Số: {BLANK}/BB-TH" in docx_lines(issued.docx.open().read())
    told = Event.objects.get(verb="paper.registered")
    assert (told.thing_id, told.facts["line"]) == (issued.pk, "Số: 01/BB-TH")


def test_the_day_is_filled_in_where_room_was_left(year):
    number = register_paper(paper("proposed-ratings"), by=year.by("hoa", DAY))
    lines = docx_lines(number.docx.read())
    assert "Số: 01/BC-TH" in lines
    assert any(line.endswith("tháng 11 năm 2023") and BLANK not in line for line in lines[:8])


def test_numbers_run_on_by_series(year):
    first = register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    second = register_paper(paper("tellers-minutes"), by=year.by("hoa", DAY))
    other = register_paper(paper("proposed-ratings"), by=year.by("hoa", DAY))
    assert [number.line for number in (first, second, other)] == [
        "Số: 01/BB-TH",
        "Số: 02/BB-TH",
        "Số: 01/BC-TH",
    ]


def test_numbers_begin_anew_with_the_year(year):
    register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    later = register_paper(paper("tellers-minutes"), by=year.by("hoa", "2024-01-03 08:00"))
    assert (later.line, later.series.year) == ("Số: 01/BB-TH", 2024)


def test_a_cancelled_number_stays_and_is_not_given_again(year):
    number = register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    cancel_number(number, reason="Ghi nhầm loại văn bản", by=year.by("hoa", DAY))
    again = register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    assert again.line == "Số: 02/BB-TH"
    assert list(Number.objects.order_by("number").values_list("line", "cancelled_reason")) == [
        ("Số: 01/BB-TH", "Ghi nhầm loại văn bản"),
        ("Số: 02/BB-TH", ""),
    ]


def test_a_number_is_cancelled_once_with_a_reason_by_the_registry(year):
    number = register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    hoa, lan = year.by("hoa", DAY), year.by("lan", DAY)
    assert codes(refusal_of(cancel_number, number, reason=" ", by=hoa)) == ["cycle.reason_missing"]
    assert codes(refusal_of(cancel_number, number, reason="x", by=lan)) == ["office.not_yours"]
    cancel_number(number, reason="x", by=hoa)
    assert codes(refusal_of(cancel_number, number, reason="x", by=hoa)) == ["paper.number_cancelled"]


def test_a_paper_is_numbered_once(year):
    register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    refused = refusal_of(register_paper, paper("unit-minutes"), by=year.by("hoa", DAY))
    assert codes(refused) == ["paper.already_numbered"]
    assert refused[0].facts == {"line": "Số: 01/BB-TH"}


def test_a_summary_table_bears_no_number(year):
    table = paper("emulation-summary")
    assert codes(refusal_of(register_paper, table, by=year.by("hoa", DAY))) == ["paper.takes_no_number"]


def test_only_the_registry_draws(year):
    for name in ("lan", "minh", "son", "khach"):
        refused = refusal_of(register_paper, paper("unit-minutes"), by=year.by(name, DAY))
        assert codes(refused) == ["office.not_yours"]


def test_a_correction_names_the_paper_it_replaces_and_both_keep_their_numbers(year):
    first = register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    new = minutes_again(year, "Phòng họp số 3")
    second = register_paper(new, by=year.by("hoa", DAY))
    assert new.replaces == first.paper
    assert [first.line, second.line] == ["Số: 01/BB-TH", "Số: 02/BB-TH"]
    assert docx_lines(first.docx.open().read()) != docx_lines(second.docx.open().read())


def test_a_replaced_paper_takes_no_number(year):
    old = paper("unit-minutes")
    minutes_again(year, "Phòng họp số 3")
    old.refresh_from_db()
    assert codes(refusal_of(register_paper, old, by=year.by("hoa", DAY))) == ["paper.superseded"]


def test_a_paper_of_another_template_is_not_numbered(year):
    Paper.objects.filter(kind="unit-minutes").update(template_digest="0" * 64)
    refused = refusal_of(register_paper, paper("unit-minutes"), by=year.by("hoa", DAY))
    assert codes(refused) == ["paper.template_changed"]


def test_nothing_is_drawn_when_the_file_cannot_be_made(year, monkeypatch):
    """The number goes back with the transaction: the series has no hole."""

    def broken(*_):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(registering, "render", broken)
        with pytest.raises(OSError):  # noqa: PT011  the planted one
            register_paper(paper("unit-minutes"), by=year.by("hoa", DAY))
    assert register_paper(paper("unit-minutes"), by=year.by("hoa", DAY)).line == "Số: 01/BB-TH"
