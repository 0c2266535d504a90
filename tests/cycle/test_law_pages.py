"""The book of the year on pages: found without accents, every clause with its words, doubts until somebody reads."""

import pytest
from django.urls import reverse

from tests.builders import a_review, codes, last_event, nothing_written, on_record, refusal_of
from tests.standing import beside_another, browser_of, standing
from thuocdo.cycle.actions import confirm_value, withdraw_confirmation
from thuocdo.cycle.models import Confirmation
from thuocdo.cycle.queries import book_of, checked_sources, doubts_of
from thuocdo.law.in_words import in_lines

lived, year = standing(beside_another(a_review))
GROUP = "rule:rating/comparable_group"
NOW = "2023-11-20 10:00"


def page(year, name: str, *args: str, by: str = "lan", **asked: str) -> str:
    answer = browser_of(year, by).get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(year, key: str = GROUP, by: str = "hoa") -> Confirmation:
    return confirm_value(year.cycle, key, document="Bản lưu số 12", by=year.by(by, NOW))


def test_a_rule_is_found_without_accents(year):
    found = page(year, "law:book", tim="ty le toi da xuat sac")
    assert "Không quá 20% số hoàn thành tốt" in found
    assert "Họp kiểm điểm" not in found


def test_nothing_found_is_said(year):
    assert "Không có quy tắc nào khớp" in page(year, "law:book", tim="xyz nothing")


def test_every_rule_form_and_act_has_its_page(year):
    book = book_of(year.cycle)
    client = browser_of(year, "lan")
    urls = [reverse("law:rule", args=[key]) for key in book.rules]
    urls += [reverse("law:form", args=[key]) for key in (*book.forms, *book.tables)]
    urls += [reverse("law:act", args=[key]) for key in book.instruments]
    with nothing_written():
        assert {client.get(url).status_code for url in urls} == {200}


@pytest.mark.parametrize(("name", "key"), [("rule", "rating/none"), ("form", "none"), ("act", "none")])
def test_what_the_book_does_not_hold_is_not_found(year, name, key):
    assert browser_of(year, "lan").get(reverse(f"law:{name}", args=[key])).status_code == 404


def test_no_value_is_shown_as_data(year):
    lines = [
        line.text
        for rule in book_of(year.cycle).rules.values()
        for line in in_lines(rule, book_of(year.cycle))
    ]
    assert [text for text in lines if any(mark in text for mark in ("{", "[", "': ", "None"))] == []


def test_a_rule_shows_clause_quote_reading_and_what_would_settle_it(year):
    shown = page(year, "law:rule", "rating/comparable_group")
    for words in (
        "Điều 12",
        "Quy định số 124-QĐ/TW",
        "Cơ quan tự lập nhóm",
        "Nguyên văn Quy định số 124-QĐ/TW",
    ):
        assert words in shown


def test_the_list_of_doubts_holds_every_one(year):
    shown = page(year, "law:unchecked")
    assert [doubt.title for doubt in doubts_of(year.cycle) if f">{doubt.title}</a>" not in shown] == []


# --- somebody read the original ---


def test_a_confirmation_is_on_record_and_leaves_the_book_as_it_is(year):
    digest = book_of(year.cycle).digest
    with on_record() as lines:
        confirm(year)
    assert lines == [("cycle.value_confirmed", "Trần Thị Hoa")]
    assert last_event().facts == {"key": GROUP, "document": "Bản lưu số 12"}
    assert book_of(year.cycle).digest == digest


def test_the_mark_says_when_wherever_the_clause_stands(year):
    before = page(year, "law:rule", "rating/comparable_group")
    assert "đã đối chiếu ngày" not in before
    source = book_of(year.cycle)["rating/comparable_group"].source
    for doubt in doubts_of(year.cycle):
        if doubt.source == source:
            confirm(year, doubt.ident)
    assert checked_sources(year.cycle.agency_id)[source].isoformat() == "2023-11-20"
    assert "đã đối chiếu ngày 20/11/2023" in page(year, "law:rule", "rating/comparable_group", by="bao")


def test_another_agency_still_doubts(year):
    confirm(year)
    assert checked_sources(year.neighbour.cycle.agency_id) == {}


def test_what_the_page_posts_is_kept(year):
    sent = {"key": GROUP, "document": "Bản sao công chứng", "note": "Trang 7"}
    browser_of(year, "hoa").post(reverse("law:confirm"), sent)
    kept = Confirmation.objects.get()
    assert (kept.key, kept.document, kept.note, kept.by_name) == (*sent.values(), "Trần Thị Hoa")


@pytest.mark.parametrize("name", ["lan", "minh", "son", "hoa@so"])
def test_only_hcqt_confirms(year, name):
    found = refusal_of(confirm, year, by=name)
    assert codes(found) == ["office.not_yours"]


def test_a_confirmation_names_its_text_and_a_value_in_doubt(year):
    by = year.by("hoa")
    assert codes(refusal_of(confirm_value, year.cycle, GROUP, document=" ", by=by)) == [
        "cycle.document_missing"
    ]
    assert codes(refusal_of(confirm_value, year.cycle, "rule:none", document="x", by=by)) == [
        "cycle.not_in_doubt"
    ]


def test_a_confirmation_is_withdrawn_with_a_reason(year):
    kept = confirm(year)
    assert codes(refusal_of(withdraw_confirmation, kept, reason="", by=year.by("hoa"))) == [
        "cycle.reason_missing"
    ]
    withdraw_confirmation(kept, reason="Đọc nhầm bản dự thảo", by=year.by("hoa"))
    assert Confirmation.objects.count() == 0
    assert last_event().verb == "cycle.confirmation_withdrawn"
