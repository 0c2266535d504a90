"""Secret ballots, on paper and encrypted; knows nothing of what is being voted on.

Clauses: II.2.c (Lao động tiên tiến by secret ballot, the count in the minutes), S-15. On paper two tellers enter what
they counted, the sums are checked, a sealed count is never edited. The electronic one speaks the Belenios format:
`belenios/`, the halves of voters and tellers in `static/ballots/`, and `verify_bel.py`, which an outsider runs alone
(docs/ballot-format.md). The verbs are listed in `actions/`.
"""
