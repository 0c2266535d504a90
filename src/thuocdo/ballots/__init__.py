"""Counts of secret ballots; secret; knows nothing of what is being voted on.

Clauses: II.2.c (Lao động tiên tiến by secret ballot, the count in the minutes), S-15. So far the paper
ballot: tellers enter what they counted, the sums are checked, a sealed count is never edited.
Offers: `prepare_ballot`, `enter_count`, `seal_count`, `recount`; `result_of`.
"""
