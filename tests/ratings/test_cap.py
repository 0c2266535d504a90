"""The cap of the plan: excellent at most 20% of those good, in whole people (S-18)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.kernel.findings import Citation
from thuocdo.kernel.words import Grade
from thuocdo.law.packs import load_book, regulations_root
from thuocdo.ratings.rules import (
    Cap,
    Headroom,
    Standing,
    headroom,
    in_words,
    over_cap,
    room_for,
    standings,
    what_if,
)

PLAN = Citation("kh-vp-2023", "II.2.d, Lưu ý")
GOOD = frozenset({Grade.GOOD})
OF_GOOD = Cap(Fraction(1, 5), GOOD, PLAN)
OF_GOOD_25 = Cap(Fraction(1, 4), GOOD, PLAN)
OF_BETTER = Cap(Fraction(1, 5), GOOD | {Grade.EXCELLENT}, PLAN)
OF_ALL = Cap(Fraction(1, 5), frozenset(Grade), PLAN)
CAPS = [OF_GOOD, OF_GOOD_25, OF_BETTER, OF_ALL]


def group(excellent: int, good: int, satisfactory: int = 0) -> dict[Grade, int]:
    return {Grade.EXCELLENT: excellent, Grade.GOOD: good, Grade.SATISFACTORY: satisfactory}


def test_cap_of_the_book():
    book = load_book(regulations_root(), "2023", "mau-vpubnd")
    cap = Cap.from_rule(book["rating/excellent_cap"])
    assert (cap.share, cap.base, cap.per) == (Fraction(1, 5), GOOD, "comparable_group")
    assert cap.source.act == "kh-vp-2023"


ROOM_OF_GOOD = [0] * 6 + [1] * 6 + [2] * 6 + [3] * 6 + [4] * 6 + [5]
ROOM_OF_GOOD_25 = [0] * 5 + [1] * 5 + [2] * 5 + [3] * 5 + [4] * 5 + [5] * 5 + [6]
ROOM_OF_BETTER = ROOM_OF_GOOD_25


@pytest.mark.parametrize(
    ("cap", "rooms"),
    [
        (OF_GOOD, ROOM_OF_GOOD),
        (OF_GOOD_25, ROOM_OF_GOOD_25),
        (OF_BETTER, ROOM_OF_BETTER),
        (OF_ALL, ROOM_OF_BETTER),
    ],
)
def test_groups_of_none_to_thirty_all_good_or_better(cap, rooms):
    assert [room_for(group(0, size), cap) for size in range(31)] == rooms


def test_ten_people_two_excellent():
    assert headroom(group(2, 8), OF_GOOD) == Headroom(allowed=1, proposed=2, base_count=8, over_by=1)
    assert headroom(group(2, 8), OF_BETTER) == Headroom(allowed=2, proposed=2, base_count=10, over_by=0)


def test_final_counts_decide_not_those_before_anyone_is_moved():
    assert headroom(group(5, 7), OF_GOOD) == Headroom(allowed=2, proposed=5, base_count=7, over_by=3)
    assert over_cap(group(2, 10), OF_GOOD) == []


def test_nobody_good_leaves_no_room():
    assert headroom(group(1, 0), OF_GOOD).over_by == 1


def test_satisfactory_people_do_not_widen_the_base():
    assert headroom(group(1, 4, satisfactory=20), OF_GOOD).over_by == 1
    assert headroom(group(1, 4, satisfactory=20), OF_ALL).over_by == 0


def test_over_cap_carries_clause_and_numbers():
    (finding,) = over_cap(group(1, 4), OF_GOOD)
    assert (finding.code, finding.source) == ("rating.over_cap", PLAN)
    assert finding.facts == {
        "have": 1,
        "room": 0,
        "over_by": 1,
        "base_count": 4,
        "share": "1/5",
        "words": "nếu 1 người xuất sắc thì còn 4 người tốt; 20% của 4 là 0,8",
    }


def test_what_if_moves_people_between_good_and_excellent():
    trial = what_if(group(0, 5), OF_GOOD, 1)
    assert (trial.base_count, trial.share_of_base, trial.holds) == (4, Fraction(4, 5), False)
    assert in_words(trial, OF_GOOD) == "nếu 1 người xuất sắc thì còn 4 người tốt; 20% của 4 là 0,8"
    assert what_if(group(0, 6), OF_GOOD, 1).holds
    assert in_words(what_if(group(0, 5), OF_BETTER, 1), OF_BETTER) == (
        "nếu 1 người xuất sắc thì có 5 người từ tốt trở lên; 20% của 5 là 1"
    )
    with pytest.raises(ValueError, match="not enough people"):
        what_if(group(0, 5), OF_GOOD, 6)


counts = st.integers(min_value=0, max_value=400)
caps = st.sampled_from(CAPS)


@given(counts, counts, counts, caps)
def test_over_exactly_when_more_than_the_share_of_the_base(excellent, good, rest, cap):
    have = group(excellent, good, rest)
    base = sum(number for grade, number in have.items() if grade in cap.base)
    assert bool(over_cap(have, cap)) == (excellent > cap.share * base)


@given(counts, counts, counts, caps)
def test_moving_the_number_over_down_is_enough_and_one_less_is_not(excellent, good, rest, cap):
    over = headroom(group(excellent, good, rest), cap).over_by
    assert over_cap(group(excellent - over, good + over, rest), cap) == []
    if over:
        assert over_cap(group(excellent - over + 1, good + over - 1, rest), cap)


@given(counts, counts, counts, caps)
def test_one_more_good_person_never_takes_room_away(excellent, good, rest, cap):
    assert room_for(group(excellent, good + 1, rest), cap) >= room_for(group(excellent, good, rest), cap)


@given(counts, counts)
def test_base_of_good_only_is_never_looser(excellent, good):
    have = group(excellent, good)
    assert room_for(have, OF_GOOD) <= min(room_for(have, OF_BETTER), room_for(have, OF_ALL))


def marks(proposed, allowed):
    return {one.key: (one.place, one.over, one.tied) for one in standings(proposed, allowed)}


def test_those_beyond_the_cap_are_marked_by_score():
    proposed = [("lan", Fraction(91)), ("minh", Fraction(95)), ("hoa", Fraction(93))]
    assert marks(proposed, 2) == {
        "minh": (1, False, False),
        "hoa": (2, False, False),
        "lan": (3, True, False),
    }
    assert marks(proposed, 3) == {
        "minh": (1, False, False),
        "hoa": (2, False, False),
        "lan": (3, False, False),
    }


def test_a_tie_at_the_edge_is_left_to_people():
    proposed = [("lan", Fraction(95)), ("minh", Fraction(95)), ("hoa", Fraction(96)), ("son", Fraction(90))]
    assert marks(proposed, 2) == {
        "hoa": (1, False, False), "lan": (2, False, True), "minh": (2, False, True), "son": (4, True, False)
    }  # fmt: skip


def test_without_scores_nobody_is_ordered():
    proposed = [("lan", Fraction(95)), ("minh", None)]
    assert marks(proposed, 2) == {"lan": (1, False, False), "minh": (1, False, False)}
    assert marks(proposed, 1) == {"lan": (1, False, True), "minh": (1, False, True)}
    assert marks(proposed, 0) == {"lan": (1, True, False), "minh": (1, True, False)}
    assert standings([], 0) == []
    assert standings([("lan", None)], 0) == [Standing("lan", None, 1, over=True, tied=False)]


def test_wider_share_is_opened_by_a_rule_and_a_document_only():
    wide = Cap(Fraction(1, 5), GOOD, PLAN, exception=Fraction(1, 4))
    assert room_for(group(0, 5), wide.by_exception("Quyết định số 12/QĐ-UBND")) == 1
    for cap, document in ((wide, " "), (OF_GOOD, "Quyết định số 12/QĐ-UBND")):
        with pytest.raises(ValueError, match="decision document"):
            cap.by_exception(document)


def test_small_sets_of_units_may_have_one():
    units = Cap(Fraction(1, 5), GOOD, PLAN, small_below=5, small_max=1)
    assert [room_for(group(0, number), units) for number in range(8)] == [0, 1, 1, 1, 1, 0, 1, 1]
