"""The decision: a reason where it differs, the limits of the law, and the cap on final counts whoever is first."""

import pytest

from tests.builders import a_closed_meeting, codes, on_record, refusal_of
from tests.standing import beside_another, standing
from thuocdo.kernel.words import Grade, Stage
from thuocdo.office.models import Discipline
from thuocdo.ratings.actions import decide_grade, form_groups
from thuocdo.ratings.models import ComparableGroup, Rating
from thuocdo.ratings.queries import groups_of

lived, year = standing(beside_another(a_closed_meeting))
DAY = "2023-12-01 08:00"
STAFF = ("lan", "bao", "minh", "tuan", "hoa", "khach")


def decide(year, name, grade, *, reason="", by="son"):
    return decide_grade(year.cycle, year.subject(name), grade, reason=reason, by=year.by(by, DAY))


def one_group(year, names=STAFF) -> ComparableGroup:
    subjects = [year.subject(name).pk for name in names]
    form_groups(year.cycle, {"Mọi người": subjects}, reasons={"Mọi người": "Để thử"}, by=year.by("hoa", DAY))
    return groups_of(year.cycle).get()


def test_the_proposal_is_decided_without_a_reason(year):
    with on_record() as lines:
        rating = decide(year, "lan", Grade.GOOD)
    assert (rating.stage, rating.grade, rating.by_name) == (Stage.DECIDED, "good", "Võ Trường Sơn")
    assert lines == [("rating.stated", "Võ Trường Sơn")]


def test_another_level_than_proposed_asks_a_reason(year):
    args = (year.cycle, year.subject("lan"), Grade.SATISFACTORY)
    assert codes(refusal_of(decide_grade, *args, by=year.by("son", DAY))) == ["rating.reason_wanted"]
    assert decide(year, "lan", Grade.SATISFACTORY, reason="Việc chậm").grade == "satisfactory"


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "hoa@so"])
def test_only_the_chief_decides(year, name):
    args = (year.cycle, year.subject("lan"), Grade.GOOD)
    assert codes(refusal_of(decide_grade, *args, by=year.by(name, DAY))) == ["office.not_yours"]


def test_the_chief_does_not_decide_on_himself(year):
    args = (year.cycle, year.subject("son"), Grade.GOOD)
    assert "rating.own_grade" in codes(refusal_of(decide_grade, *args, by=year.by("son", DAY)))


def test_a_discipline_of_the_year_leaves_no_choice(year):
    Discipline.objects.create(
        person=year.office.lan, side="party", form="Khiển trách", effective_on="2023-05-04"
    )
    args = (year.cycle, year.subject("lan"), Grade.GOOD)
    assert codes(refusal_of(decide_grade, *args, by=year.by("son", DAY))) == [
        "rating.over_law",
        "rating.disciplined",
    ]


def test_the_cap_holds_on_final_counts_at_both_edges(year):
    one_group(year)  # six: one excellent leaves five good, 20% of which is one
    decide(year, "lan", Grade.EXCELLENT, reason="Nổi trội")
    args = (year.cycle, year.subject("bao"), Grade.EXCELLENT)
    found = refusal_of(decide_grade, *args, reason="Nổi trội", by=year.by("son", DAY))
    assert codes(found) == ["rating.decided_over_cap"]
    assert (found[0].facts["have"], found[0].facts["room"]) == (2, 1)
    decide(year, "lan", Grade.GOOD)
    assert decide(year, "bao", Grade.EXCELLENT, reason="Nổi trội").grade == "excellent"


def test_a_lower_level_elsewhere_may_not_take_the_room_away(year):
    one_group(year)
    decide(year, "lan", Grade.EXCELLENT, reason="Nổi trội")
    args = (year.cycle, year.subject("bao"), Grade.SATISFACTORY)
    found = refusal_of(decide_grade, *args, reason="Việc chậm", by=year.by("son", DAY))
    assert codes(found) == ["rating.decided_over_cap"]


def test_in_a_group_of_five_nobody_is_excellent(year):
    one_group(year, STAFF[:5])
    args = (year.cycle, year.subject("lan"), Grade.EXCELLENT)
    found = refusal_of(decide_grade, *args, reason="Nổi trội", by=year.by("son", DAY))
    assert codes(found) == ["rating.decided_over_cap"]
    assert not Rating.objects.filter(stage=Stage.DECIDED).exists()
