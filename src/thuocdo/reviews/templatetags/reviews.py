"""Drawing what a form of the book asks, and what was answered."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms, template
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thuocdo.law.book import Field, ScoreLine
from thuocdo.law.forms import ScoreSum, in_digits
from thuocdo.papers.sheets import grade_on_paper
from thuocdo.ui.templatetags.ui import field as drawn_field

from ..sheets import printed

register = template.Library()


@register.filter
def points(value: Fraction) -> str:
    """Points in Vietnamese digits, cut off after two places."""
    return in_digits(Fraction(value))


@register.inclusion_tag("ui/_field.html")
def asked_field(bound: forms.BoundField, asked: Mapping[str, Field], seen_by: str) -> dict[str, Any]:
    """One thing the form asks, with its help as the criterion and the paper's limit."""
    field = asked[bound.name]
    long = field.type == "long"
    drawn = drawn_field(
        bound, criterion=field.help, seen_by=seen_by if long else "", limit=field.max_chars if long else None
    )
    return drawn | {"lang": "vi"}  # the form speaks the paper's language


@register.simple_tag
def score_input(bound: forms.BoundField, line: ScoreLine, part: str) -> SafeString:
    """One number or reason of a score line; what the person gives counts into the live sum."""
    if part == "points":
        bound.field.widget.attrs.update({"data-score": "total"})
    elif part in ("done", "of"):
        bound.field.widget.attrs.update(
            {"data-measured": line.key, "data-part": part, "data-max": in_digits(line.max)}
        )
    return bound.as_widget()


@register.simple_tag
def answer(bound: forms.BoundField, asked: Mapping[str, Field]) -> SafeString:
    """What was answered, as text."""
    value = str(bound.value() or "").strip()
    if not value:
        return format_html('<p class="text-body-secondary">{}</p>', "–")
    if asked[bound.name].type == "level":
        return format_html("<p><strong>{}</strong></p>", grade_on_paper(value))
    return linebreaks_filter(printed(asked[bound.name], value))


@register.inclusion_tag("reviews/_score_row.html")
def score_row(line: ScoreLine, total: ScoreSum, entries: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {"line": line, "score": total.lines[line.key], "entry": entries.get(line.key, {})}
