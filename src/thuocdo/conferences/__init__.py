"""The conference of key officials: who belongs to it, attendance, the secret ballot on the agency's own level, minutes.

Clauses: plan II.3.b; S-22. The level is what the sealed ballot says; nobody types it.
Offers: `call_conference`, `seat_member`, `unseat_member`, `mark_members`, `open_conference`, `hold_level_ballot`,
`recount_level_ballot`, `close_conference`; `conference_of`.
"""
