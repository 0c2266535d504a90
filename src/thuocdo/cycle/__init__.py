"""The year: its plan, steps and deadlines, and the edition of the law pinned into it.

Clauses: plan I, II (deadlines), III.1; S-5 … S-29 for the steps, S-32 for the plan that drives the program.
Offers: `open_cycle`, `change_due`, `extend_term`, `close_step`, `reopen_step`, `remind`; `book_of`, `term_of`.
"""
