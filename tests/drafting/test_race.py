"""Two who write the same section, and one who closes while another comments."""

import pytest

from tests.drafting.race import RESULT, race
from tests.race import run_on_a_file


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_on_postgresql():
    assert race() == RESULT


def test_nothing_is_lost_on_sqlite(tmp_path):
    assert run_on_a_file("tests.drafting.race", tmp_path) == RESULT
