"""The ledger of grades and the comparable groups: what is stated, what stays, who forms groups."""

import pytest
from django.db import IntegrityError, transaction

from tests.builders import a_cycle, codes, last_event, nothing_written, on_record, refusal_of
from tests.standing import EVERYBODY, beside_another, standing
from thuocdo.cycle.rules import REASON_LIMIT
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.ratings.actions import (
    form_groups,
    form_proposed_groups,
    move_to_group,
    state_grade,
    withdraw_grade,
)
from thuocdo.ratings.models import GroupMember, Rating
from thuocdo.ratings.permissions import may_form_groups, may_see_groups
from thuocdo.ratings.queries import grades_of, group_ids, groups_of, headroom_by_group, ledger_of, members_of

lived, year = standing(beside_another(a_cycle))


def state(year, grade, *, stage=Stage.UNIT, axis=Axis.STATE, name="lan", by="minh", reason="") -> Rating:
    subject = year.subject(name)
    return state_grade(year.cycle, subject, stage, grade, axis=axis, reason=reason, by=year.by(by))


def ledger(year, name: str = "lan") -> list[tuple]:
    rows = ledger_of(year.cycle, year.subject(name).pk)
    return list(rows.values_list("axis", "stage", "grade", "is_current"))


# --- the ledger ---


def test_a_statement_says_who_and_when_and_is_on_record(year):
    with on_record() as lines:
        rating = state(year, Grade.GOOD, reason="Đủ điều kiện")
    by = year.by("minh")
    assert (rating.grade, rating.by_name, rating.at, rating.reason) == (
        "good",
        by.name,
        by.at,
        "Đủ điều kiện",
    )
    assert lines == [("rating.stated", by.name)]
    assert last_event().facts == {
        "subject": year.subject("lan").pk,
        "stage": "unit",
        "axis": "state",
        "grade": "good",
    }


def test_the_newest_counts_and_the_rest_stay(year):
    for grade in (Grade.GOOD, Grade.EXCELLENT, Grade.GOOD):
        state(year, grade)
    assert ledger(year) == [
        ("state", "unit", "good", False),
        ("state", "unit", "excellent", False),
        ("state", "unit", "good", True),
    ]


def test_the_same_word_again_is_no_new_statement(year):
    first = state(year, Grade.GOOD)
    with nothing_written():
        assert state(year, Grade.GOOD, by="hoa") == first


def test_another_reason_is_a_new_statement(year):
    state(year, None, reason="Mới công tác 4 tháng")
    state(year, None, reason="Nghỉ không lương")
    assert [line[2:] for line in ledger(year)] == [("", False), ("", True)]


def test_stages_and_axes_do_not_touch_each_other(year):
    state(year, Grade.EXCELLENT, stage=Stage.SELF, by="lan")
    state(year, Grade.GOOD)
    state(year, Grade.SATISFACTORY, axis=Axis.PARTY)
    found = {
        axis: {
            stage: rating.grade
            for stage, rating in grades_of(year.cycle, axis=axis).get(year.subject("lan").pk, {}).items()
        }
        for axis in Axis
    }
    assert found == {
        "state": {"self": "excellent", "unit": "good"},
        "party": {"unit": "satisfactory"},
        "collective": {},
    }


def test_what_is_withdrawn_stays_in_the_ledger(year):
    state(year, Grade.GOOD)
    with on_record() as lines:
        withdraw_grade(year.cycle, year.subject("lan").pk, Stage.UNIT, by=year.by("minh"))
    assert (ledger(year), lines) == (
        [("state", "unit", "good", False)],
        [("rating.withdrawn", "Lê Quang Minh")],
    )
    with nothing_written():
        withdraw_grade(year.cycle, year.subject("lan").pk, Stage.UNIT, by=year.by("minh"))


def test_the_database_knows_one_current_grade_for_each_stage(year):
    rating = state(year, Grade.GOOD)
    rating.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        rating.save()


# --- groups ---

PROPOSED = {
    "Trưởng phòng, Trưởng ban": ["Lê Quang Minh", "Trần Thị Hoa"],
    "Phó Trưởng phòng, Phó Trưởng ban": ["Phạm Anh Tuấn"],
    "Công chức không giữ chức vụ": ["Huỳnh Gia Bảo", "Nguyễn Thị Lan"],
    "Người lao động hợp đồng": ["Đinh Văn Khách"],
    "Tập thể phòng, ban, đơn vị": ["Phòng Hành chính - Quản trị", "Phòng Tổng hợp"],
}


def test_groups_start_from_post_and_employment(year):
    members = members_of(year.cycle)
    assert {group.name: sorted(name for _, name in members[group.pk]) for group in groups_of(year.cycle)} == {
        name: sorted(people) for name, people in PROPOSED.items()
    }


def test_forming_groups_again_replaces_them(year):
    with on_record() as lines:
        form_groups(
            year.cycle,
            {"Chuyên viên": [year.subject("lan").pk]},
            reasons={"Chuyên viên": " Cùng việc "},
            by=year.by("hoa"),
        )
    assert list(groups_of(year.cycle).values_list("name", "reason", "size")) == [
        ("Chuyên viên", "Cùng việc", 1)
    ]
    assert lines == [("rating.groups_formed", "Trần Thị Hoa")]
    form_proposed_groups(year.cycle, by=year.by("hoa"))
    assert [group.name for group in groups_of(year.cycle)] == list(PROPOSED)


def test_a_group_has_a_reason_and_nobody_stands_in_two(year):
    lan, bao = year.subject("lan").pk, year.subject("bao").pk
    groups = {"A": [lan, bao], "B": [lan], "C": []}
    found = refusal_of(
        form_groups, year.cycle, groups, reasons={"A": "Cùng việc", "B": " "}, by=year.by("hoa")
    )
    assert [(finding.code, finding.facts) for finding in found] == [
        ("rating.group_without_reason", {"name": "B"}),
        ("rating.group_without_reason", {"name": "C"}),
        ("rating.in_two_groups", {}),
    ]


def test_one_is_moved_with_a_reason(year):
    lan = year.subject("lan").pk
    deputies = groups_of(year.cycle).get(name__startswith="Phó")
    with on_record() as lines:
        move_to_group(year.cycle, lan, deputies, reason="Được giao phụ trách", by=year.by("hoa"))
    assert (group_ids(year.cycle, [lan]), GroupMember.objects.filter(subject=lan).count()) == (
        {lan: deputies.pk},
        1,
    )
    assert (lines, last_event().reason) == ([("rating.group_changed", "Trần Thị Hoa")], "Được giao phụ trách")


@pytest.mark.parametrize(
    ("name", "reason", "found"),
    [
        ("hoa", " ", ["cycle.reason_missing"]),
        ("hoa", "x" * (REASON_LIMIT + 1), ["cycle.reason_too_long"]),
        ("minh", "Phụ trách", ["office.not_yours"]),
        ("son", "Phụ trách", ["office.not_yours"]),
        ("hoa@so", "Phụ trách", ["office.not_yours"]),
    ],
)
def test_who_may_not_move_anybody(year, name, reason, found):
    group = groups_of(year.cycle).last()
    lan = year.subject("lan").pk
    assert codes(refusal_of(move_to_group, year.cycle, lan, group, reason=reason, by=year.by(name))) == found


def test_nobody_is_moved_into_a_group_of_another_agency(year):
    abroad = groups_of(year.neighbour.cycle).first()
    lan, by = year.subject("lan").pk, year.by("hoa")
    assert codes(refusal_of(move_to_group, year.cycle, lan, abroad, reason="Nhầm", by=by)) == [
        "office.not_yours"
    ]


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_forms_and_sees_groups(year, name):
    by = year.by(name)
    assert (may_form_groups(year.cycle, by) == [], may_see_groups(year.cycle, by) == []) == (
        name == "hoa",
        name in ("hoa", "minh", "son"),
    )


# --- the cap, counted ---


def test_the_cap_counts_what_is_proposed_and_tells_who_is_still_to_come(year):
    state(year, Grade.EXCELLENT)
    state(year, Grade.EXCELLENT, stage=Stage.SELF, name="bao", by="bao")
    (found,) = [each for each in headroom_by_group(year.cycle) if each.group.name.startswith("Công chức")]
    assert (found.size, found.counts, found.pending, found.headroom.proposed, found.headroom.allowed) == (
        2,
        {Grade.EXCELLENT: 1},
        1,
        1,
        0,
    )
    assert (found.possible, found.over) == (0, True)


def test_the_grade_of_a_collective_counts_in_its_group(year):
    state(year, Grade.GOOD, name="TH", axis=Axis.COLLECTIVE)
    (found,) = [each for each in headroom_by_group(year.cycle) if each.group.name.startswith("Tập thể")]
    assert (found.counts, found.pending) == ({Grade.GOOD: 1}, 1)


def test_counting_takes_as_many_queries_for_one_group_as_for_all(year, django_assert_num_queries):
    groups = list(groups_of(year.cycle).values_list("pk", flat=True))
    for wanted in (groups[:1], groups):
        with django_assert_num_queries(2):
            headroom_by_group(year.cycle, groups=wanted)
