"""Why: what the office knows goes into the engine, what it does not know is named, nothing is guessed."""

from copy import copy
from datetime import date

import pytest
from django.urls import reverse

from tests.builders import a_closed_meeting, codes, nothing_written
from tests.standing import beside_another, browser_of, standing
from thuocdo.kernel.words import Axis, Grade
from thuocdo.office.models import Absence, Discipline, Post
from thuocdo.ratings.actions import state_grade
from thuocdo.ratings.queries import grade_over_limit, trial_of, whys_of
from thuocdo.ratings.rules import Verdict

lived, year = standing(beside_another(a_closed_meeting))
ON = date(2023, 11, 22)


def why(year, name: str, axis: Axis = Axis.STATE):
    person = year.office.people[name]
    return next(why for why in whys_of(year.cycle, [person], ON)[person.pk] if why.axis is axis)


def away(year, start: str, end: str, kind: str = "sick") -> None:
    Absence.objects.create(person=year.office.lan, kind=kind, start=start, end=end)


def test_what_is_not_known_is_named(year):
    found = why(year, "lan").outcome
    assert (found.verdict, found.level) == (Verdict.CANNOT_SAY, None)
    assert "tasks_assigned" in found.needs
    assert "worked_months" not in found.needs


@pytest.mark.parametrize(
    ("start", "end", "highest", "found"),
    [
        ("2023-03-01", "2023-05-30", Grade.EXCELLENT, []),  # a day less than three months
        ("2023-03-01", "2023-05-31", Grade.SATISFACTORY, ["rating.leave_ceiling"]),
        ("2023-01-01", "2023-06-29", Grade.SATISFACTORY, ["rating.leave_ceiling"]),
        ("2023-01-01", "2023-07-31", None, ["rating.too_short"]),
    ],
)
def test_leave_lowers_the_highest_level(year, start, end, highest, found):
    away(year, start, end)
    assert why(year, "lan").limits.level == highest
    assert codes(why(year, "lan").limiting) == found


def test_maternity_leave_is_no_ceiling(year):
    away(year, "2023-01-01", "2023-08-31", kind="maternity")
    assert (why(year, "lan").limits.level, why(year, "lan").limiting) == (Grade.EXCELLENT, [])


@pytest.mark.parametrize(
    ("joined", "verdict"), [("2023-07-01", Verdict.RATED), ("2023-07-02", Verdict.NOT_RATED)]
)
def test_under_six_months_is_not_rated(year, joined, verdict):
    lan = copy(year.office.lan)
    lan.joined_on = date.fromisoformat(joined)
    assert whys_of(year.cycle, [lan], ON)[lan.pk][0].limits.verdict == verdict


def test_discipline_on_both_axes(year):
    Discipline.objects.create(
        person=year.office.lan, side="party", form="Khiển trách", effective_on="2023-05-04"
    )
    assert why(year, "lan").outcome.level is Grade.UNSATISFACTORY
    assert why(year, "lan", Axis.PARTY).limits.level is Grade.UNSATISFACTORY


def test_a_head_goes_no_higher_than_what_is_led(year):
    state_grade(
        year.cycle, year.subject("TH"), "unit", Grade.SATISFACTORY, axis=Axis.COLLECTIVE, by=year.by("minh")
    )
    minh, lan = year.office.minh, year.office.lan
    assert codes(grade_over_limit(year.cycle, minh, Grade.GOOD, ON)) == ["rating.ceiling"]
    assert grade_over_limit(year.cycle, minh, Grade.SATISFACTORY, ON) == []
    assert grade_over_limit(year.cycle, lan, Grade.GOOD, ON) == []


def test_the_party_axis_goes_no_higher_than_the_state_axis(year):
    found = why(year, "lan", Axis.PARTY)
    assert (found.limits.level, codes(found.limiting)) == (Grade.GOOD, ["rating.ceiling"])
    assert [one.axis for one in whys_of(year.cycle, [year.office.bao], ON)[year.office.bao.pk]] == [
        Axis.STATE
    ]


def test_without_a_post_the_regime_is_not_guessed(year):
    Post.objects.filter(person=year.office.lan).delete()
    found = why(year, "lan").limits
    assert (found.verdict, found.needs) == (Verdict.CANNOT_SAY, ("leads",))


def test_the_page_of_a_person_tells_why(year):
    away(year, "2023-03-01", "2023-05-31")
    lan = year.office.lan
    page = browser_of(year, "minh").get(reverse("desks:why", args=[year.unit.pk, lan.pk])).content.decode()
    assert "Nghỉ 3 tháng trong năm: cao nhất là “Hoàn thành nhiệm vụ”." in page
    assert "Số tháng làm việc trong năm: 9" in page
    assert "cần Bị kết luận suy thoái, tự diễn biến, tự chuyển hóa; Số nhiệm vụ" in page


# --- trying other proposals ---


def test_other_proposals_are_tried_on_every_cap_and_nothing_is_written(year):
    hoa, lan = browser_of(year, "hoa"), year.subject("lan").pk
    with nothing_written():
        answer = hoa.post(
            reverse("ratings:trial"), {f"thu-{lan}": "excellent"}, headers={"HX-Request": "true"}
        )
        page = answer.content.decode()
    assert "Đang thử khác đề nghị ở 1 đối tượng; chưa có gì được ghi." in page
    assert "vượt tỷ lệ" in page


def test_who_is_over_is_marked_and_nobody_is_chosen(year):
    lan, bao = year.subject("lan").pk, year.subject("bao").pk
    found = trial_of(year.cycle, {lan: Grade.EXCELLENT, bao: Grade.EXCELLENT})
    (group,) = [group for group in found if group.changed]
    assert (group.after.headroom.proposed, group.after.possible, group.after.over) == (2, 0, True)
    assert [member.standing.over for member in group.excellent] == [True, True]
    assert group.before.counts == {Grade.GOOD: 2}


@pytest.mark.parametrize("name", ["lan", "minh", "khach"])
def test_only_hcqt_and_the_chief_try(year, name):
    assert browser_of(year, name).get(reverse("ratings:trial")).status_code == 403
