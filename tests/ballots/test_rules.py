"""The arithmetic of a tellers' sheet, and what passes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import codes, the_book
from thuocdo.ballots.rules import (
    Count,
    LineCount,
    Threshold,
    guessable,
    passed,
    too_few_ballots,
    too_few_voters,
    wrong_sums,
)
from thuocdo.kernel.findings import Citation, Finding

SOUND = Count(
    summoned=9,
    present=8,
    issued=8,
    collected=7,
    valid=6,
    invalid=1,
    lines=(LineCount("a", "Lan", 4, 1, 1), LineCount("b", "Bảo", 6, 0, 0)),
)


def test_a_sound_sheet_has_nothing_wrong():
    assert wrong_sums(SOUND) == []


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({"present": 10}, [("ballot.present_over_summoned", {"less": 10, "more": 9})]),
        ({"issued": 9}, [("ballot.issued_over_present", {"less": 9, "more": 8})]),
        (
            {"collected": 9},
            [
                ("ballot.collected_over_issued", {"less": 9, "more": 8}),
                ("ballot.valid_and_invalid", {"valid": 6, "invalid": 1, "collected": 9}),
            ],
        ),
        ({"invalid": 0}, [("ballot.valid_and_invalid", {"valid": 6, "invalid": 0, "collected": 7})]),
        ({"invalid": 2}, [("ballot.valid_and_invalid", {"valid": 6, "invalid": 2, "collected": 7})]),
        (
            {"valid": 5, "invalid": 2},
            [
                ("ballot.line_sum", {"label": "Lan", "total": 6, "valid": 5}),
                ("ballot.line_sum", {"label": "Bảo", "total": 6, "valid": 5}),
            ],
        ),
        (
            {"lines": (LineCount("a", "Lan", 4, 1, 0),)},
            [("ballot.line_sum", {"label": "Lan", "total": 5, "valid": 6})],
        ),
        (
            {"lines": (LineCount("a", "Lan", 4, 1, 2),)},
            [("ballot.line_sum", {"label": "Lan", "total": 7, "valid": 6})],
        ),
    ],
)
def test_each_identity_that_does_not_hold_is_named_with_its_figures(figures, found):
    source = Citation("kh-vp-2023", "II.2.c")
    wrong = wrong_sums(replace(SOUND, **figures), source)
    assert wrong == [Finding(code, source, facts) for code, facts in found]


def test_all_that_is_wrong_is_said_at_once():
    wrong = Count(1, 2, 3, 4, 5, 6, (LineCount("a", "Lan", 1, 1, 1),))
    assert codes(wrong_sums(wrong)) == [
        "ballot.present_over_summoned",
        "ballot.issued_over_present",
        "ballot.collected_over_issued",
        "ballot.valid_and_invalid",
        "ballot.line_sum",
    ]


ADVANCED = Threshold.from_rule(the_book()["emulation/advanced_worker"])


def test_advanced_worker_takes_more_than_half_of_the_valid_slips():
    assert (ADVANCED.numerator, ADVANCED.denominator, ADVANCED.strict, ADVANCED.base) == (1, 2, True, "valid")


@pytest.mark.parametrize(
    ("share", "strict", "base", "needed"),
    [
        ((1, 2), True, 6, 4),
        ((1, 2), True, 7, 4),
        ((1, 2), False, 6, 3),
        ((1, 2), False, 7, 4),
        ((2, 3), False, 9, 6),
        ((2, 3), False, 10, 7),
        ((2, 3), True, 9, 7),
        ((1, 2), True, 0, 1),
    ],
)
def test_the_least_number_of_votes_that_passes(share, strict, base, needed):
    assert Threshold(*share, strict, "valid").needed(base) == needed


@given(st.integers(1, 5), st.integers(1, 7), st.booleans(), st.integers(0, 500))
def test_needed_is_where_the_share_is_first_reached(numerator, more, strict, base):
    denominator = numerator + more
    needed = Threshold(numerator, denominator, strict, "valid").needed(base)

    def reaches(votes: int) -> bool:
        return votes * denominator > base * numerator or (
            not strict and votes * denominator == base * numerator
        )

    assert reaches(needed)
    assert not (needed and reaches(needed - 1))


@pytest.mark.parametrize(("base", "reached"), [("valid", ["a", "b"]), ("issued", ["b"]), ("summoned", ["b"])])
def test_the_base_is_the_one_that_the_rule_names(base, reached):
    assert passed(SOUND, Threshold(1, 2, True, base)) == reached


def test_half_exactly_is_not_more_than_half():
    tie = replace(SOUND, lines=(LineCount("a", "Lan", 3, 3, 0), LineCount("b", "Bảo", 3, 0, 3)))
    assert passed(tie, Threshold(1, 2, True, "valid")) == []


# --- small groups ---


@pytest.mark.parametrize(
    ("people", "voters", "guess", "ballots"),
    [
        (2, ["ballot.too_few_voters"], ["ballot.guessable"], ["ballot.too_few_ballots"]),
        (3, [], ["ballot.guessable"], []),
        (4, [], ["ballot.guessable"], []),
        (5, [], [], []),
    ],
)
def test_small_groups_are_refused_or_warned(people, voters, guess, ballots):
    assert codes(too_few_voters(people, 3)) == voters
    assert codes(guessable(people, 5)) == guess
    assert codes(too_few_ballots(people, 3)) == ballots
