"""A paper filled in by hand: the kind's keys with the labels of the pack, what was typed, and the facts it makes. Pure."""

from .fields import Field, FillForm, Way, load_form
from .sheet import facts_from, lacking, typed_from, unreadable
from .table import Pasted, rows_of_table, rows_of_text, text_of_rows
from .typed import blank_row, differences, edited, is_blank, posted, rows_in

__all__ = [
    "Field",
    "FillForm",
    "Pasted",
    "Way",
    "blank_row",
    "differences",
    "edited",
    "facts_from",
    "is_blank",
    "lacking",
    "load_form",
    "posted",
    "rows_in",
    "rows_of_table",
    "rows_of_text",
    "text_of_rows",
    "typed_from",
    "unreadable",
]
