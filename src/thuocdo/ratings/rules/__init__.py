"""Decisions of the law on ratings, pure: the cap of a group, the level a person may have, order, consequences."""

from .cap import (
    Cap,
    Headroom,
    Standing,
    Trial,
    headroom,
    headrooms,
    in_words,
    over_cap,
    room_for,
    standings,
    what_if,
)
from .consequences import consequences
from .engine import Profile, Rater
from .order import out_of_order
from .outcome import Outcome, Verdict

__all__ = [
    "Cap",
    "Headroom",
    "Outcome",
    "Profile",
    "Rater",
    "Standing",
    "Trial",
    "Verdict",
    "consequences",
    "headroom",
    "headrooms",
    "in_words",
    "out_of_order",
    "over_cap",
    "room_for",
    "standings",
    "what_if",
]
