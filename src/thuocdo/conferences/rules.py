"""How many key officials must be there, and what keeps the conference from its end (II.3.b). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from thuocdo.kernel.findings import Citation, Finding


@dataclass(frozen=True)
class Presence:
    """One member, as the law of the conference looks at it."""

    person: int
    present: bool | None
    reason: str


def attendance_open(members: Iterable[Presence], chair: int) -> list[Finding]:
    """Everyone is marked, the absent with a reason, and whoever chairs is there."""
    seated = list(members)
    unmarked = sum(one.present is None for one in seated)
    silent = sum(one.present is False and not one.reason.strip() for one in seated)
    presides = any(one.person == chair and one.present for one in seated)
    return (
        ([Finding("conference.unmarked", facts={"number": unmarked})] if unmarked else [])
        + ([Finding("conference.absence_unexplained", facts={"number": silent})] if silent else [])
        + ([] if presides else [Finding("conference.chair_absent")])
    )


def quorum_lacking(
    present: int, summoned: int, share: Fraction, source: Citation | None = None
) -> list[Finding]:
    """Fewer came than the share of those summoned that it takes."""
    if summoned and present >= share * summoned:
        return []
    facts = {"present": present, "summoned": summoned, "share": f"{share.numerator}/{share.denominator}"}
    return [Finding("conference.no_quorum", source, facts)]


@dataclass(frozen=True)
class Show:
    """An open vote by show of hands."""

    agree: int
    disagree: int = 0
    other: int = 0

    @property
    def cast(self) -> int:
        return self.agree + self.disagree + self.other


def not_adopted(show: Show, present: int) -> list[Finding]:
    """The minutes are passed by more than half of those present, and nobody raises two hands."""
    facts = {"agree": show.agree, "cast": show.cast, "present": present}
    if show.cast > present:
        return [Finding("conference.votes_over_present", facts=facts)]
    return [] if show.agree > present - show.agree else [Finding("conference.not_adopted", facts=facts)]
