"""Nothing acknowledged is lost and nothing is half done, whenever the power fails."""

from tests.ballots.killing import RESULT
from tests.race import run_on_a_file


def test_a_tick_has_its_ballot_after_every_kill(tmp_path):
    assert run_on_a_file("tests.ballots.killing", tmp_path) == RESULT
