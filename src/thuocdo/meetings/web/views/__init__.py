"""The pages of a meeting."""

from .after import adopt, close, correct_again, minutes, paper, projector, reopen, report
from .answering import shortcoming, withdraw
from .before import attendance, begin, call, invite, secretary, show, uninvite
from .item import ballot, chair, conclude, correct, count_again, item, point, remark, start, withdraw_point

__all__ = [
    "adopt",
    "attendance",
    "ballot",
    "begin",
    "call",
    "chair",
    "close",
    "conclude",
    "correct",
    "correct_again",
    "count_again",
    "invite",
    "item",
    "minutes",
    "paper",
    "point",
    "projector",
    "remark",
    "reopen",
    "report",
    "secretary",
    "shortcoming",
    "show",
    "start",
    "uninvite",
    "withdraw",
    "withdraw_point",
]
