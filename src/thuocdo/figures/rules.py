"""How the units' figures are put together, and which of them do not agree (II.3.a). Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thuocdo.kernel.findings import Finding
from thuocdo.law.forms import exact, in_digits


class Together(StrEnum):
    """What the agency's figure is, from those of the units."""

    SUM = "sum"  # each unit gives its own share
    SAME = "same"  # all units speak of the same figure
    TEXT = "text"  # words, one after the other


# What the plan asks for beside the figures (II.3.a), offered for the first request: title, measure, how they go together.
USUAL = [
    ("Nhiệm vụ được giao", "nhiệm vụ", Together.SUM),
    ("Nhiệm vụ hoàn thành đúng hạn", "nhiệm vụ", Together.SUM),
    ("Kết quả nổi bật", "", Together.TEXT),
    ("Tồn tại, hạn chế", "", Together.TEXT),
    ("Nguyên nhân", "", Together.TEXT),
    ("Giải pháp khắc phục", "", Together.TEXT),
    ("Nhiệm vụ chủ yếu năm sau", "", Together.TEXT),
]
# As offices write them: a full stop parts the thousands, a comma the decimals.
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d{1,18}(,\d{1,6})?")


def figure(text: str) -> Fraction | None:
    """ "18.420" is eighteen thousand, "98,1" has a decimal; None for anything that is no figure."""
    text = text.strip()
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return exact(text.replace(".", ""))
    return None


@dataclass(frozen=True)
class Asked:
    """One figure or text that is asked for."""

    key: str
    title: str
    together: Together
    total: str = ""  # what the agency already knows the whole to be


def wrong_figures(asked: Sequence[Asked], answers: Mapping[str, str]) -> list[Finding]:
    """A number is a number; every line is answered, with 0 or "không có" where there is nothing."""
    empty = [one.title for one in asked if not answers.get(one.key, "").strip()]
    wrong = [
        one.title
        for one in asked
        if one.together is not Together.TEXT
        and answers.get(one.key, "").strip()
        and figure(answers[one.key]) is None
    ]
    return ([Finding("figures.unanswered", facts={"titles": "; ".join(empty)})] if empty else []) + (
        [Finding("figures.not_a_number", facts={"titles": "; ".join(wrong)})] if wrong else []
    )


def whole(one: Asked, parts: Mapping[str, str]) -> Fraction | None:
    """The agency's figure from the parts by unit; none for words, and where the units do not agree."""
    given = [number for text in parts.values() if (number := figure(text)) is not None]
    if one.together is Together.TEXT or not given:
        return None
    if one.together is Together.SUM:
        return sum(given, Fraction(0))
    return given[0] if len(set(given)) == 1 else None


def disagreements(asked: Sequence[Asked], parts: Mapping[str, Mapping[str, str]]) -> list[Finding]:
    """Where units give the same figure differently, and where a sum is not the total that is known.

    `parts`: unit name -> key -> text, of the units that have sent.
    """
    return [
        finding
        for one in asked
        for finding in _differs(one, {unit: own.get(one.key, "") for unit, own in parts.items()})
    ]


def _differs(one: Asked, parts: Mapping[str, str]) -> list[Finding]:
    given = {unit: number for unit, text in parts.items() if (number := figure(text)) is not None}
    if one.together is Together.SAME and len(set(given.values())) > 1:
        said = "; ".join(f"{unit}: {in_digits(number)}" for unit, number in given.items())
        return [Finding("figures.differ", facts={"title": one.title, "said": said})]
    total, found = figure(one.total), whole(one, parts)
    if total is None or found is None or found == total:
        return []
    facts = {"title": one.title, "found": in_digits(found), "total": in_digits(total)}
    return [Finding("figures.not_the_total", facts=facts)]
