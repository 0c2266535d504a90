"""The life of a ballot, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

PREPARED, FROZEN, OPEN, CLOSED = "prepared", "frozen", "open", "closed"
COUNTED, SEALED, VOID = "counted", "sealed", "void"

BALLOT = Lifecycle(
    "ballot",
    {
        (PREPARED, "freeze"): FROZEN,  # electronic from here on: question, roll and key stand
        (FROZEN, "open"): OPEN,
        (OPEN, "close"): CLOSED,
        (CLOSED, "extend"): OPEN,  # too few ballots, and nothing was opened
        (CLOSED, "count"): COUNTED,
        (PREPARED, "count"): COUNTED,  # paper: two tellers entered the same
        (COUNTED, "seal"): SEALED,
        (SEALED, "recount"): PREPARED,  # paper
        **{(state, "void"): VOID for state in (PREPARED, FROZEN, OPEN, CLOSED, COUNTED)},
    },
)
