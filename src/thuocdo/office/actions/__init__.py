"""The verbs of the office: the staff list as one act, and what is noted of single people."""

from .people import (
    agency_subject,
    appoint_stand_in,
    chose_password,
    end_stand_in,
    give_logins,
    note_absence,
    note_discipline,
    put_in_charge,
    strike_absence,
)
from .staff_list import import_staff, undo_import, undo_obstacles

__all__ = [
    "agency_subject",
    "appoint_stand_in",
    "chose_password",
    "end_stand_in",
    "give_logins",
    "import_staff",
    "note_absence",
    "note_discipline",
    "put_in_charge",
    "strike_absence",
    "undo_import",
    "undo_obstacles",
]
