"""What a dossier needs and what is missing, piece by piece."""

from tests.builders import the_book
from thuocdo.dossiers.rules import missing_items, needs_of
from thuocdo.kernel.findings import Finding

RULE = the_book()["dossier/unit_items"]
KEYS = ["minutes", "unit_report", "self_reviews", "proposed_ratings", "emulation_summary"]
EVERYTHING = {key: [number] for number, key in enumerate(KEYS, 1)}


def test_the_items_are_the_five_of_the_plan_in_its_order():
    needs = needs_of(RULE, {}, {})
    assert [(need.number, need.key) for need in needs] == list(enumerate(KEYS, 1))
    assert [need.lacks for need in needs] == [(need.title,) for need in needs]


def test_a_whole_dossier_lacks_nothing():
    needs = needs_of(RULE, EVERYTHING, {})
    assert [need.have for need in needs] == [(1,), (2,), (3,), (4,), (5,)]
    assert missing_items(needs, RULE.source) == []


def test_what_is_missing_is_named_piece_by_piece_with_the_clause():
    needs = needs_of(RULE, EVERYTHING | {"minutes": []}, {"self_reviews": ["Lan", "Bảo"]})
    assert missing_items(needs, RULE.source) == [
        Finding(
            "dossier.item_missing",
            RULE.source,
            {"number": 1, "title": "Biên bản cuộc họp", "lacks": "Biên bản cuộc họp"},
        ),
        Finding(
            "dossier.item_missing",
            RULE.source,
            {"number": 3, "title": "Bản tự kiểm điểm cá nhân", "lacks": "Lan, Bảo"},
        ),
    ]
    assert (RULE.source.act, RULE.source.clause, RULE.source.status) == ("kh-vp-2023", "II.2.d", "confirmed")


def test_papers_that_are_there_do_not_hide_a_piece_that_is_not():
    (need,) = [need for need in needs_of(RULE, EVERYTHING, {"unit_report": ["TH"]}) if need.number == 2]
    assert (need.have, need.lacks, need.complete) == ((2,), ("TH",), False)
