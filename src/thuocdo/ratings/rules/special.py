"""Special cases around the standard: who is not rated, what a discipline forces, what a ceiling leaves."""

from collections.abc import Callable, Mapping
from typing import Any

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Rule
from thuocdo.law.conditions import Facts, compiled

from .outcome import NOTHING, Said, Trace

Eligible = Callable[[Facts, Trace | None], tuple[bool | None, tuple[str, ...]]]
Forcing = Callable[[Facts, Trace | None], Said]
Ceiling = Callable[[Facts, Grade, Trace | None], Said]


def eligibility_of(rule: Rule) -> Eligible:
    """Whether the person is rated at all; None with the facts missing."""
    return _months_needed(rule) if rule.method == "months_needed" else _excluded(rule)


def _months_needed(rule: Rule) -> Eligible:
    needed, excepted = rule["months"], frozenset(rule.get("except", ()))

    def ask(facts: Facts, trace: Trace | None) -> tuple[bool | None, tuple[str, ...]]:
        worked = facts.get("worked_months")
        if worked is None:
            return None, ("worked_months",)
        if worked >= needed:
            return True, ()
        if (kinds := facts.get("leave_kinds")) is None:
            return None, ("leave_kinds",)
        excused = not excepted.isdisjoint(kinds)
        if trace is not None:
            used = {"worked": worked, "needed": needed}
            code = Finding("rating.time_worked", rule.source, used) if excused else None
            trace.append(code or Finding("rating.too_short", rule.source, used))
        return excused, ()

    return ask


def _excluded(rule: Rule) -> Eligible:
    tests = tuple(map(compiled, rule["any"]))

    def ask(facts: Facts, trace: Trace | None) -> tuple[bool | None, tuple[str, ...]]:
        needs: tuple[str, ...] = ()
        for test in tests:
            holds = test.test(facts)
            if holds:
                if trace is not None:
                    used = {name: facts[name] for name in test.facts}
                    trace.append(Finding("rating.excluded", rule.source, {"used": used}))
                return False, ()
            if holds is None:
                needs += test.unknown(facts)
        return (None, needs) if needs else (True, ())

    return ask


def discipline_of(rule: Rule) -> Forcing:
    """The level that a discipline of the year forces, after the exceptions of the rule."""
    level, duty_only = Grade(rule["level"]), rule["counts"] == "duty_related"
    excepted, confirm = frozenset(rule.get("except", ())), bool(rule.get("confirm"))

    def ask(facts: Facts, trace: Trace | None) -> Said:
        rows, year = facts.get("disciplines"), facts.get("year")
        if rows is None:
            return Said(needs=("disciplines",))
        needs, spared = False, False
        for row in rows:
            if row["effective_on"].year != year or _set_aside(row, excepted, year):
                continue
            counts = _counts(row, duty_only=duty_only)
            if counts:
                if trace is not None:
                    trace.append(Finding("rating.disciplined", rule.source, {"day": row["effective_on"]}))
                return Said(level)
            needs, spared = needs or counts is None, spared or counts is False
        if spared and trace is not None:
            trace.append(Finding("rating.discipline_not_counted", rule.source))
        if needs:
            return Said(needs=("disciplines.duty_related",))
        return Said(to_confirm=True) if spared and confirm else NOTHING

    return ask


def _set_aside(row: Mapping[str, Any], excepted: frozenset[str], year: int) -> bool:
    """Already used for an earlier year, counted in the year of the other decision, remedied, or elsewhere."""
    if "used_for_year" in excepted and row.get("used_for_year", year) < year:
        return True
    other = row.get("also_effective_on")
    if "also_effective_on" in excepted and other and other.year < year:
        return True
    return any(name in excepted and row.get(name) for name in ("self_remedied", "at_old_agency"))


def _counts(row: Mapping[str, Any], *, duty_only: bool) -> bool | None:
    if not duty_only or row.get("duty_related") or row.get("degradation"):
        return True
    return None if row.get("duty_related") is None else False


def ceiling_of(rule: Rule) -> Ceiling:
    """What limits a level from above. It is asked only where it could lower."""
    return _months_ceiling(rule) if rule.method == "months_ceiling" else _ceiling(rule)


def _months_ceiling(rule: Rule) -> Ceiling:
    highest, start, end = Grade(rule["max"]), rule["from_months"], rule["below_months"]

    def ask(facts: Facts, level: Grade, trace: Trace | None) -> Said:
        if level.rank >= highest.rank:
            return NOTHING
        absent = facts.get("absent_months")
        if absent is None:
            return Said(needs=("absent_months",))
        if absent < start:
            return NOTHING
        within = absent < end
        if trace is not None:
            used = {"months": absent, "level": highest}
            inside = Finding("rating.leave_ceiling", rule.source, used)
            trace.append(inside if within else Finding("rating.leave_gap", rule.source, used))
        return Said(highest) if within else Said(undecided=True)

    return ask


def _ceiling(rule: Rule) -> Ceiling:
    tests, fixed, fact = tuple(map(compiled, rule["when"])), rule.get("max"), rule.get("not_above")

    def ask(facts: Facts, level: Grade, trace: Trace | None) -> Said:
        if fixed and level.rank >= Grade(fixed).rank:
            return NOTHING
        answers = [test.test(facts) for test in tests]
        if False in answers:
            return NOTHING
        if None in answers:
            return Said(
                needs=tuple(n for test in tests if test.test(facts) is None for n in test.unknown(facts))
            )
        limit = fixed or facts.get(fact)
        if limit is None:
            return Said(needs=(fact,))
        highest = Grade(limit)
        if level.rank >= highest.rank:
            return NOTHING
        if trace is not None:
            trace.append(Finding("rating.ceiling", rule.source, {"level": highest}))
        return Said(highest)

    return ask
