"""Terms of a petition, who sees results, which titles no longer hold. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuocdo.kernel.dues import working_days_after
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Grade, StaffKind
from thuocdo.law.book import Book, Rule


@dataclass(frozen=True)
class PetitionTerms:
    """What the law of the year says of a petition; None where it states no number of days."""

    rule: Rule
    file_by: date | None
    answer_days: int | None

    def answer_by(self, filed: date) -> date | None:
        return working_days_after(filed, self.answer_days) if self.answer_days else None


def petition_terms(book: Book, kind: StaffKind | str, published: date) -> PetitionTerms:
    """Public employees have a rule of their own where the year knows one.

    The days for filing are counted as working days: while the text does not say which, the longer reading
    takes nobody's right away.
    """
    own = kind == StaffKind.PUBLIC_EMPLOYEE and "petition/public_employee" in book.rules
    rule = book["petition/public_employee" if own else "petition/person"]
    keys: Mapping[str, Any] = rule.get("keys", {})
    days = keys.get("file_days")
    return PetitionTerms(
        rule, working_days_after(published, days) if days else None, keys.get("answer_working_days")
    )


def too_late_to_petition(terms: PetitionTerms, on: date) -> list[Finding]:
    if terms.file_by is None or on <= terms.file_by:
        return []
    return [Finding("petition.too_late", terms.rule.source, {"last": terms.file_by})]


def public_in_agency(book: Book) -> bool:
    """Whether the law makes the levels public inside the agency (petition/notice)."""
    return book["petition/notice"].get("keys", {}).get("public_to") == "agency"


def title_standard(book: Book) -> tuple[Rule, frozenset[Grade]]:
    """The levels that the title Lao động tiên tiến asks for, with the rule."""
    rule = book["emulation/advanced_worker_standard"]
    item = next(item for item in rule["items"] if item["key"] == "rating")
    return rule, frozenset(map(Grade, item["grades"]))
