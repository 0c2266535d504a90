import pytest

from thuocdo.dossiers.states import DOSSIER

VERBS = ("hand_over", "accept", "return")
TABLE = {
    "open": {"hand_over": "handed_over"},
    "handed_over": {"accept": "accepted", "return": "returned"},
    "accepted": {"return": "returned"},
    "returned": {"hand_over": "handed_over"},
}


@pytest.mark.parametrize("state", TABLE)
def test_what_may_be_done_in_each_state(state):
    assert {verb: DOSSIER.moves.get((state, verb)) for verb in VERBS} == {
        verb: TABLE[state].get(verb) for verb in VERBS
    }


def test_there_are_no_other_states_or_verbs():
    assert DOSSIER.states == ["open", "handed_over", "accepted", "returned"]
    assert {verb for _, verb in DOSSIER.moves} == set(VERBS)
