"""A "no" that carries its reason.

A rule or a permission returns findings; an empty list means yes. An action raises them as `Refused`;
a page greys the button with the same ones. The code is stable (`room.defect`) and has its Vietnamese
wording in the room's `wording.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Citation:
    """Where a rule stands: act and clause, the words quoted, and how well the text is known."""

    act: str  # key of an instrument, e.g. "nd-90-2020"
    clause: str  # e.g. "Điều 2 khoản 3"
    quote: str = ""
    status: str = "confirmed"  # confirmed | secondary | assumed
    label: str = ""  # the act as a reader knows it, e.g. "Nghị định số 90/2020/NĐ-CP"

    def __str__(self) -> str:
        return f"{self.clause}, {self.label or self.act}" if self.clause else self.label or self.act


@dataclass(frozen=True)
class Finding:
    """One reason why something may not be done (or should be looked at, when only a warning)."""

    code: str
    source: Citation | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """Raised by actions; carries every finding, never only the first."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings = tuple(findings)
        super().__init__(", ".join(finding.code for finding in self.findings))


def refuse_if(*lists: Iterable[Finding]) -> None:
    """Raise `Refused` with all findings of all lists, if there are any."""
    findings = [finding for part in lists for finding in part]
    if findings:
        raise Refused(findings)
