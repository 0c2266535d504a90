"""Two chairs at one card cannot both move it."""

import pytest

from tests.consultation.race import RESULT, race
from tests.race import run_on_a_file


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_of_all_moves_it_on_postgresql():
    assert race() == RESULT


def test_one_of_all_moves_it_on_sqlite(tmp_path):
    assert run_on_a_file("tests.consultation.race", tmp_path) == RESULT
