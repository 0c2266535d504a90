"""The verbs of a review."""

from .prompts import note_shortcoming, send_prompts, strike_shortcoming, write_prompts
from .writing import (
    answer_point,
    attach_evidence,
    call_for_reviews,
    complete_review,
    excuse_review,
    hand_back,
    issue_paper_of,
    own_score,
    remove_evidence,
    reroute_review,
    return_review,
    save_draft,
    submit_review,
    take_away_reviews,
    unfinished,
)

__all__ = [
    "answer_point",
    "attach_evidence",
    "call_for_reviews",
    "complete_review",
    "excuse_review",
    "hand_back",
    "issue_paper_of",
    "note_shortcoming",
    "own_score",
    "remove_evidence",
    "reroute_review",
    "return_review",
    "save_draft",
    "send_prompts",
    "strike_shortcoming",
    "submit_review",
    "take_away_reviews",
    "unfinished",
    "write_prompts",
]
