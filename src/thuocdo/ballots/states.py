"""The life of a ballot, as a table."""

from thuocdo.kernel.lifecycle import Lifecycle

BALLOT = Lifecycle(
    "ballot",
    {
        ("prepared", "count"): "counted",
        ("counted", "count"): "counted",
        ("counted", "seal"): "sealed",
        ("sealed", "recount"): "prepared",
    },
)
