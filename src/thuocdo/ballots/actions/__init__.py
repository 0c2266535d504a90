"""A ballot is prepared, its key made by three tellers, opened, cast, closed, counted and sealed.

Whoever holds a ballot as a point of a meeting has asked for permission to prepare it; everything after is asked here.
"""

from .casting import cast_ballot, cast_simple, close_ballot, extend_ballot, open_ballot
from .ceremony import begin_keys_again, freeze_ballot, hand_in_round, try_code
from .counting import enter_count, enter_written, recount
from .opening import open_sums, seal_result
from .preparing import prepare_ballot, void_ballot

__all__ = [
    "begin_keys_again",
    "cast_ballot",
    "cast_simple",
    "close_ballot",
    "enter_count",
    "enter_written",
    "extend_ballot",
    "freeze_ballot",
    "hand_in_round",
    "open_ballot",
    "open_sums",
    "prepare_ballot",
    "recount",
    "seal_result",
    "try_code",
    "void_ballot",
]
