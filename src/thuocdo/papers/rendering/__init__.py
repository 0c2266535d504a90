"""Sheet of facts + template of the pack -> DOCX, PDF/A and text. Pure: no database, no clock, no room's words."""

from .errors import PaperError, UnprintableText
from .facts import facts_of
from .gallery import Specimen, specimens
from .kinds import (
    PaperKind,
    Rendered,
    compose,
    digest_in_word,
    edition_for,
    in_word,
    kinds_in,
    load_kind,
    look_over,
    render,
    render_docx,
    render_pdf,
    signature_places,
)
from .pdf import write_pictures
from .phrases import Phrase
from .profiles import profile_in_force
from .text import plain_text
from .word import LARGEST as LARGEST_WORD
from .word import Fact, Seen, example_docx, marks_of, pictures_of, printed

__all__ = [
    "LARGEST_WORD",
    "Fact",
    "PaperError",
    "PaperKind",
    "Phrase",
    "Rendered",
    "Seen",
    "Specimen",
    "UnprintableText",
    "compose",
    "digest_in_word",
    "edition_for",
    "example_docx",
    "facts_of",
    "in_word",
    "kinds_in",
    "load_kind",
    "look_over",
    "marks_of",
    "pictures_of",
    "plain_text",
    "printed",
    "profile_in_force",
    "render",
    "render_docx",
    "render_pdf",
    "signature_places",
    "specimens",
    "write_pictures",
]
