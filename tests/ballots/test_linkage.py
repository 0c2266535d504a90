"""After closing, nothing in the database joins a name and a ballot better than guessing would.

Of n pairs a guess gets one right on average, whatever n; the standard deviation is one. The attack tries several orders
and keeps the best, so what a guess may get is taken as the best of that many.
"""

from math import sqrt

import pytest

from tests.ballots.linkage import ELECTIONS, race
from tests.race import run_on_a_file

# Three orders of voters times four of ballots: the best of twelve guesses is right about three times.
BY_CHANCE = 3 * ELECTIONS + 4 * sqrt(3 * ELECTIONS)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_pairs_on_postgresql():
    _is_chance(race())


def test_no_pairs_in_an_sqlite_file(tmp_path):
    _is_chance(run_on_a_file("tests.ballots.linkage", tmp_path))


def _is_chance(found):
    assert found["naive"] == found["pairs"], "the attack finds every pair where nothing was done against it"
    assert found["ours"] <= BY_CHANCE < found["pairs"] / 2
