"""Self-reviews and collective reports: forms, score sheets, evidence, versions, review prompts.

Clauses: plan II.1, II.2.b, II.3.a; S-5 … S-10, S-12 (report), S-13 (completing after the meeting).
A review is of a subject, person or unit: one row, one form, one life for both.
Offers: `call_for_reviews`, `save_draft`, `submit_review`, `return_review`, `hand_back`, `complete_review`,
`excuse_review`, `reroute_review`, `attach_evidence`, `remove_evidence`, `send_prompts`.
"""
