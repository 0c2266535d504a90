import pytest

from thuocdo.meetings.states import MEETING

VERBS = ("open", "adopt", "correct", "close", "reopen")
TABLE = {
    "planned": {"open": "open"},
    "open": {"adopt": "adopted"},
    "adopted": {"correct": "open", "close": "closed"},
    "closed": {"reopen": "open"},
}


@pytest.mark.parametrize("state", TABLE)
def test_what_may_be_done_in_each_state(state):
    assert {verb: MEETING.moves.get((state, verb)) for verb in VERBS} == {
        verb: TABLE[state].get(verb) for verb in VERBS
    }


def test_there_are_no_other_states_or_verbs():
    assert MEETING.states == list(TABLE)
    assert {verb for _, verb in MEETING.moves} == set(VERBS)
