"""Comparable groups: the head of the agency approves them, and a change waits for approval again."""

from datetime import date

import pytest

from tests.builders import a_cycle, codes, refusal_of
from thuocdo.kernel.words import Grade, Stage
from thuocdo.ratings.actions import approve_groups, form_groups, move_to_group, state_grade
from thuocdo.ratings.models import ComparableGroup
from thuocdo.ratings.queries import headroom_by_group, proposal_of_groups

pytestmark = pytest.mark.django_db
DAY = date(2023, 11, 20)


@pytest.fixture
def year():
    year = a_cycle()
    people = year.office
    groups = {
        "Chuyên viên": [people.lan.subject_id, people.bao.subject_id],
        "Trưởng phòng": [people.minh.subject_id],
    }
    form_groups(year.cycle, groups, reasons=dict.fromkeys(groups, "Cùng việc"), by=year.by("hoa"))
    return year


def approved(year) -> dict[str, str]:
    return dict(ComparableGroup.objects.filter(cycle=year.cycle).values_list("name", "approved_by"))


def test_only_the_head_of_the_agency_approves(year):
    for name in ("lan", "minh", "hoa"):
        assert codes(refusal_of(approve_groups, year.cycle, by=year.by(name))) == ["rating.not_yours"]
    approve_groups(year.cycle, by=year.by("son"))
    assert set(approved(year).values()) == {"Võ Trường Sơn"}


def test_both_groups_of_a_move_wait_for_approval_again(year):
    approve_groups(year.cycle, by=year.by("son"))
    heads = ComparableGroup.objects.get(cycle=year.cycle, name="Trưởng phòng")
    move_to_group(year.cycle, year.office.lan.subject_id, heads, reason="Việc như nhau", by=year.by("hoa"))
    assert approved(year) == {"Chuyên viên": "", "Trưởng phòng": ""}


def test_nothing_to_approve_is_said(year):
    ComparableGroup.objects.all().delete()
    assert codes(refusal_of(approve_groups, year.cycle, by=year.by("son"))) == ["rating.no_groups"]


# --- leaders whom the superior rates (II.7.a) ---


def test_leaders_are_proposed_for_no_group(year):
    leaders = {year.subject("son").pk}
    assert not leaders & {one for group in proposal_of_groups(year.cycle, DAY).values() for one in group}


def test_leaders_are_put_into_no_group_by_hand(year):
    hoa, son = year.by("hoa"), year.subject("son").pk
    group = ComparableGroup.objects.get(cycle=year.cycle, name="Trưởng phòng")
    moved = refusal_of(move_to_group, year.cycle, son, group, reason="Cùng việc", by=hoa)
    formed = refusal_of(
        form_groups, year.cycle, {"Lãnh đạo": [son]}, reasons={"Lãnh đạo": "Cùng việc"}, by=hoa
    )
    assert codes(moved) == codes(formed) == ["rating.other_authority"]
    assert moved[0].source.act == "kh-vp-2023"


def test_what_leaders_take_upon_themselves_touches_no_cap(year):
    before = [(found.group.name, found.counts) for found in headroom_by_group(year.cycle)]
    son, by = year.subject("son"), year.by("son")
    for stage in (Stage.SELF, Stage.UNIT):
        state_grade(year.cycle, son, stage, Grade.EXCELLENT, by=by)
    assert [(found.group.name, found.counts) for found in headroom_by_group(year.cycle)] == before
