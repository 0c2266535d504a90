"""Who stands for which body, and what keeps the meeting from its beginning and its end."""

from thuocdo.consultation.rules import Presence, attendance_open, column_of
from thuocdo.consultation.states import CONSULTATION


def codes(*delegates):
    return [finding.code for finding in attendance_open(delegates, chair=1)]


def test_everyone_is_marked_and_the_chief_is_there():
    assert codes(Presence(1, True, ""), Presence(2, False, "Ốm")) == []
    assert codes(Presence(1, True, ""), Presence(2, None, "")) == ["consultation.unmarked"]
    assert codes(Presence(1, True, ""), Presence(2, False, " ")) == ["consultation.absence_unexplained"]
    assert codes(Presence(1, False, "Ốm")) == ["consultation.chair_absent"]


def test_a_card_lies_where_it_was_concluded_else_where_it_was_proposed():
    levels = [(None, None), ("good", None), ("good", "excellent"), ("good", ""), ("", None)]
    assert [column_of(*pair) for pair in levels] == ["", "good", "excellent", "", ""]


def test_the_life_of_the_meeting():
    assert CONSULTATION.states == ["planned", "open", "closed"]
    assert not CONSULTATION.may("planned", "close")
