"""The standards of a level: a ladder of conditions, bands of points, or both. Compiled once from the book."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Rule
from thuocdo.law.conditions import OPERATORS, Condition, Facts, compiled

from .outcome import NOTHING, Said, Trace


@dataclass(frozen=True)
class Cited:
    """A condition with the clause that sets it."""

    condition: Condition
    source: Citation


@dataclass(frozen=True)
class Rung:
    """One level of a ladder: every condition must hold."""

    level: Grade
    conditions: tuple[Condition, ...]
    source: Citation

    def ask(self, facts: Facts, trace: Trace | None) -> tuple[bool | None, tuple[str, ...]]:
        """Whether all hold, and which facts are missing. A condition that fails settles it."""
        needs: tuple[str, ...] = ()
        for condition in self.conditions:
            holds = condition.test(facts)
            if holds is False:
                if trace is not None:
                    trace.append(self._failed(condition, facts))
                return False, ()
            if holds is None:
                needs += condition.unknown(facts)
        return (None, needs) if needs else (True, ())

    def _failed(self, condition: Condition, facts: Facts) -> Finding:
        used = {name: facts.get(name) for name in condition.facts}
        return Finding("rating.condition_failed", self.source, {"level": self.level, "used": used})


def rungs_of(rule: Rule) -> tuple[Rung, ...]:
    return tuple(
        Rung(Grade(row["level"]), tuple(map(compiled, row["all"])), Citation(**row["source"]))
        for row in rule.get("levels", ())
    )


def forces_of(rule: Rule) -> tuple[Cited, ...]:
    """Conditions of which one alone makes the lowest level."""
    return tuple(Cited(compiled(row), Citation(**row["source"])) for row in rule.get("force", ()))


def forced(forces: tuple[Cited, ...], facts: Facts, trace: Trace | None) -> Said:
    """The lowest level where one of the conditions holds."""
    needs: tuple[str, ...] = ()
    for force in forces:
        holds = force.condition.test(facts)
        if holds:
            if trace is not None:
                used = {name: facts.get(name) for name in force.condition.facts}
                trace.append(Finding("rating.forced", force.source, {"used": used}))
            return Said(Grade.UNSATISFACTORY)
        if holds is None:
            needs += force.condition.unknown(facts)
    return Said(needs=needs) if needs else NOTHING


class Ladder:
    """Conditions per level (Decree 90, Regulation 124): the best level whose conditions all hold, or a gap."""

    def __init__(self, rule: Rule):
        self.rule = rule
        self.forces = forces_of(rule)
        self.rungs = rungs_of(rule)
        self.gaps = [(tuple(map(compiled, gap["all"])), gap["title"]) for gap in rule.get("gaps", ())]

    def judge(self, facts: Facts, trace: Trace | None) -> Said:
        low = forced(self.forces, facts, trace)
        if low.level:
            return low
        for rung in self.rungs:
            holds, needs = rung.ask(facts, trace)
            if holds is None or (holds and low.needs):
                return Said(needs=low.needs + needs)
            if holds:
                if trace is not None:
                    trace.append(Finding("rating.level_met", rung.source, {"level": rung.level}))
                return Said(rung.level)
        return Said(needs=low.needs) if low.needs else self._gap(facts, trace)

    def _gap(self, facts: Facts, trace: Trace | None) -> Said:
        if trace is not None:
            titles = [title for tests, title in self.gaps if all(test.test(facts) for test in tests)]
            trace.append(Finding("rating.gap", self.rule.source, {"why": "; ".join(titles)}))
        return Said(undecided=True)


class Bands:
    """Points of the year (Decrees 335, 233), with conditions beside them where the rule has any (Regulation 366)."""

    def __init__(self, rule: Rule):
        self.rule = rule
        self.forces = forces_of(rule)
        self.rungs = {rung.level: rung for rung in rungs_of(rule)}
        self.bands = [
            (OPERATORS[row["op"]], Fraction(str(row["value"])), Grade(row["level"])) for row in rule["bands"]
        ]

    def judge(self, facts: Facts, trace: Trace | None) -> Said:
        low = forced(self.forces, facts, trace)
        if low.level:
            return low
        score = self._score(facts, trace)
        if score is None:
            return Said(needs=(*low.needs, "score"))
        level = self._band(score)
        if trace is not None:
            trace.append(Finding("rating.band", self.rule.source, {"score": score, "level": level}))
        if level is Grade.UNSATISFACTORY:
            return Said(level)
        beside = self._conditions(level, facts, trace) if self.rungs else NOTHING
        if beside.undecided and not low.needs:
            return beside
        needs = low.needs + beside.needs
        return Said(needs=needs) if needs else Said(level)

    def _score(self, facts: Facts, trace: Trace | None) -> Fraction | None:
        if (score := facts.get("score")) is not None:
            return score
        periods = facts.get("period_scores")
        if not periods:
            return None
        if trace is not None and len(periods) not in self.rule.get("mean_of", ()):
            trace.append(Finding("rating.mean_of_part", self.rule.source, {"periods": len(periods)}))
        return Fraction(sum(periods), len(periods))

    def _band(self, score: Fraction) -> Grade:
        return next(level for reaches, edge, level in self.bands if reaches(score, edge))

    def _conditions(self, level: Grade, facts: Facts, trace: Trace | None) -> Said:
        """The conditions of the level that the points give; where they disagree both are kept."""
        holds, needs = self.rungs[level].ask(facts, trace)
        if holds is not False:
            return Said(needs=needs)
        answers = ((rung.level, rung.ask(facts, None)[0]) for rung in self.rungs.values())
        other = next((found for found, holds in answers if holds), None)
        if trace is not None:
            both: Mapping[str, Any] = {"by_score": level, "by_conditions": other}
            trace.append(Finding("rating.disagreement", self.rule.source, both))
        return Said(undecided=True)


Standard = Ladder | Bands


def standard_of(rule: Rule) -> Standard:
    return Ladder(rule) if rule.method == "ladder" else Bands(rule)
