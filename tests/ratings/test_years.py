"""Points by quarter with their mean, ratings over the years with their flags, and the order of a year's end."""

from datetime import date
from fractions import Fraction

import pytest
from django.conf import settings
from django.urls import reverse

from tests.builders import Year, codes, on_record, refusal_of
from tests.people import an_office
from tests.standing import browser_of, standing
from thuocdo.cycle.actions import open_cycle
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.law.packs import load_book
from thuocdo.ratings.actions import announce_decided, enter_period_scores, state_grade
from thuocdo.ratings.models import PeriodScore
from thuocdo.ratings.queries import (
    flags_of,
    order_in_agency,
    order_in_unit,
    period_scores_of,
    points_of,
    whys_of,
    years_of,
)


def a_2026_year() -> Year:
    """Two years: 2025, then 2026 under points by month or quarter."""
    office = an_office()
    for edition in ("2025", "2026"):
        book = load_book(settings.REGULATIONS, edition, "mau-vpubnd")
        cycle = open_cycle(int(edition), book, by=office.acting("hoa", f"{edition}-11-14 08:00"))
    return Year(office, cycle)


lived, year = standing(a_2026_year)
ON = date(2026, 11, 20)


def score(year, *points: str, name="lan", by="minh", kind="quarter") -> int:
    given = {year.subject(name).pk: dict(enumerate(points, 1))}
    return enter_period_scores(year.cycle, year.unit, given, kind=kind, by=year.by(by, "2026-11-20 08:00"))


def points(year) -> tuple[Fraction, ...]:
    lan = year.subject("lan").pk
    return points_of(period_scores_of(year.cycle, [lan])[lan])


@pytest.mark.parametrize(
    ("quarters", "level"),
    [
        (("90", "90", "90", "90"), Grade.EXCELLENT),
        (("89,5", "90", "90", "90"), Grade.GOOD),
        (("70", "70", "70", "70"), Grade.GOOD),
        (("50", "49", "50", "50"), Grade.UNSATISFACTORY),
    ],
)
def test_the_mean_of_the_year_gives_the_band(year, quarters, level):
    score(year, *quarters)
    lan = year.office.lan
    trace = whys_of(year.cycle, [lan], ON)[lan.pk][0].outcome.trace
    assert [finding.facts["level"] for finding in trace if finding.code == "rating.band"] == [level]


def test_points_are_kept_exactly_and_on_record(year):
    with on_record() as lines:
        assert score(year, "89,5", "", "90") == 2
    assert points(year) == (Fraction(179, 2), Fraction(90))
    assert lines == [("rating.periods_scored", "Lê Quang Minh")]
    assert score(year, "89.5", "", "") == 1  # the third is taken back
    assert points(year) == (Fraction(179, 2),)


@pytest.mark.parametrize("wrong", ["101", "-1", "chín mươi"])
def test_points_are_numbers_from_0_to_100(year, wrong):
    assert codes(refusal_of(score, year, wrong)) == ["rating.bad_points"]


def test_months_and_quarters_do_not_mix(year):
    score(year, "90")
    assert codes(refusal_of(score, year, "90", kind="month")) == ["rating.mixed_periods"]


@pytest.mark.parametrize("name", ["lan", "tuan", "son", "khach"])
def test_the_head_or_hcqt_scores(year, name):
    assert codes(refusal_of(score, year, "90", by=name)) == ["office.not_yours"]


def test_the_page_keeps_points_and_shows_the_mean(year):
    minh, url = browser_of(year, "minh"), reverse("ratings:periods", args=[year.unit.pk])
    lan = year.subject("lan").pk
    minh.post(url, {f"ky-{lan}-1": "80", f"ky-{lan}-2": "81", f"truoc-{lan}": "|||"})
    page = minh.get(url).content.decode()
    assert '<td class="number" data-label="Trung bình năm">80,5</td>' in page
    assert "80,5 điểm: khoảng điểm của mức “Hoàn thành tốt nhiệm vụ”." in page
    assert "Điểm năm là trung bình của 2 kỳ có điểm, không phải cả năm." in page
    assert PeriodScore.objects.count() == 2


def test_of_two_who_enter_points_at_once_the_second_is_told_and_keeps_what_was_typed(year):
    minh, url = browser_of(year, "minh"), reverse("ratings:periods", args=[year.unit.pk])
    lan = year.subject("lan").pk
    assert f'name="truoc-{lan}" value="|||"' in minh.get(url).content.decode()
    shown = {f"truoc-{lan}": "|||"}
    assert minh.post(url, shown | {f"ky-{lan}-1": "80", f"ky-{lan}-2": ""}).status_code == 302
    beside = minh.post(url, shown | {f"ky-{lan}-1": "", f"ky-{lan}-2": "70"})  # another cell: no quarrel
    assert (beside.status_code, points(year)) == (302, (Fraction(80), Fraction(70)))
    late = minh.post(url, shown | {f"ky-{lan}-1": "95", f"ky-{lan}-2": "", f"ky-{lan}-3": "60,5"})
    page = late.content.decode()
    assert (late.status_code, points(year)) == (409, (Fraction(80), Fraction(70)))
    assert "kỳ 1: điểm đã được sửa ở nơi khác sau khi bạn mở trang, nay là 80." in page
    assert ('value="95"' in page, 'value="60,5"' in page, 'value="80|70||"' in page) == (True, True, True)


# --- over the years ---


def rate(year, which: int, grade: Grade, name="lan", stage=Stage.UNIT, axis=Axis.STATE, at="11-20") -> None:
    cycle = year.cycle if which == 2026 else year.cycle.agency.cycles.get(year=which)
    by = year.by("son", f"{which}-{at} 08:00")
    state_grade(cycle, year.subject(name), stage, grade, axis=axis, by=by)
    announce_decided(cycle, [year.subject(name).pk], by=by)


def flags(year) -> list[tuple]:
    lan = year.office.lan
    found = flags_of(year.cycle, lan, years_of(lan), ON)
    return [(finding.facts["key"], finding.facts["years"], bool(finding.source.clause)) for finding in found]


def test_a_bad_year_gives_ground_with_its_clause(year):
    rate(year, 2026, Grade.UNSATISFACTORY)
    assert flags(year) == [("civil_one_year", [2026], True), ("salary_step_delay", [2026], True)]
    page = browser_of(year, "hoa").get(reverse("ratings:years", args=[year.office.lan.pk])).content.decode()
    assert "Căn cứ để xem xét, không phải quyết định" in page


def test_another_year_gives_no_ground_of_its_own(year):
    rate(year, 2025, Grade.UNSATISFACTORY)
    assert flags(year) == []
    rate(year, 2026, Grade.GOOD)
    assert flags(year) == [("post_change_allowed", [2026], True)]


def test_a_decision_counts_before_a_proposal(year):
    rate(year, 2026, Grade.UNSATISFACTORY)
    rate(year, 2026, Grade.GOOD, stage=Stage.DECIDED)
    assert [(found.year, found.rating.grade) for found in years_of(year.office.lan)] == [(2026, "good")]
    assert flags(year) == [("post_change_allowed", [2026], True)]


# --- order ---


def test_the_unit_comes_before_its_head(year):
    rate(year, 2026, Grade.GOOD, "minh", at="11-19")
    rate(year, 2026, Grade.GOOD, "TH", axis=Axis.COLLECTIVE, at="11-20")
    assert codes(order_in_unit(year.cycle, year.unit, ON)) == ["rating.out_of_order"]
    rate(year, 2026, Grade.SATISFACTORY, "minh", at="11-20")
    assert order_in_unit(year.cycle, year.unit, ON) == []


@pytest.mark.parametrize(("day", "found"), [("12-14", []), ("12-15", ["rating.decided_late"])])
def test_state_ratings_are_decided_before_15_december(year, day, found):
    rate(year, 2026, Grade.GOOD, stage=Stage.DECIDED, at=day)
    assert codes(order_in_agency(year.cycle)) == found


def test_party_ratings_come_after_those_of_the_state(year):
    rate(year, 2026, Grade.GOOD, stage=Stage.DECIDED, axis=Axis.PARTY, at="12-01")
    rate(year, 2026, Grade.GOOD, stage=Stage.DECIDED, at="12-02")
    assert codes(order_in_agency(year.cycle)) == ["rating.out_of_order"]
