"""From a finding to the law: act, clause, words, the numbers used, and how well the text is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from thuocdo.kernel.findings import Citation, Finding

from .book import Book, Rule

STATUS_VI = {
    "confirmed": "đã đối chiếu văn bản",
    "secondary": "chưa đối chiếu văn bản gốc (nguồn gián tiếp)",
    "assumed": "giả định, chưa có văn bản",
}


@dataclass(frozen=True)
class Explanation:
    """Why a "no" is a no. `settles` names the text that would settle a value not yet confirmed."""

    code: str
    act: str = ""
    title: str = ""
    clause: str = ""
    quote: str = ""
    status: str = ""
    status_vi: str = ""
    reading: str = ""
    settles: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def explain(finding: Finding, book: Book) -> Explanation:
    """The act, the clause and the words that a finding rests on, with the numbers used."""
    if finding.source is None:
        return Explanation(finding.code, facts=finding.facts)
    source = finding.source
    act = book.instruments.get(source.act)
    rule = _rule_of(source, book)
    return Explanation(
        finding.code,
        act=source.label or (act.label if act else source.act),
        title=act.title if act else "",
        clause=source.clause,
        quote=source.quote,
        status=source.status,
        status_vi=STATUS_VI.get(source.status, source.status),
        reading=rule.reading if rule else "",
        settles=rule.settles if rule else "",
        facts=finding.facts,
    )


def _rule_of(source: Citation, book: Book) -> Rule | None:
    return next((rule for rule in book.rules.values() if rule.source == source), None)


@dataclass(frozen=True)
class Doubt:
    """One thing in the book whose text nobody here has read in the original."""

    key: str  # rule id, form or table key
    kind: str  # rule | row | form | table | step
    title: str
    source: Citation
    settles: str

    @property
    def ident(self) -> str:
        """By which a confirmation names it; rows of one rule are told apart by their clause."""
        row = f":{self.source.act}:{self.source.clause}" if self.kind == "row" else ""
        return f"{self.kind}:{self.key}{row}"


def doubts(book: Book) -> list[Doubt]:
    """Everything `assumed` or `secondary`: the page "chưa đối chiếu văn bản gốc"."""
    return sorted(
        (d for d in _all_sources(book) if d.source.status != "confirmed"), key=lambda d: (d.kind, d.key)
    )


def _all_sources(book: Book) -> Iterator[Doubt]:
    for rule in book.rules.values():
        yield Doubt(rule.id, "rule", rule.title_vi, rule.source, rule.settles)
        within = dict.fromkeys(_sources_within(rule.values))
        yield from (
            Doubt(rule.id, "row", f"{rule.title_vi}: {source.clause}", source, rule.settles)
            for source in within
            if source != rule.source
        )
    for form in book.forms.values():
        yield Doubt(form.key, "form", f"{form.code}: {form.title}", form.source, form.settles)
    for table in book.tables.values():
        yield Doubt(table.key, "table", f"{table.code}: {table.title}", table.source, table.settles)
    for step in book.plan:
        yield Doubt(step.key, "step", step.title, step.source, "")


def _sources_within(value: Any) -> Iterator[Citation]:
    """The citations of rows, levels and items within a rule's values."""
    if isinstance(value, Mapping):
        if "act" in value and "clause" in value:
            yield Citation(**value)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _sources_within(item)
