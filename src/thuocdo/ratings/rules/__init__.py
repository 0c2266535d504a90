"""Decisions of the law on ratings, pure: the cap of a group, the level a person may have, order, consequences."""

from .cap import Cap, Headroom, Trial, headroom, in_words, over_cap, room_for, what_if

__all__ = ["Cap", "Headroom", "Trial", "headroom", "in_words", "over_cap", "room_for", "what_if"]
