import json
from datetime import date
from fractions import Fraction
from time import perf_counter

import pytest

from thuocdo.kernel.dues import Due, DueKind
from thuocdo.law.book import Book, NotInBook


def test_book_survives_the_database(book):
    again = Book.from_json(json.dumps(book.to_json(), sort_keys=True))
    assert again == book
    assert again.digest == book.digest


def test_digest_changes_with_one_word(book):
    data = book.to_json()
    data["rules"]["rating/excellent_cap"]["values"]["share"] = "1/4"
    assert Book.from_json(data).digest != book.digest


def test_pinned_book_is_read_fast(book):
    data = book.to_json()
    fastest = min(_seconds(data) for _ in range(5))
    assert fastest < 0.02


def _seconds(data) -> float:
    start = perf_counter()
    Book.from_json(data)
    return perf_counter() - start


def test_unknown_rule_says_so(book):
    with pytest.raises(NotInBook) as caught:
        book["rating/no_such_rule"]
    assert str(caught.value) == 'Bộ quy định 2023: "rating/no_such_rule": không có quy tắc này.'


def test_unknown_value_names_rule_and_key(book):
    with pytest.raises(NotInBook, match='"rating/excellent_cap" không có giá trị "shares"'):
        book["rating/excellent_cap"]["shares"]


@pytest.mark.parametrize("kind", ["form", "table", "instrument", "step"])
def test_unknown_thing_is_an_error(book, kind):
    with pytest.raises(NotInBook, match='"nothing"'):
        getattr(book, kind)("nothing")


def test_cap_of_2023_in_the_words_of_the_plan(book):
    cap = book["rating/excellent_cap"]
    assert (cap.fraction("share"), cap["of"], cap["per"]) == (Fraction(1, 5), ["good"], "comparable_group")
    assert cap.source.act == "kh-vp-2023"
    assert "không vượt quá 20% số được đề nghị xếp loại “Hoàn thành tốt nhiệm vụ”" in cap.source.quote
    assert (cap.level, cap.source.status) == ("office", "confirmed")
    assert [source.act for source in cap.also] == ["qd-124-tw-2023", "nd-48-2023"]


def test_every_deadline_of_the_plan(book):
    dues = {step.key: step.due for step in book.plan}
    nov, dec = (lambda day: date(2023, 11, day)), (lambda day: date(2023, 12, day))
    assert dues == {
        "review_prompts": Due(DueKind.BEFORE, nov(16)),
        "self_reviews": Due(DueKind.BEFORE, nov(20)),
        "unit_reports": Due(DueKind.BEFORE, nov(20)),
        "unit_meetings": Due(DueKind.BY, nov(26)),
        "unit_dossiers": Due(DueKind.BY, nov(26)),
        "unit_figures": Due(DueKind.BY, nov(16)),
        "office_reports": Due(DueKind.BY, nov(22)),
        "office_vote": Due(DueKind.EXPECTED, nov(24)),
        "leadership_review": Due(DueKind.EXPECTED, nov(24)),
        "consultation": Due(DueKind.EXPECTED, nov(28)),
        "rating_dossier": Due(DueKind.BEFORE, nov(30)),
        "initiatives_council": Due(DueKind.EXPECTED, dec(8)),
        "emulation_council": Due(DueKind.EXPECTED, dec(12)),
        "award_dossier": Due(DueKind.WINDOW, dec(15), dec(12)),
        "conference_papers": Due(DueKind.BY, dec(24)),
        "conference": Due(DueKind.EXPECTED, dec(29)),
        "remedies": None,
    }


def test_plan_covers_the_process(book):
    covered = {item for step in book.plan for item in step.items}
    assert covered == {f"S-{number}" for number in range(5, 31)}


def test_unit_dossier_has_five_items(book):
    items = book["dossier/unit_items"]["items"]
    keys = ["minutes", "unit_report", "self_reviews", "proposed_ratings", "emulation_summary"]
    assert [item["key"] for item in items] == keys
