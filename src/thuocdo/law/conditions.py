"""Conditions as the packs write them, made into tests of facts. True, False, or None where a fact is unknown.

    {share: tasks_ok, of: tasks_assigned, op: ">=", value: "4/5"}   counts, by cross-multiplying
    {word: criteria_common, op: ">=", value: met}                    on the word's own scale
    {number: score, op: "<", value: "50"}
    {is: degradation}   {is_not: member_disciplined}   {any: [...]}   {all: [...]}
`if_none: met` (or `not_met`) says what a share of nothing (no unit managed) counts as; otherwise it is unknown.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .facts import FACTS

Facts = Mapping[str, Any]
Test = Callable[[Facts], bool | None]
OPERATORS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "==": operator.eq}


@dataclass(frozen=True)
class Condition:
    """A test with the names of the facts it looks at."""

    test: Test
    facts: tuple[str, ...]
    spec: Mapping[str, Any]

    def unknown(self, facts: Facts) -> tuple[str, ...]:
        """The facts that are missing; the whole of which nothing can be a share."""
        missing = tuple(name for name in self.facts if facts.get(name) is None)
        return missing or self.facts[-1:]


def compiled(spec: Mapping[str, Any]) -> Condition:
    """The condition of a spec. Raises `ValueError` (Vietnamese) where the spec cannot be used."""
    for kind, make in _MAKERS.items():
        if kind in spec:
            return make(spec)
    raise ValueError(f"điều kiện {dict(spec)} không thuộc loại nào: {', '.join(_MAKERS)}")


def _fact(spec: Mapping[str, Any], key: str, *kinds: str) -> str:
    name = spec[key]
    if name not in FACTS or FACTS[name].kind not in kinds:
        raise ValueError(f'điều kiện: không có dữ kiện "{name}" loại {" hoặc ".join(kinds)}')
    return str(name)


def _op(spec: Mapping[str, Any]) -> Callable[[Any, Any], bool]:
    if spec.get("op") not in OPERATORS:
        raise ValueError(f"op phải là một trong {', '.join(OPERATORS)}")
    return OPERATORS[spec["op"]]


def _exact(spec: Mapping[str, Any]) -> Fraction:
    try:
        return Fraction(str(spec["value"]))
    except (KeyError, ValueError, ZeroDivisionError):
        raise ValueError(f"điều kiện {dict(spec)}: value phải là số viết trong dấu nháy") from None


def _share(spec: Mapping[str, Any]) -> Condition:
    part, whole, compare, value = (
        _fact(spec, "share", "count"),
        _fact(spec, "of", "count"),
        _op(spec),
        _exact(spec),
    )
    top, bottom = value.numerator, value.denominator
    of_nothing = {"met": True, "not_met": False}.get(spec.get("if_none", ""))

    def test(facts: Facts) -> bool | None:
        total = facts.get(whole)
        if not total:
            return of_nothing if total == 0 else None
        have = facts.get(part)
        return None if have is None else compare(have * bottom, total * top)

    return Condition(test, (part, whole), spec)


def _word(spec: Mapping[str, Any]) -> Condition:
    name, compare = _fact(spec, "word", "word"), _op(spec)
    rank = {word: number for number, word in enumerate(FACTS[name].scale)}
    if spec.get("value") not in rank:
        raise ValueError(f"{name}: value phải là một trong {', '.join(rank)}")
    wanted = rank[spec["value"]]

    def test(facts: Facts) -> bool | None:
        have = facts.get(name)
        return None if have is None else compare(rank[have], wanted)

    return Condition(test, (name,), spec)


def _numeric(spec: Mapping[str, Any]) -> Condition:
    name, compare, value = _fact(spec, "number", "number", "count"), _op(spec), _exact(spec)

    def test(facts: Facts) -> bool | None:
        have = facts.get(name)
        return None if have is None else compare(have, value)

    return Condition(test, (name,), spec)


def _yes(spec: Mapping[str, Any]) -> Condition:
    name = _fact(spec, "is", "yes")
    return Condition(lambda facts: facts.get(name), (name,), spec)


def _no(spec: Mapping[str, Any]) -> Condition:
    name = _fact(spec, "is_not", "yes")
    return Condition(lambda facts: None if facts.get(name) is None else not facts[name], (name,), spec)


def _parts(spec: Mapping[str, Any], key: str) -> tuple[tuple[Test, ...], tuple[str, ...]]:
    parts = [compiled(item) for item in spec[key]]
    names = dict.fromkeys(name for part in parts for name in part.facts)
    return tuple(part.test for part in parts), tuple(names)


def _all(spec: Mapping[str, Any]) -> Condition:
    tests, names = _parts(spec, "all")

    def test(facts: Facts) -> bool | None:
        answers = [one(facts) for one in tests]
        return False if False in answers else None if None in answers else True

    return Condition(test, names, spec)


def _any(spec: Mapping[str, Any]) -> Condition:
    tests, names = _parts(spec, "any")

    def test(facts: Facts) -> bool | None:
        answers = [one(facts) for one in tests]
        return True if True in answers else None if None in answers else False

    return Condition(test, names, spec)


_MAKERS: dict[str, Callable[[Mapping[str, Any]], Condition]] = {
    "share": _share,
    "word": _word,
    "number": _numeric,
    "is": _yes,
    "is_not": _no,
    "all": _all,
    "any": _any,
}
