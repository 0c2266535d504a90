"""Who decides on whom (rating/competence), and what must be decided before (rating/order). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thuocdo.kernel.findings import Citation
from thuocdo.law.book import Book
from thuocdo.law.forms import first_match


class Authority(StrEnum):
    """Whose decision a rating is, seen from the agency."""

    AGENCY_HEAD = "agency_head"
    UNIT_HEAD = "unit_head"
    APPOINTING_HEAD = "appointing_head"  # unless the office's edition says who that is, nobody here
    SUPERIOR = "superior_agency_head"


@dataclass(frozen=True)
class Competence:
    """Whose decision it is, why, and by which clause."""

    authority: Authority
    why: str
    source: Citation


def competence_over(facts: Mapping[str, Any], book: Book) -> Competence | None:
    """Facts: staff_kind and post_role of a person, unit_kind of a person's or a unit's; None where no row fits."""
    row = first_match(book["rating/competence"], facts)
    return Competence(Authority(row["decides"]), row["why"], Citation(**row["source"])) if row else None


def comes_after(book: Book, then: str) -> tuple[str, Citation] | None:
    """What the year's order puts before, e.g. unit_rating before "head_rating", with the clause."""
    items = [item for item in book["rating/order"]["items"] if item["then"] == then]
    return (items[0]["first"], Citation(**items[0]["source"])) if items else None
