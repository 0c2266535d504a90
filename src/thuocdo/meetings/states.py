"""The life of a meeting, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

PLANNED, OPEN, ADOPTED, CLOSED = "planned", "open", "adopted", "closed"

MEETING = Lifecycle(
    "meeting",
    {
        (PLANNED, "open"): OPEN,
        (OPEN, "adopt"): ADOPTED,  # minutes read, corrected and passed at the meeting
        (ADOPTED, "correct"): OPEN,
        (ADOPTED, "close"): CLOSED,
        (CLOSED, "reopen"): OPEN,
    },
)
