"""The life of a report that is drafted, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

OPEN, CLOSED = "open", "closed"

DRAFT = Lifecycle(
    "drafting",
    {
        (OPEN, "close"): CLOSED,
        (CLOSED, "reopen"): OPEN,  # what is issued after it replaces the report of before
    },
)
