"""Who may run the plan: the coordinating unit of this agency, nobody else."""

import pytest

from tests.builders import a_review, codes
from tests.standing import EVERYBODY, beside_another, standing
from thuocdo.cycle.permissions import may_change_plan, may_coordinate, may_open_cycle, step_closed

lived, year = standing(beside_another(a_review))


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_runs_the_plan(year, name):
    by = year.by(name)
    assert {
        "coordinate": may_coordinate(by) == [],
        "open next year": may_open_cycle(by, 2024) == [],
        "change this plan": may_change_plan(year.cycle, by) == [],
    } == {
        "coordinate": name in ("hoa", "hoa@so"),
        "open next year": name in ("hoa", "hoa@so"),
        "change this plan": name == "hoa",
    }


def test_a_closed_step_says_its_name(year):
    step = year.step("self_reviews")
    assert step_closed(step) == []
    step.closed_at = year.by("hoa").at
    (finding,) = step_closed(step)
    assert codes([finding]) == ["cycle.step_closed"]
    assert finding.facts == {"title": step.title}
