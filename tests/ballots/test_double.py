"""Two tabs cannot vote twice, and one ballot is not two people's."""

import pytest

from tests.ballots.double import RESULT, race
from tests.race import run_on_a_file


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_vote_each_on_postgresql():
    assert race() == RESULT


def test_one_vote_each_on_sqlite(tmp_path):
    assert run_on_a_file("tests.ballots.double", tmp_path) == RESULT
