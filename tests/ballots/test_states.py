import pytest

from thuocdo.ballots.states import BALLOT

TABLE = {
    "prepared": {"freeze": "frozen", "count": "counted", "void": "void"},
    "frozen": {"open": "open", "void": "void"},
    "open": {"close": "closed", "void": "void"},
    "closed": {"extend": "open", "count": "counted", "void": "void"},
    "counted": {"seal": "sealed", "void": "void"},
    "sealed": {"recount": "prepared"},
    "void": {},
}


@pytest.mark.parametrize("state", TABLE)
def test_what_may_be_done_in_each_state(state):
    assert {verb: end for (start, verb), end in BALLOT.moves.items() if start == state} == TABLE[state]


def test_there_are_no_other_states():
    assert set(BALLOT.states) == set(TABLE)
