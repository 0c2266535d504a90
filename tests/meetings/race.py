"""Six conclude on one person from the same page, each with another level; then six close the meeting.

`python -m tests.meetings.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

AT_ONCE = 6
RESULT = {"proposals": 1, "overtaken": AT_ONCE - 1, "minutes": 1, "refused": AT_ONCE - 1, "errors": []}


def race() -> dict[str, Any]:
    from tests.builders import MET, a_meeting, adopt, hear  # Django is set up by whoever calls
    from thuocdo.kernel.words import Grade, Stage
    from thuocdo.meetings.actions import close_meeting, conclude_person, start_item
    from thuocdo.meetings.queries import stamp_of
    from thuocdo.meetings.rules import Votes
    from thuocdo.ratings.models import Rating

    year = a_meeting()
    for name in ("TH", "minh", "tuan"):
        hear(year, name)
    minh, seen = year.by("minh", MET), stamp_of(year.item("bao"))
    start_item(year.item("bao"), by=minh)
    levels = [Grade.GOOD, Grade.SATISFACTORY] * (AT_ONCE // 2)
    overtaken, errors = all_at_once(
        list(range(AT_ONCE)),
        lambda number: (year.item("bao"), levels[number]),
        lambda found: conclude_person(
            found[0],
            strengths="Tốt",
            weaknesses="",
            grade=found[1],
            votes=Votes(4),
            seen=seen,
            by=minh,
        ),
    )
    proposals = Rating.objects.filter(stage=Stage.UNIT, subject=year.subject("bao")).count()
    for name in ("bao", "lan", "emulation"):
        hear(year, name)
    adopt(year)
    refused, more = all_at_once(
        list(range(AT_ONCE)), lambda _number: year.meeting, lambda meeting: close_meeting(meeting, by=minh)
    )
    return {
        "proposals": proposals,
        "overtaken": overtaken.count("meeting.concluded_meanwhile"),
        "minutes": len(year.papers(kind="unit-minutes")),
        "refused": refused.count("meeting.not_now"),
        "errors": errors + more,
    }


if __name__ == "__main__":
    tell(race)
