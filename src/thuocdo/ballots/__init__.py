"""Counts of secret ballots; secret; knows nothing of what is being voted on.

Clauses: II.2.c (Lao động tiên tiến by secret ballot, the count in the minutes), S-15. The paper
ballot: tellers enter what they counted, the sums are checked, a sealed count is never edited. Of the
electronic one so far its core without pages: `belenios/`, the halves of voters and tellers in
`static/ballots/`, and `verify_bel.py`, which an outsider runs alone (docs/ballot-format.md).
Offers: `prepare_ballot`, `enter_count`, `seal_count`, `recount`; `result_of`.
"""
