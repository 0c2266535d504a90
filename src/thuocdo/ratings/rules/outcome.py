"""What the engine says of one subject, with the trace of why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Grade


class Verdict(StrEnum):
    RATED = "rated"  # `level` is the highest lawful level
    CAPPED = "capped"  # as rated, lowered by a ceiling
    NOT_RATED = "not_rated"  # reviewed, not rated
    NEEDS_DECISION = (
        "needs_decision"  # the text gives no answer: the competent authority decides, with a reason
    )
    CANNOT_SAY = "cannot_say"  # facts are missing: see `needs`


@dataclass(frozen=True)
class Outcome:
    verdict: Verdict
    level: Grade | None = None
    needs: tuple[str, ...] = ()
    profile: str = ""
    trace: tuple[Finding, ...] = ()
    to_confirm: bool = False  # rests on a reading that the competent person has to confirm

    @property
    def sources(self) -> Iterator[Citation]:
        """Every clause that the outcome rests on."""
        return (finding.source for finding in self.trace if finding.source)


@dataclass(frozen=True)
class Said:
    """What one step says: a level, or that facts are missing, or that the text gives no answer."""

    level: Grade | None = None
    needs: tuple[str, ...] = ()
    undecided: bool = False
    to_confirm: bool = False


NOTHING = Said()
Trace = list[Finding]
