"""Issuing twice at one moment gives one decision."""

import pytest

from tests.decisions.race import RESULT, race
from tests.race import run_on_a_file


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_issuing_twice_at_once_gives_one_decision_on_postgresql():
    assert race() == RESULT


def test_issuing_twice_at_once_gives_one_decision_on_sqlite(tmp_path):
    assert run_on_a_file("tests.decisions.race", tmp_path) == RESULT
