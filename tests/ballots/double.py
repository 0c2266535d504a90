"""One voter in six tabs and two voters with the same bytes, all at one moment.

`python -m tests.ballots.double` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

TABS = 6
RESULT = {
    "refused": ["ballot.voted_already"] * (TABS - 1),
    "errors": [],
    "inside": 1,
    "copied": ["ballot.invalid"],
    "then": 2,
}


def race() -> dict[str, Any]:
    """What was refused, and what is in the box."""
    from tests.ballots.crowd import crowd, opened_for, standing_of  # Django is set up by whoever calls
    from thuocdo.ballots.actions import cast_ballot
    from thuocdo.ballots.belenios.ballot import make_ballot
    from thuocdo.ballots.queries import sealed_election, ticks, trackers_of

    year, people = crowd(4)
    ballot, _codes = opened_for(year, people)
    acting, sealed = standing_of(year), sealed_election(ballot.election)

    def a_slip() -> str:
        return make_ballot(sealed, [[1, 0]]).decode()

    slips = [a_slip() for _ in range(TABS)]
    voter = acting(people[0])
    refused, errors = all_at_once(
        range(TABS), lambda tab: slips[tab], lambda words: cast_ballot(ballot, words, by=voter)
    )
    inside = len(trackers_of(ballot))
    same = a_slip()
    copied, more = all_at_once(
        range(1, 3), lambda place: acting(people[place]), lambda by: cast_ballot(ballot, same, by=by)
    )
    assert ticks(ballot) == len(trackers_of(ballot))
    return {
        "refused": refused,
        "errors": errors + more,
        "inside": inside,
        "copied": copied,
        "then": len(trackers_of(ballot)),
    }


if __name__ == "__main__":
    tell(race)
