"""The life of a review, and who sees what of it, as the tables that people are told."""

import pytest

from thuocdo.reviews.states import HANDED_IN, REVIEW, SEES, WRITABLE, sees

VERBS = ("submit", "return", "hand_back", "complete", "excuse", "recall")
TABLE = {
    "draft": {"submit": "submitted", "excuse": "excused"},
    "submitted": {"return": "returned", "hand_back": "completing"},
    "excused": {"recall": "draft"},
    "returned": {"submit": "submitted"},
    "completing": {"complete": "complete", "hand_back": "completing"},
    "complete": {"return": "completing", "hand_back": "completing"},
}


@pytest.mark.parametrize("state", TABLE)
def test_what_may_be_done_in_each_state(state):
    assert {verb: REVIEW.moves.get((state, verb)) for verb in VERBS} == {
        verb: TABLE[state].get(verb) for verb in VERBS
    }


def test_there_are_no_other_states_or_verbs():
    assert set(REVIEW.states) == set(TABLE)
    assert {verb for _, verb in REVIEW.moves} == set(VERBS)


def test_what_is_written_and_what_is_handed_in():
    assert {"draft", "returned", "completing"} == WRITABLE
    assert {"submitted", "completing", "complete"} == HANDED_IN


#              author   head     colleague HCQT    in charge chief
SEEN = {
    "draft": ("text", "state", "", "state", "state", "state"),
    "returned": ("text", "text", "", "text", "text", "text"),
    "submitted": ("text", "text", "", "text", "text", "text"),
    "completing": ("text", "text", "text", "text", "text", "text"),
    "complete": ("text", "text", "text", "text", "text", "text"),
    "excused": ("text", "state", "", "state", "state", "state"),
}
ROLES = ("author", "head", "colleague", "coordinator", "in_charge", "chief")


@pytest.mark.parametrize("state", REVIEW.states)
def test_who_sees_what_in_each_state(state):
    assert tuple(sees(state, frozenset({role})) for role in ROLES) == SEEN[state]


@pytest.mark.parametrize("state", SEES)
def test_a_stranger_sees_nothing_in_any_state(state):
    assert sees(state, frozenset()) == ""


@pytest.mark.parametrize(
    ("state", "roles", "seen"),
    [
        ("draft", {"author", "colleague"}, "text"),
        ("draft", {"head", "colleague"}, "state"),
        ("submitted", {"head", "colleague"}, "text"),
    ],
)
def test_of_several_roles_the_one_that_sees_most_counts(state, roles, seen):
    assert sees(state, frozenset(roles)) == seen
