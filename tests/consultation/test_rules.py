"""Where a card lies, and the life of the meeting."""

from thuocdo.consultation.rules import column_of
from thuocdo.consultation.states import CONSULTATION


def test_a_card_lies_where_it_was_concluded_else_where_it_was_proposed():
    levels = [(None, None), ("good", None), ("good", "excellent"), ("good", ""), ("", None)]
    assert [column_of(*pair) for pair in levels] == ["", "good", "excellent", "", ""]


def test_the_life_of_the_meeting():
    assert CONSULTATION.states == ["planned", "open", "closed"]
    assert not CONSULTATION.may("planned", "close")
