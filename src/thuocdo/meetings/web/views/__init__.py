"""The pages of a meeting."""

from .after import adopt, close, correct_again, minutes, paper, projector, reopen
from .before import attendance, begin, call, secretary, show
from .item import ballot, chair, conclude, correct, count_again, item, point, remark, start

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
    "item",
    "minutes",
    "paper",
    "point",
    "projector",
    "remark",
    "reopen",
    "secretary",
    "show",
    "start",
]
