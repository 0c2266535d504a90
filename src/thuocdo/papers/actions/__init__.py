"""What is done with papers: issued, numbered, signed."""

from .issuing import issue_paper, issue_plan
from .registering import cancel_number, register_paper
from .signing import keep_signed_copy, sign_paper

__all__ = ["cancel_number", "issue_paper", "issue_plan", "keep_signed_copy", "register_paper", "sign_paper"]
