"""Who did what, when, on which thing, and why. Append-only; never a ballot cast.

Clauses: S-3 (objective, democratic, public; what was done is on record and cannot be altered unseen).
Offers: `record`, `trail_of`.
"""
