"""Tables as people really send them: XLSX, XLS, ODS, CSV, with titles above, signatures below and merged headings.

`read_table` finds the table by its headings and keeps, for every value, the row and the column letter it came from.
What is wrong with the file as a whole is raised as `Refused` (codes `sheet.*`); what is wrong in one cell is a
`CellProblem`. Their Vietnamese wording stands in the room that shows them. Macros are never run, formulas never computed.
"""

from .gates import LIMITS, Limits
from .table import CellProblem, Row, Table, read_table
from .values import DayNotUnderstood, letter_of, read_day, text_of

__all__ = [
    "LIMITS",
    "CellProblem",
    "DayNotUnderstood",
    "Limits",
    "Row",
    "Table",
    "letter_of",
    "read_day",
    "read_table",
    "text_of",
]
