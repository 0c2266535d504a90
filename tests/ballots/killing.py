"""Forty people vote while the power fails again and again: `kill -9` of the server at random moments, then on with it.

`python -m tests.ballots.killing` runs it on a fresh SQLite file and prints the outcome.
"""

import os
import random
import signal
import time
from typing import Any

from tests.race import tell

VOTERS, KILLS = 40, 50
RESULT = {"torn": 0, "ticks": VOTERS, "ballots": VOTERS, "same_again": VOTERS}


def race() -> dict[str, Any]:
    """How often a tick stood without its ballot or the other way round; what is there in the end."""
    from django.db import connection

    from tests.ballots.crowd import crowd, opened_for, standing_of
    from thuocdo.ballots.belenios.ballot import make_ballot
    from thuocdo.ballots.queries import sealed_election, ticks, trackers_of

    year, people = crowd(VOTERS)
    ballot, _codes = opened_for(year, people)
    acting, sealed = standing_of(year), sealed_election(ballot.election)
    sent = [(person, make_ballot(sealed, [[1, 0]]).decode()) for person in people]
    dice, torn, kills = random.Random(9), 0, 0
    while kills < KILLS or ticks(ballot) < VOTERS:
        connection.close()
        child = os.fork()
        if child == 0:
            _cast_the_rest(ballot, sent, acting)
        if kills < KILLS:
            time.sleep(dice.uniform(0.001, 0.035))
            os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
        if status and kills >= KILLS:
            raise ChildProcessError(status)
        kills += 1
        torn += ticks(ballot) != len(trackers_of(ballot))
    same_again = sum(_again(ballot, person, words, acting) for person, words in sent)
    return {
        "torn": torn,
        "ticks": ticks(ballot),
        "ballots": len(trackers_of(ballot)),
        "same_again": same_again,
    }


def _cast_the_rest(ballot: Any, sent: list[tuple[Any, str]], acting: Any) -> None:
    """Whoever has no tick sends the ballot kept in the browser; then this process ends."""
    from thuocdo.ballots.actions import cast_ballot
    from thuocdo.ballots.queries import ticked

    for person, words in sent:
        if not ticked(ballot, person):
            cast_ballot(ballot, words, by=acting(person))
    os._exit(0)


def _again(ballot: Any, person: Any, words: str, acting: Any) -> bool:
    """The browser that lost the answer sends the same bytes: the ballot in the box is this one."""
    from thuocdo.ballots.actions import cast_ballot
    from thuocdo.ballots.belenios.formats import fingerprint

    return cast_ballot(ballot, words, by=acting(person)).tracker == fingerprint(words.encode())


if __name__ == "__main__":
    tell(race)
