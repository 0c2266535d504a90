"""What is done with papers: worded, issued, numbered. Signing stands apart in `signing`: its library takes a second to load."""

from .issuing import issue_paper, issue_plan
from .registering import cancel_number, register_paper
from .rewording import reword_template

__all__ = ["cancel_number", "issue_paper", "issue_plan", "register_paper", "reword_template"]
