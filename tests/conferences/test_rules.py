from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import codes
from thuocdo.conferences.rules import (
    Presence,
    Show,
    attendance_open,
    not_adopted,
    quorum_lacking,
)

TWO_THIRDS = Fraction(2, 3)


@pytest.mark.parametrize(
    ("present", "summoned", "enough"),
    [(2, 3, True), (1, 3, False), (9, 14, False), (10, 14, True), (0, 0, False)],
)
def test_two_thirds_of_those_summoned_make_a_quorum(present, summoned, enough):
    assert codes(quorum_lacking(present, summoned, TWO_THIRDS)) == (
        [] if enough else ["conference.no_quorum"]
    )


@given(st.integers(1, 500), st.integers(0, 500))
def test_another_member_present_never_breaks_the_quorum(summoned, present):
    if not quorum_lacking(present, summoned, TWO_THIRDS):
        assert not quorum_lacking(present + 1, summoned, TWO_THIRDS)


def test_everyone_is_marked_the_absent_with_a_reason_and_the_chair_is_there():
    members = [Presence(1, None, ""), Presence(2, False, " "), Presence(3, True, "")]
    assert codes(attendance_open(members, chair=1)) == [
        "conference.unmarked",
        "conference.absence_unexplained",
        "conference.chair_absent",
    ]
    assert attendance_open([Presence(2, False, "ốm"), Presence(3, True, "")], chair=3) == []


@pytest.mark.parametrize(
    ("show", "code"),
    [
        (Show(3, 1), []),
        (Show(2, 2), ["conference.not_adopted"]),
        (Show(4, 1), ["conference.votes_over_present"]),
    ],
)
def test_the_minutes_are_passed_by_more_than_half(show, code):
    assert codes(not_adopted(show, 4)) == code
