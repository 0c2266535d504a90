"""The arithmetic of a count (II.2.c) and what it takes to pass. Pure; integers only."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.law.book import Rule


@dataclass(frozen=True)
class LineCount:
    """What the tellers counted for one name."""

    key: str
    label: str
    agree: int
    disagree: int
    blank: int


@dataclass(frozen=True)
class Count:
    """What the tellers counted as a whole."""

    summoned: int
    present: int
    issued: int
    collected: int
    valid: int
    invalid: int
    lines: tuple[LineCount, ...]


def wrong_sums(count: Count, source: Citation | None = None) -> list[Finding]:
    """Every identity of a tellers' sheet that does not hold; empty when the sheet is sound."""

    def at_most(code: str, less: int, more: int) -> list[Finding]:
        return [Finding(code, source, {"less": less, "more": more})] if less > more else []

    findings = [
        *at_most("ballot.present_over_summoned", count.present, count.summoned),
        *at_most("ballot.issued_over_present", count.issued, count.present),
        *at_most("ballot.collected_over_issued", count.collected, count.issued),
    ]
    if count.valid + count.invalid != count.collected:
        facts = {"valid": count.valid, "invalid": count.invalid, "collected": count.collected}
        findings.append(Finding("ballot.valid_and_invalid", source, facts))
    for line in count.lines:
        total = line.agree + line.disagree + line.blank
        if total != count.valid:
            findings.append(
                Finding(
                    "ballot.line_sum", source, {"label": line.label, "total": total, "valid": count.valid}
                )
            )
    return findings


def other_lines(count: Count, keys: Collection[str]) -> list[Finding]:
    """The tellers counted exactly the names on the slip."""
    counted = {line.key for line in count.lines}
    return (
        []
        if counted == set(keys)
        else [Finding("ballot.other_lines", facts={"number": len(counted.symmetric_difference(keys))})]
    )


@dataclass(frozen=True)
class Threshold:
    """What passes: more than (or at least) a share of a base, by the regulation of whoever holds the vote."""

    numerator: int
    denominator: int
    strict: bool  # "quá" rather than "từ … trở lên"
    base: str  # summoned | present | issued | collected | valid
    source: Citation | None = None

    def needed(self, base: int) -> int:
        """The least number of votes that passes."""
        quotient, rest = divmod(base * self.numerator, self.denominator)
        return quotient + 1 if self.strict or rest else quotient

    @classmethod
    def from_rule(cls, rule: Rule) -> "Threshold":
        """From a rule of method `vote`: base and {op, share}."""
        share = Fraction(rule["pass"]["share"])
        return cls(share.numerator, share.denominator, rule["pass"]["op"] == ">", rule["base"], rule.source)


def passed(count: Count, threshold: Threshold) -> Sequence[str]:
    """The keys of the lines that reach the threshold."""
    needed = threshold.needed(getattr(count, threshold.base))
    return [line.key for line in count.lines if line.agree >= needed]


# --- small groups: what no cryptography hides ---


def too_few_voters(eligible: int, least: int, source: Citation | None = None) -> list[Finding]:
    """Before opening: with so few, the sum itself tells who chose what; the electronic way is refused."""
    facts = {"eligible": eligible, "least": least}
    return [Finding("ballot.too_few_voters", source, facts)] if eligible < least else []


def guessable(eligible: int, enough: int, source: Citation | None = None) -> list[Finding]:
    """A warning before opening: in a group this small people guess, and whoever is alone stands out."""
    facts = {"eligible": eligible, "enough": enough}
    return [Finding("ballot.guessable", source, facts)] if eligible < enough else []


def too_few_ballots(collected: int, least: int, source: Citation | None = None) -> list[Finding]:
    """At closing: the sums of so few ballots are not opened; the tellers decide what next."""
    facts = {"collected": collected, "least": least}
    return [Finding("ballot.too_few_ballots", source, facts)] if collected < least else []


def counted_before(trackers: Collection[str], earlier: Iterable[Collection[str]]) -> list[Finding]:
    """A ballot is added into one opened sum only: two sums that differ by one ballot disclose that ballot."""
    shared = sum(not set(trackers).isdisjoint(one) for one in earlier)
    return [Finding("ballot.counted_before", facts={"number": shared})] if shared else []
