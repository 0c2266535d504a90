"""The pages of a ballot: of whoever runs it, votes in it, counts it."""

from .counting import count_again, key, key_part, key_state, sheet, written
from .running import begin_again, close, extend, freeze, index, minutes, new, open_now, seal, show, slip, void
from .voting import archive, board, cast, election, vote

__all__ = [
    "archive",
    "begin_again",
    "board",
    "cast",
    "close",
    "count_again",
    "election",
    "extend",
    "freeze",
    "index",
    "key",
    "key_part",
    "key_state",
    "minutes",
    "new",
    "open_now",
    "seal",
    "sheet",
    "show",
    "slip",
    "void",
    "vote",
    "written",
]
