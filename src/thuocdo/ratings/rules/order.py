"""Order constraints of the year's end and the last day for ratings, as findings."""

from collections.abc import Mapping
from datetime import date, timedelta

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.law.book import Book


def out_of_order(days: Mapping[str, date], book: Book) -> list[Finding]:
    """What happened before what had to come first; the same day is in order.

    `days`: unit_rating, head_rating, collective_review, person_review, lower_unit_rating, higher_unit_rating,
    state_rating, party_rating, initiatives_council, emulation_council, service_unit_rating,
    public_employee_rating. Days not given are not judged.
    """
    found = []
    for item in book["rating/order"]["items"]:
        first, then = days.get(item["first"]), days.get(item["then"])
        if first and then and then < first:
            facts = {"key": item["key"], "title": item["title"], "first": first, "then": then}
            found.append(Finding("rating.out_of_order", Citation(**item["source"]), facts))
    return found + too_late(days.get("state_rating"), book)


def too_late(state_rating: date | None, book: Book) -> list[Finding]:
    """State ratings are decided before the day of the rule (15 December): the day before is the last."""
    rule = book["rating/decision_deadline"]
    if state_rating is None:
        return []
    last = date(state_rating.year, rule["month"], rule["day"]) - timedelta(days=rule["kind"] == "before")
    if state_rating <= last:
        return []
    return [Finding("rating.decided_late", rule.source, {"day": state_rating, "last": last})]
