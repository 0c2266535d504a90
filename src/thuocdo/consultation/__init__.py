"""The Chief's meeting before the ratings are concluded: the calibration board, opinions, the minutes.

Clauses: plan II.4; S-18, S-24. Every move of a card is a grade stated in the ledger with its reason.
Offers: `call_consultation`, `move_card`, `record_opinion`, `strike_opinion`, `close_consultation`; `board_of`.
"""
