"""The points of one month or quarter on converted counts (Decree 335, Điều 14 to 17)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.law.book import Rule
from thuocdo.law.forms import exact

_COUNTS = {"a": "done", "b": "quality_ok", "c": "on_time"}
_DEDUCTED = {"b": "quality_failures", "c": "delays"}


@dataclass(frozen=True)
class PeriodScore:
    """`points` of 100; `ratio` before the block of results is held to its maximum. None with what is missing."""

    points: Fraction | None
    ratio: Fraction | None
    needs: tuple[str, ...]
    source: Citation


MOST = Fraction("100")  # the scale of every score


def wrong_points(texts: Iterable[str]) -> list[Finding]:
    """Points are numbers from 0 to 100; an empty field is none."""
    for text in texts:
        points = exact(text)
        if text.strip() and (points is None or not 0 <= points <= MOST):
            return [Finding("rating.bad_points", facts={"text": text})]
    return []


def period_score(facts: Mapping[str, Any], rule: Rule, *, leads: bool) -> PeriodScore:
    """Common points plus the mean of the parts times the block of results.

    Facts: common (points), assigned, done, quality_ok, quality_failures, on_time, delays (converted counts);
    leaders also d, dd, e: "full" or "half", chosen by the authority where the text leaves it open.
    """
    parts = [*rule["parts"], *(rule["leading"] if leads else ())]
    needs = [name for name in ("common", "assigned") if facts.get(name) is None]
    needs += [name for part in parts for name in _named(part) if facts.get(name) is None]
    if not needs and not facts["assigned"]:
        needs = ["assigned"]
    if needs:
        return PeriodScore(None, None, tuple(needs), rule.source)
    ratio = sum((_part(part, facts, rule) for part in parts), Fraction(0)) / len(parts)
    block = min(Fraction(rule["results_max"]), ratio * rule["results_max"])
    common = min(Fraction(rule["common_max"]), Fraction(str(facts["common"])))
    return PeriodScore(common + block, ratio, (), rule.source)


def _named(part: str) -> list[str]:
    return [_COUNTS[part], *([_DEDUCTED[part]] if part in _DEDUCTED else [])] if part in _COUNTS else [part]


def _part(part: str, facts: Mapping[str, Any], rule: Rule) -> Fraction:
    full, half = map(Fraction, rule["halves"])
    if part not in _COUNTS:
        return {"full": full, "half": half}[facts[part]]
    lost = rule.fraction("deduction") * facts[_DEDUCTED[part]] if part in _DEDUCTED else Fraction(0)
    return max(Fraction(0), (facts[_COUNTS[part]] - lost) / Fraction(facts["assigned"]))
