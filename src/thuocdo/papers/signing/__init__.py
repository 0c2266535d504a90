"""Digital signatures on finished PDFs (PAdES), and reading them back. Pure: no database; a key is used and forgotten."""

from .places import Box, agency_box, person_box
from .reading import Signature, Verdict, read_signed, roots_in
from .sameness import only_signed_since
from .writing import KeyUnreadable, NotSignable, sign_pdf

__all__ = [
    "Box",
    "KeyUnreadable",
    "NotSignable",
    "Signature",
    "Verdict",
    "agency_box",
    "only_signed_since",
    "person_box",
    "read_signed",
    "roots_in",
    "sign_pdf",
]
