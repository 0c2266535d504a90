"""The cap: how many of a comparable group may be "Hoàn thành xuất sắc nhiệm vụ" (S-18).

Counts are final counts of one group: someone who is not excellent becomes good, so the base moves with them.
"Không vượt quá" is a hard limit in whole people; nothing is rounded up and nobody is picked.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Grade
from thuocdo.kernel.words import gettext_noop as _
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
    small_below: int = 0  # a group of fewer may have `small_max` instead, where a text says so
    small_max: int = 0
    exception: Fraction | None = None  # the share with a decision document of the competent authority

    @classmethod
    def from_rule(cls, rule: Rule) -> "Cap":
        """From the book's rule of method share_of; of [all] means everybody rated."""
        base = frozenset(Grade) if "all" in rule["of"] else frozenset(map(Grade, rule["of"]))
        small, exception = rule.get("small_group", {}), rule.get("exception")
        return cls(
            rule.fraction("share"),
            base,
            rule.source,
            rule["per"],
            small.get("below", 0),
            small.get("max", 0),
            Fraction(exception["share"]) if exception else None,
        )

    def by_exception(self, document: str) -> "Cap":
        """The cap with the wider share, which only a decision document opens."""
        if self.exception is None or not document.strip():
            raise ValueError("no exception without a rule that knows one and a decision document")
        return replace(self, share=self.exception)


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

    With E excellent among N good or better and a share p/q of the good only: E·q ≤ p·(N − E), so
    E ≤ pN / (p + q). With the excellent counted in the base, E ≤ pN / q.
    """
    top, bottom = cap.share.numerator, cap.share.denominator
    together = base_count(counts, cap)
    if Grade.EXCELLENT not in cap.base:
        together += counts.get(Grade.EXCELLENT, 0)
        bottom += top
    room = top * together // bottom
    small = 0 < sum(counts.values()) < cap.small_below
    return max(room, cap.small_max) if small else room


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


def headrooms(rated: Iterable[tuple[Hashable, Grade]], cap: Cap) -> dict[Hashable, Headroom]:
    """Every group at once, from one (group, grade) pair a person."""
    groups: dict[Hashable, dict[Grade, int]] = {}
    for (group, grade), number in Counter(rated).items():
        groups.setdefault(group, {})[grade] = number
    return {group: headroom(counts, cap) for group, counts in groups.items()}


@dataclass(frozen=True)
class Standing:
    """One excellent proposal in its group's order by score. The program never picks who is moved."""

    key: str
    score: Fraction | None
    place: int  # 1 for the highest score; equal scores share a place
    over: bool  # beyond what the cap allows even if every tie were settled in their favour
    tied: bool  # on the edge with others of the same score: somebody has to choose


def standings(proposed: Sequence[tuple[str, Fraction | None]], allowed: int) -> list[Standing]:
    """The excellent proposals by score, with those over the cap and the ties at its edge marked.

    Without scores for all of them nobody is ordered: if there are too many, all are tied; if none is allowed,
    all are over.
    """
    if any(score is None for _, score in proposed):
        nobody, many = not allowed, len(proposed) > allowed
        return [Standing(key, score, 1, over=nobody, tied=many and not nobody) for key, score in proposed]
    ordered = sorted(proposed, key=lambda item: -(item[1] or 0))
    scores = [score for _, score in ordered]
    edge = (
        scores[allowed - 1] if 0 < allowed < len(scores) and scores[allowed - 1] == scores[allowed] else None
    )
    return [
        Standing(
            key,
            score,
            scores.index(score) + 1,
            scores.index(score) >= allowed,
            edge is not None and score == edge,
        )
        for key, score in ordered
    ]


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
    return Trial(excellent, base, cap.share * base, excellent <= room_for(trial, cap))


def in_words(trial: Trial, cap: Cap, say: Callable[[str], str] = str) -> str:
    """ "nếu 1 người xuất sắc thì còn 4 người tốt; 20% của 4 là 0,8". `say` puts it into the reader's language."""
    who = {
        frozenset({Grade.GOOD}): _("còn {base} người tốt"),
        frozenset({Grade.GOOD, Grade.EXCELLENT}): _("có {base} người từ tốt trở lên"),
        frozenset(Grade): _("có {base} người được xếp loại"),
    }.get(cap.base, _("mẫu số là {base} người"))
    return say(_("nếu {excellent} người xuất sắc thì {who}; {percent} của {base} là {share}")).format(
        excellent=trial.excellent,
        who=say(who).format(base=trial.base_count),
        percent=f"{in_digits(cap.share * 100)}%",
        base=trial.base_count,
        share=in_digits(trial.share_of_base),
    )
