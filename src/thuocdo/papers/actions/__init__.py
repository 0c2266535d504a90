"""What is done with papers: issued, numbered, signed."""

from .issuing import issue_paper, issue_plan
from .registering import cancel_number, register_paper

__all__ = ["cancel_number", "issue_paper", "issue_plan", "register_paper"]
