"""Two chairs at one meeting: of several conclusions at once one stands, and the meeting closes once."""

import pytest

from tests.meetings.race import RESULT, race
from tests.race import run_on_a_file


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_of_all_concludes_and_closes_on_postgresql():
    assert race() == RESULT


def test_one_of_all_concludes_and_closes_on_sqlite(tmp_path):
    assert run_on_a_file("tests.meetings.race", tmp_path) == RESULT
