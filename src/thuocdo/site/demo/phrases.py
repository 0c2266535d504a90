"""The words of the invented office, by one door: self-reviews, scores, reports, remarks, reasons."""

from thuocdo.site.demo.remarks import (
    absence_reasons,
    conclusion_on,
    evidence_name,
    proposed_grade,
    remarks_on,
    remarks_on_report,
    return_reasons,
)
from thuocdo.site.demo.reports import (
    last_year_shortcomings,
    review_prompts,
    unit_report_answers,
    unit_report_points,
)
from thuocdo.site.demo.scores import DemoScore, self_scores
from thuocdo.site.demo.self_reviews import last_year_commitment, self_review_answers

__all__ = [
    "DemoScore",
    "absence_reasons",
    "conclusion_on",
    "evidence_name",
    "last_year_commitment",
    "last_year_shortcomings",
    "proposed_grade",
    "remarks_on",
    "remarks_on_report",
    "return_reasons",
    "review_prompts",
    "self_review_answers",
    "self_scores",
    "unit_report_answers",
    "unit_report_points",
]
