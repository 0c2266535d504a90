"""The agency's own reports, written together: sections with owners, versions, comments asked for and answered.

Clauses: plan II.3.a; S-21. Which sections a report has the book says; a version is what was given out, and only that is commented on.
Offers: `open_draft`, `assign_sections`, `save_section`, `take_figures`, `give_out`, `ask_for_comments`, `withdraw_request`,
`add_comment`, `withdraw_comment`, `answer_comment`, `finish_comments`, `close_draft`, `reopen_draft`.
"""
