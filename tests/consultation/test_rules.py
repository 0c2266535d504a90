"""Where a card lies."""

from thuocdo.consultation.rules import column_of


def test_a_card_lies_where_it_was_concluded_else_where_it_was_proposed():
    levels = [(None, None), ("good", None), ("good", "excellent"), ("good", ""), ("", None)]
    assert [column_of(*pair) for pair in levels] == ["", "good", "excellent", "", ""]
