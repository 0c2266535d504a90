"""The life of a review, and who sees what of it in each state, as tables."""

from thuocdo.kernel.lifecycle import Lifecycle

DRAFT, SUBMITTED, RETURNED = "draft", "submitted", "returned"
COMPLETING, COMPLETE, EXCUSED = "completing", "complete", "excused"

REVIEW = Lifecycle(
    "review",
    {
        (DRAFT, "submit"): SUBMITTED,
        (DRAFT, "excuse"): EXCUSED,
        (SUBMITTED, "return"): RETURNED,
        (RETURNED, "submit"): SUBMITTED,
        (SUBMITTED, "hand_back"): COMPLETING,  # heard at the meeting; what was said is to be taken up
        (COMPLETING, "hand_back"): COMPLETING,  # the meeting was opened again and more was said
        (COMPLETE, "hand_back"): COMPLETING,
        (COMPLETING, "complete"): COMPLETE,
        (COMPLETE, "return"): COMPLETING,
        (EXCUSED, "recall"): DRAFT,
    },
)

WRITABLE = frozenset({DRAFT, RETURNED, COMPLETING})
HANDED_IN = frozenset({SUBMITTED, COMPLETING, COMPLETE})

AUTHOR, HEAD, COLLEAGUE, COORDINATOR, IN_CHARGE, CHIEF = (
    "author",  # who writes it: the person, or who leads the unit
    "head",  # leads the unit in which it is heard
    "colleague",  # works in that unit
    "coordinator",  # HCQT
    "in_charge",  # the leader in charge of the unit
    "chief",
)

# (state, role): what is seen. "text" is everything; "state" only that it exists and where it stands.
_BEFORE = {AUTHOR: "text", HEAD: "state", COORDINATOR: "state", IN_CHARGE: "state", CHIEF: "state"}
_HANDED_IN = {AUTHOR: "text", HEAD: "text", COORDINATOR: "text", IN_CHARGE: "text", CHIEF: "text"}
_HEARD = {**_HANDED_IN, COLLEAGUE: "text"}
SEES: dict[str, dict[str, str]] = {
    DRAFT: _BEFORE,
    RETURNED: _HANDED_IN,
    SUBMITTED: _HANDED_IN,
    COMPLETING: _HEARD,
    COMPLETE: _HEARD,
    EXCUSED: _BEFORE,
}


def sees(state: str, roles: frozenset[str]) -> str:
    """The most that any of the roles sees: "text", "state" or "" (nothing: a stranger)."""
    seen = {SEES[state].get(role, "") for role in roles}
    return next((degree for degree in ("text", "state") if degree in seen), "")
