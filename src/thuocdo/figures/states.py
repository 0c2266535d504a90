"""The life of what one unit sends, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

DRAFT, SENT, RETURNED = "draft", "sent", "returned"
WRITABLE = (DRAFT, RETURNED)

PART = Lifecycle(
    "figures",
    {
        (DRAFT, "send"): SENT,
        (RETURNED, "send"): SENT,
        (SENT, "return"): RETURNED,
    },
)
