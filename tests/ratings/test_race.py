"""Two deciding at once cannot both slip under the cap."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.tree import ROOT
from tests.ratings.race import RESULT, race


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_both_pass_on_postgresql():
    assert race() == RESULT


def test_two_at_once_cannot_both_pass_on_sqlite(tmp_path):
    """On a file, as an office has it; the tests' own database is in memory and is not shared by threads."""
    surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    surroundings |= {"THUOCDO_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ratings.race"],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout or "null") == RESULT, done.stderr[-2000:]
