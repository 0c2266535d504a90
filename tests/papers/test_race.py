"""Many numbers drawn at once: none twice, none left out."""

import pytest

from tests.papers.race import RESULT, race
from tests.race import run_on_a_file


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_on_postgresql():
    assert race() == RESULT


def test_many_at_once_on_sqlite(tmp_path):
    assert run_on_a_file("tests.papers.race", tmp_path) == RESULT
