"""The life of the conference, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

PLANNED, OPEN, CLOSED = "planned", "open", "closed"

CONFERENCE = Lifecycle(
    "conference",
    {
        (PLANNED, "open"): OPEN,
        (OPEN, "close"): CLOSED,
        (CLOSED, "reopen"): OPEN,
    },
)
