"""The life of a dossier, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

OPEN, HANDED_OVER, RETURNED, ACCEPTED = "open", "handed_over", "returned", "accepted"

DOSSIER = Lifecycle(
    "dossier",
    {
        (OPEN, "hand_over"): HANDED_OVER,
        (HANDED_OVER, "accept"): ACCEPTED,
        (HANDED_OVER, "return"): RETURNED,
        (RETURNED, "hand_over"): HANDED_OVER,
        (ACCEPTED, "return"): RETURNED,  # HCQT finds something later
    },
)
GIVEN = frozenset({HANDED_OVER, ACCEPTED})
