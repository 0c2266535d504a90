import pytest

from thuocdo.ballots.states import BALLOT

TABLE = {
    "prepared": {"count": "counted"},
    "counted": {"count": "counted", "seal": "sealed"},
    "sealed": {"recount": "prepared"},
}


@pytest.mark.parametrize("state", TABLE)
def test_what_may_be_done_in_each_state(state):
    verbs = ("count", "seal", "recount")
    assert {verb: BALLOT.moves.get((state, verb)) for verb in verbs} == {
        verb: TABLE[state].get(verb) for verb in verbs
    }


def test_there_are_no_other_states():
    assert BALLOT.states == list(TABLE)
