"""Sheet of facts + template of the pack -> DOCX, PDF/A and text. Pure: no database, no clock, no room's words."""

from .errors import PaperError, UnprintableText
from .facts import facts_of
from .gallery import Specimen, specimens
from .kinds import (
    PaperKind,
    Rendered,
    compose,
    edition_for,
    kinds_in,
    load_kind,
    render,
    render_docx,
    render_pdf,
    signature_places,
)
from .pdf import write_pictures
from .phrases import Phrase
from .profiles import profile_in_force
from .text import plain_text

__all__ = [
    "PaperError",
    "PaperKind",
    "Phrase",
    "Rendered",
    "Specimen",
    "UnprintableText",
    "compose",
    "edition_for",
    "facts_of",
    "kinds_in",
    "load_kind",
    "plain_text",
    "profile_in_force",
    "render",
    "render_docx",
    "render_pdf",
    "signature_places",
    "specimens",
    "write_pictures",
]
