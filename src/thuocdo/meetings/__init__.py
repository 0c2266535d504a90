"""Meetings: agenda in the lawful order, attendance, remarks, conclusions, minutes.

Clauses: plan II.2; S-11 … S-15, S-18. The minutes compile themselves from what was entered.
Offers: `call_meeting`, `open_meeting`, `mark_attendance`, `start_item`, `add_remark`, `take_back_remark`,
`conclude_person`, `vote_point`, `hold_emulation_ballot`, `adopt_minutes`, `close_meeting`, `reopen_meeting`.
"""
