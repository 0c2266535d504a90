"""Digital signatures on finished PDFs (PAdES), and reading them back. Pure: no database; a key is used and forgotten."""

from .keys import KeyFile, KeyUnreadable, Token, TokenRefuses
from .places import Box, agency_box, person_box
from .reading import Signature, Verdict, read_signed, roots_in
from .sameness import only_signed_since
from .writing import NotSignable, NotStamped, sign_pdf

__all__ = [
    "Box",
    "KeyFile",
    "KeyUnreadable",
    "NotSignable",
    "NotStamped",
    "Signature",
    "Token",
    "TokenRefuses",
    "Verdict",
    "agency_box",
    "only_signed_since",
    "person_box",
    "read_signed",
    "roots_in",
    "sign_pdf",
]
