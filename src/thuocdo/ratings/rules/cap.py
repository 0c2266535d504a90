"""The cap: how many of a comparable group may be "Hoàn thành xuất sắc nhiệm vụ" (S-18).

Counts are final counts of one group: someone who is not excellent becomes good, so the base moves with them.
"Không vượt quá" is a hard limit in whole people; nothing is rounded up and nobody is picked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Rule
from thuocdo.law.forms import in_digits

Counts = Mapping[Grade, int]


@dataclass(frozen=True)
class Cap:
    """At most `share` of those graded one of `base` may be excellent."""

    share: Fraction
    base: frozenset[Grade]
    source: Citation
    per: str = "comparable_group"

    @classmethod
    def from_rule(cls, rule: Rule) -> "Cap":
        """From the book's rule of method share_of; of [all] means everybody rated."""
        base = frozenset(Grade) if "all" in rule["of"] else frozenset(map(Grade, rule["of"]))
        return cls(rule.fraction("share"), base, rule.source, rule["per"])


@dataclass(frozen=True)
class Headroom:
    """What the cap leaves a group: `allowed` excellent at most, `over_by` of those proposed are too many."""

    allowed: int
    proposed: int
    base_count: int  # those in the base as the counts stand
    over_by: int

    @property
    def left(self) -> int:
        """How many more may be proposed."""
        return max(0, self.allowed - self.proposed)


def base_count(counts: Counts, cap: Cap) -> int:
    return sum(counts.get(grade, 0) for grade in cap.base)


def room_for(counts: Counts, cap: Cap) -> int:
    """The largest number of excellent ratings that holds once all others of them are good.

    With E excellent among N good or better and a share s of the good only: E ≤ s(N − E), so E ≤ sN / (1 + s).
    With the excellent counted in the base, E ≤ sN.
    """
    together = base_count({**counts, Grade.EXCELLENT: 0}, cap) + counts.get(Grade.EXCELLENT, 0)
    limit = cap.share * together
    if Grade.EXCELLENT not in cap.base:
        limit /= 1 + cap.share
    return limit.numerator // limit.denominator


def headroom(counts: Counts, cap: Cap) -> Headroom:
    """How the group stands. Over exactly when E > share × base of the counts as they are."""
    allowed, proposed = room_for(counts, cap), counts.get(Grade.EXCELLENT, 0)
    return Headroom(allowed, proposed, base_count(counts, cap), max(0, proposed - allowed))


def over_cap(counts: Counts, cap: Cap) -> list[Finding]:
    """`rating.over_cap` where more are excellent than the cap allows; empty when it holds."""
    stands = headroom(counts, cap)
    if not stands.over_by:
        return []
    facts = {
        "have": stands.proposed,
        "room": stands.allowed,
        "over_by": stands.over_by,
        "base_count": stands.base_count,
        "share": str(cap.share),
        "words": in_words(what_if(counts, cap, stands.proposed), cap),
    }
    return [Finding("rating.over_cap", cap.source, facts)]


@dataclass(frozen=True)
class Trial:
    """The group with another number of excellent ratings."""

    excellent: int
    base_count: int
    share_of_base: Fraction
    holds: bool


def what_if(counts: Counts, cap: Cap, excellent: int) -> Trial:
    """Move people between good and excellent until `excellent` are, and check."""
    moved = excellent - counts.get(Grade.EXCELLENT, 0)
    trial = {**counts, Grade.EXCELLENT: excellent, Grade.GOOD: counts.get(Grade.GOOD, 0) - moved}
    if excellent < 0 or trial[Grade.GOOD] < 0:
        raise ValueError("not enough people good or better")
    base = base_count(trial, cap)
    return Trial(excellent, base, cap.share * base, excellent <= cap.share * base)


def in_words(trial: Trial, cap: Cap) -> str:
    """ "nếu 1 người xuất sắc thì còn 4 người tốt; 20% của 4 là 0,8" """
    percent = in_digits(cap.share * 100)
    who = {
        frozenset({Grade.GOOD}): f"còn {trial.base_count} người tốt",
        frozenset({Grade.GOOD, Grade.EXCELLENT}): f"có {trial.base_count} người từ tốt trở lên",
        frozenset(Grade): f"có {trial.base_count} người được xếp loại",
    }.get(cap.base, f"mẫu số là {trial.base_count} người")
    share = in_digits(trial.share_of_base)
    return f"nếu {trial.excellent} người xuất sắc thì {who}; {percent}% của {trial.base_count} là {share}"
