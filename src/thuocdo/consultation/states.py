"""The life of the consultation, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

PLANNED, OPEN, CLOSED = "planned", "open", "closed"

CONSULTATION = Lifecycle(
    "consultation",
    {
        (PLANNED, "open"): OPEN,
        (OPEN, "close"): CLOSED,
        (CLOSED, "reopen"): OPEN,
    },
)
