"""What is done with papers: worded, issued, numbered. Signing stands apart in `signing`: its library takes a second to load."""

from .composing import begin_again, begin_draft, drop_draft, issue_draft, save_draft
from .issuing import issue_paper, issue_plan
from .registering import cancel_number, register_paper
from .rewording import reword_template
from .word import adopt_word_template, offer_word_template, withdraw_word_template

__all__ = [
    "adopt_word_template",
    "begin_again",
    "begin_draft",
    "cancel_number",
    "drop_draft",
    "issue_draft",
    "issue_paper",
    "issue_plan",
    "offer_word_template",
    "register_paper",
    "reword_template",
    "save_draft",
    "withdraw_word_template",
]
