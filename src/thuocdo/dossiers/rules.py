"""What a unit's dossier needs (II.2.d). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.law.book import Rule


@dataclass(frozen=True)
class Need:
    """One item of the dossier, what lies in it and what it lacks, piece by piece."""

    key: str
    number: int
    title: str
    have: tuple[int, ...]  # papers
    lacks: tuple[str, ...]  # each missing piece by name

    @property
    def complete(self) -> bool:
        return bool(self.have) and not self.lacks


def needs_of(rule: Rule, have: Mapping[str, Sequence[int]], lacks: Mapping[str, Sequence[str]]) -> list[Need]:
    """The items in the order of the plan."""
    return [
        Need(
            item["key"],
            item["number"],
            item["title"],
            tuple(have.get(item["key"], ())),
            tuple(lacks.get(item["key"], ())) or (() if have.get(item["key"]) else (item["title"],)),
        )
        for item in rule["items"]
    ]


def missing_items(needs: Sequence[Need], source: Citation) -> list[Finding]:
    """Each item that is not complete, with what it lacks and the clause (S-16)."""
    return [
        Finding(
            "dossier.item_missing",
            source,
            {"number": need.number, "title": need.title, "lacks": ", ".join(need.lacks)},
        )
        for need in needs
        if not need.complete
    ]
