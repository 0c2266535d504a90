"""What the engine said, on a page."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import template

from thuocdo.kernel.findings import Finding
from thuocdo.law.forms import in_digits
from thuocdo.ui.wording import sentence

from ..rules import Outcome
from ..rules.sentences import title_of, told
from ..wording import VERDICT_WORDS

register = template.Library()
_CODES = {"subject", "axis", "staff_kind", "unit_kind", "year"}  # who it is: the page says so already


@register.filter
def step(finding: Finding) -> str:
    """One step of a trace in words, its facts told as a person would."""
    facts = {
        name: told(value) if isinstance(value, Mapping | list | tuple | Fraction) else value
        for name, value in finding.facts.items()
    }
    return sentence(replace(finding, facts=facts))


@register.filter
def told_score(score: Fraction) -> str:
    """Points in Vietnamese digits, cut off after two places."""
    return in_digits(score)


@register.filter
def verdict(outcome: Outcome) -> str:
    return str(VERDICT_WORDS[outcome.verdict])


@register.filter
def needed(outcome: Outcome) -> list[str]:
    """The titles of the facts that are missing."""
    return [title_of(name) for name in outcome.needs]


@register.filter
def known(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The facts used, each by its title."""
    rows = {name: value for name, value in facts.items() if name not in _CODES and name != "disciplines"}
    told_rows = [(title_of(name), told(value)) for name, value in rows.items() if value not in ((), "")]
    days = [told(row["effective_on"]) for row in facts.get("disciplines", ())]
    return told_rows + ([(title_of("disciplines"), ", ".join(days))] if days else [])
