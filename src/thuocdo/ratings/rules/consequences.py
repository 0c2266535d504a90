"""What ratings over the years give ground for: flags with their clause, never an act."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book


def consequences(history: Mapping[int, Grade], facts: Mapping[str, Any], book: Book) -> list[Finding]:
    """`rating.consequence` for each ground that the newest year opens, on the day of its decision.

    `history`: decided grades by work year, not-rated years left out. `facts`: staff_kind, leads, decided_on.
    """
    if not history:
        return []
    year = max(history)
    return [
        Finding(
            "rating.consequence",
            Citation(**row["source"]),
            {"key": row["key"], "flag": row["flag"], "years": years},
        )
        for row in book["consequence/flags"]["rows"]
        if _applies(row, facts) and (years := _years(row, history, year))
    ]


def _applies(row: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    for key, wanted in row["when"].items():
        have = facts.get(key)
        if have not in wanted if isinstance(wanted, list) else have != wanted:
            return False
    day = facts["decided_on"]
    return bool(_day(row, "from", date.min) <= day <= _day(row, "until", date.max))


def _day(row: Mapping[str, Any], key: str, otherwise: date) -> date:
    return date.fromisoformat(row[key]) if key in row else otherwise


def _years(row: Mapping[str, Any], history: Mapping[int, Grade], year: int) -> list[int]:
    """The years that make the ground, newest first; empty when there are too few."""
    levels = row["level"] if isinstance(row["level"], list) else [row["level"]]
    needed = row["years"]
    within = needed if row.get("consecutive", True) else row["within"]
    hit = [one for one in range(year, year - within, -1) if history.get(one) in levels]
    return hit[:needed] if len(hit) >= needed and hit[0] == year else []
