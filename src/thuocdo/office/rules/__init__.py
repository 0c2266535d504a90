"""The plan of an import: what the rows of a staff list would change in the office as it stands. Pure.

Nothing is decided here about rights or writing. An empty cell says nothing (the value stays), except in the column of
Party members, where no mark means no member. People who are not in the list stay untouched unless the clerk says
that they have left.
"""

from .facts import Addition, Change, Choices, FieldChange, OfficeFacts, Plan, Standing, UnitFact
from .plan import plan_import
from .staff_words import HEADINGS, LONGEST

__all__ = [
    "HEADINGS",
    "LONGEST",
    "Addition",
    "Change",
    "Choices",
    "FieldChange",
    "OfficeFacts",
    "Plan",
    "Standing",
    "UnitFact",
    "plan_import",
]
