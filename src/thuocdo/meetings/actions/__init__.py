"""The verbs of a meeting."""

from .answering import name_shortcoming, withdraw_shortcoming
from .calling import call_meeting, invite, mark_attendance, open_meeting, replace_secretary, uninvite
from .closing import adopt_minutes, close_meeting, correct_minutes, issue_papers, reopen_meeting
from .hearing import (
    add_remark,
    assign_chair,
    conclude_person,
    conclude_point,
    conclude_report,
    correct_remark,
    start_item,
    withdraw_point,
)
from .voting import hold_emulation_ballot, recount_emulation_ballot

__all__ = [
    "add_remark",
    "adopt_minutes",
    "assign_chair",
    "call_meeting",
    "close_meeting",
    "conclude_person",
    "conclude_point",
    "conclude_report",
    "correct_minutes",
    "correct_remark",
    "hold_emulation_ballot",
    "invite",
    "issue_papers",
    "mark_attendance",
    "name_shortcoming",
    "open_meeting",
    "recount_emulation_ballot",
    "reopen_meeting",
    "replace_secretary",
    "start_item",
    "uninvite",
    "withdraw_point",
    "withdraw_shortcoming",
]
