"""Several who end the conference at once end it once."""

import pytest

from tests.conferences.race import RESULT, race
from tests.race import run_on_a_file


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_of_all_ends_it_on_postgresql():
    assert race() == RESULT


def test_one_of_all_ends_it_on_sqlite(tmp_path):
    assert run_on_a_file("tests.conferences.race", tmp_path) == RESULT
