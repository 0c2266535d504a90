"""The office: units, posts, people, logins; and the office as it stood on a day.

Clauses: "Who takes part" of the process; S-2 (history per person). Offers: `actor_of`, `roster`,
`presiding_over`, and the verbs of the staff list (import, undo, replace).
"""
