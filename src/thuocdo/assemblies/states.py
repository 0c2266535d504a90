"""The life of an assembly, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

PLANNED, OPEN, CLOSED = "planned", "open", "closed"

ASSEMBLY = Lifecycle(
    "assembly",
    {
        (PLANNED, "open"): OPEN,
        (OPEN, "close"): CLOSED,
        (CLOSED, "reopen"): OPEN,
    },
)
