"""The arithmetic of a count (II.2.c) and what it takes to pass. Pure; integers only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.law.book import Rule

FIGURES = ("issued", "collected", "valid", "invalid", "written")
WRITTEN_FIGURES = ("written_agree", "written_disagree", "written_blank")
LINE_FIGURES = ("agree", "disagree", "blank", *WRITTEN_FIGURES)


class Way(StrEnum):
    """How a ballot is held."""

    PAPER = "paper"
    ELECTRONIC = "electronic"  # encrypted; opened as a sum by the server and two of three tellers
    SIMPLE = "simple"  # the server counts; only where the agency allows it


class Layout(StrEnum):
    """What stands beside each line of the slip."""

    TITLES = "titles"  # agree, disagree
    OPINION = "opinion"  # agree, disagree, no opinion
    LEVEL = "level"  # the lines are levels, exactly one is chosen
    CHOICE = "choice"  # the lines are names, between `least` and `most` are chosen

    @property
    def chooses(self) -> bool:
        """Lines compete with each other; a line has votes, not opinions for and against."""
        return self in (Layout.LEVEL, Layout.CHOICE)


@dataclass(frozen=True)
class LineCount:
    """What the tellers counted for one line: on slips, and in written opinions of those absent."""

    key: str
    label: str
    agree: int
    disagree: int = 0
    blank: int = 0
    written_agree: int = 0
    written_disagree: int = 0
    written_blank: int = 0

    @property
    def votes(self) -> int:
        """For the line, both ways together."""
        return self.agree + self.written_agree


@dataclass(frozen=True)
class Count:
    """What the tellers counted as a whole. `members` of the body, of whom `summoned` may vote; `written` opinions apart."""

    summoned: int
    present: int
    issued: int
    collected: int
    valid: int
    invalid: int
    lines: tuple[LineCount, ...]
    members: int = 0
    written: int = 0
    layout: Layout = Layout.TITLES
    least: int = 1
    most: int = 1


def _at_most(code: str, less: int, more: int, source: Citation | None) -> list[Finding]:
    return [Finding(code, source, {"less": less, "more": more})] if less > more else []


def wrong_sums(count: Count, source: Citation | None = None) -> list[Finding]:
    """Every identity of a tellers' sheet that does not hold; empty when the sheet is sound."""
    findings = [
        *_at_most("ballot.issued_over_present", count.issued, count.present, source),
        *_at_most("ballot.collected_over_issued", count.collected, count.issued, source),
    ]
    if count.valid + count.invalid != count.collected:
        facts = {"valid": count.valid, "invalid": count.invalid, "collected": count.collected}
        findings.append(Finding("ballot.valid_and_invalid", source, facts))
    marks = [(line.label, (line.agree, line.disagree, line.blank)) for line in count.lines]
    return (
        _over_summoned(count, source)
        + findings
        + _wrong_marks("ballot.line_sum", count, count.valid, marks, source)
        + _wrong_opinions(count, source)
    )


def wrong_written(count: Count, source: Citation | None = None) -> list[Finding]:
    """What does not hold of the written opinions alone; the slips may not be counted yet."""
    return _over_summoned(count, source) + _wrong_opinions(count, source)


def _over_summoned(count: Count, source: Citation | None) -> list[Finding]:
    """Who is present and who wrote were summoned, each once."""
    return _at_most("ballot.present_over_summoned", count.present + count.written, count.summoned, source)


def _wrong_opinions(count: Count, source: Citation | None) -> list[Finding]:
    marks = [
        (line.label, (line.written_agree, line.written_disagree, line.written_blank)) for line in count.lines
    ]
    return _wrong_marks("ballot.written_sum", count, count.written, marks, source)


def _wrong_marks(
    code: str,
    count: Count,
    slips: int,
    marks: Sequence[tuple[str, tuple[int, int, int]]],
    source: Citation | None,
) -> list[Finding]:
    """So many slips hold these marks: one on each line, or between `least` and `most` lines chosen on each."""
    if not count.layout.chooses:
        return [
            Finding(code, source, {"label": label, "total": sum(made), "valid": slips})
            for label, made in marks
            if sum(made) != slips
        ]
    findings = [
        Finding("ballot.votes_over_slips", source, {"label": label, "votes": votes, "slips": slips})
        for label, (votes, _, _) in marks
        if votes > slips
    ]
    total = sum(votes for _, (votes, _, _) in marks)
    if not slips * count.least <= total <= slips * count.most:
        facts = {"total": total, "least": slips * count.least, "most": slips * count.most}
        findings.append(Finding("ballot.votes_in_all", source, facts))
    return findings


def other_lines(count: Count, keys: Collection[str]) -> list[Finding]:
    """The tellers counted exactly the names on the slip."""
    counted = {line.key for line in count.lines}
    return (
        []
        if counted == set(keys)
        else [Finding("ballot.other_lines", facts={"number": len(counted.symmetric_difference(keys))})]
    )


class Difference(NamedTuple):
    """One figure that two tellers, counting apart, do not agree on; `label` names the line, if it is of one."""

    figure: str
    label: str
    first: int
    second: int


def differences(first: Count, second: Count) -> list[Difference]:
    """Where two sheets differ; both have the same lines."""
    pairs: list[tuple[str, Count | LineCount, Count | LineCount]] = [("", first, second)]
    others = {line.key: line for line in second.lines}
    pairs += [(line.label, line, others[line.key]) for line in first.lines]
    return [
        Difference(figure, label, one, other)
        for label, mine, theirs in pairs
        for figure in (LINE_FIGURES if label else FIGURES)
        if (one := getattr(mine, figure)) != (other := getattr(theirs, figure))
    ]


@dataclass(frozen=True)
class Threshold:
    """What passes: more than (or at least) a share of a base, by the regulation of whoever holds the vote."""

    numerator: int
    denominator: int
    strict: bool  # "quá" rather than "từ … trở lên"
    base: str  # members | summoned | present | issued | collected | valid
    source: Citation | None = None

    def needed(self, base: int) -> int:
        """The least number of votes that passes."""
        quotient, rest = divmod(base * self.numerator, self.denominator)
        return quotient + 1 if self.strict or rest else quotient

    def base_in(self, count: Count) -> int:
        """Of how many. Who wrote is a member and was summoned already; beside the slips they are added."""
        number: int = getattr(count, self.base)
        return number if self.base in ("members", "summoned") else number + count.written

    @classmethod
    def from_rule(cls, rule: Rule) -> "Threshold":
        """From a rule of method `vote`: base and {op, share}."""
        share = Fraction(rule["pass"]["share"])
        return cls(share.numerator, share.denominator, rule["pass"]["op"] == ">", rule["base"], rule.source)


def passed(count: Count, threshold: Threshold) -> Sequence[str]:
    """The keys of the lines that reach the threshold."""
    needed = threshold.needed(threshold.base_in(count))
    return [line.key for line in count.lines if line.votes >= needed]


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
