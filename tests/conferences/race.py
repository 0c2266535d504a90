"""Six end the conference at the same moment: one does, its papers are issued once, the others are told.

`python -m tests.conferences.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

AT_ONCE = 6
RESULT = {"minutes": 1, "tellers": 1, "grades": 1, "refused": AT_ONCE - 1, "errors": []}


def race() -> dict[str, Any]:
    from tests.conferences.stage import (
        HELD,
        a_counted_conference,
        the_conference,
    )  # Django is set up by whoever calls
    from thuocdo.conferences.actions import close_conference
    from thuocdo.kernel.words import Stage
    from thuocdo.meetings.rules import Votes
    from thuocdo.ratings.models import Rating

    year = a_counted_conference()
    by = [year.by(who, HELD) for who in ("son", "hoa")]
    refused, errors = all_at_once(
        list(range(AT_ONCE)),
        lambda number: (the_conference(year), by[number % len(by)]),
        lambda found: close_conference(
            found[0], discussion="Nhất trí", conclusion="Thống nhất", votes=Votes(4), by=found[1]
        ),
    )
    return {
        "minutes": len(year.papers(kind="key-officials-minutes")),
        "tellers": len(year.papers(kind="tellers-minutes")),
        "grades": Rating.objects.filter(stage=Stage.SELF).count(),
        "refused": refused.count("assembly.not_now"),
        "errors": errors,
    }


if __name__ == "__main__":
    tell(race)
