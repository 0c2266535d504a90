"""Meetings: agenda in the lawful order, attendance, remarks, conclusions, minutes; of units and of the leadership.

Clauses: plan II.2, II.3.c; S-11 … S-15, S-18, S-23. The minutes compile themselves from what was entered.
Offers: `call_meeting`, `invite`, `open_meeting`, `mark_attendance`, `start_item`, `add_remark`, `conclude_person`,
`conclude_report`, `name_shortcoming`, `hold_emulation_ballot`, `adopt_minutes`, `close_meeting`, `reopen_meeting`.
"""
