"""Two deciding at once cannot both slip under the cap."""

import pytest

from tests.race import run_on_a_file
from tests.ratings.race import RESULT, race


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_both_pass_on_postgresql():
    assert race() == RESULT


def test_two_at_once_cannot_both_pass_on_sqlite(tmp_path):
    assert run_on_a_file("tests.ratings.race", tmp_path) == RESULT
