from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import codes
from thuocdo.conferences.rules import quorum_lacking

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
