"""A kind of paper in an agency's own Word file: opened with distrust, its marks checked, then filled from the sheet.

What may be written in such a file is told in docs/word-templates.md.
"""

from .checking import Seen, looked_over, marks_of
from .compiling import WordTemplate, compiled
from .example import example_docx
from .facts import Fact, fact_tree
from .marks import printed
from .opening import LARGEST, opened
from .picturing import pictures_of

__all__ = [
    "LARGEST",
    "Fact",
    "Seen",
    "WordTemplate",
    "compiled",
    "example_docx",
    "fact_tree",
    "looked_over",
    "marks_of",
    "opened",
    "pictures_of",
    "printed",
]
