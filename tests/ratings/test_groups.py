"""Comparable groups: the head of the agency approves them, and a change waits for approval again."""

import pytest

from tests.builders import a_cycle, codes, refusal_of
from thuocdo.ratings.actions import approve_groups, form_groups, move_to_group
from thuocdo.ratings.models import ComparableGroup

pytestmark = pytest.mark.django_db


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
