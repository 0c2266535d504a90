"""What bodies of the agency are called to: who sits there by which post, who is present, who presides, how it begins and ends.

Clauses: plan II.3.b, II.4; S-22, S-24. A room that holds such an assembly adds its own matter: a ballot, a board, minutes.
Offers: `Assembly` and `Seat` to build on; `call_assembly`, `seat`, `unseat`, `mark_seats`, `open_assembly`, `reopen_assembly`.
"""
