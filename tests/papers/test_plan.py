"""The plan as a paper: from the steps as they stand; a changed term replaces it (S-32)."""

from datetime import date

import pytest

from tests.builders import codes, refusal_of
from tests.people import an_office
from thuocdo.cycle.actions import change_due, open_cycle
from thuocdo.cycle.queries import step_of
from thuocdo.kernel.dues import DueKind
from thuocdo.law.packs import load_book
from thuocdo.papers.actions import issue_plan, register_paper
from thuocdo.papers.queries import paper_kind_of
from thuocdo.papers.rendering import compose, plain_text

from .packs import ROOT


@pytest.fixture
def office(db):
    return an_office()


def opened(office, edition="2023"):
    book = load_book(ROOT, edition, "mau-vpubnd")
    return open_cycle(int(edition), book, by=office.acting("hoa"))


def test_every_step_stands_in_the_plan_with_its_term_and_owner(office):
    cycle = opened(office)
    paper = issue_plan(cycle, by=office.acting("hoa"))
    tasks = paper.sheet["tasks"]
    assert [task["title"] for task in tasks] == [step.title for step in cycle.steps.order_by("order")]
    assert [task["due"] for task in tasks[:3]] == [
        "trước ngày 16/11/2023",
        "trước ngày 20/11/2023",
        "trước ngày 20/11/2023",
    ]
    assert "từ ngày 12/12/2023 đến ngày 15/12/2023" in [task["due"] for task in tasks]
    assert "" not in [task["owner"] for task in tasks]
    assert paper.sheet["signer"]["name"] == "Võ Trường Sơn"
    assert paper.sheet["bases"][0] == (
        "Căn cứ Nghị định số 90/2020/NĐ-CP ngày 13 tháng 8 năm 2020 của Chính phủ về đánh giá, xếp loại chất lượng"
        " cán bộ, công chức, viên chức"
    )


def test_a_changed_term_makes_a_new_plan_that_names_the_old_one(office):
    cycle, hoa = opened(office), office.acting("hoa")
    first = issue_plan(cycle, by=hoa)
    assert issue_plan(cycle, by=hoa) == first
    step = step_of(cycle, "unit_meetings")
    change_due(step, DueKind.BY, date(2023, 11, 27), None, reason="Mưa lũ", by=hoa)
    second = issue_plan(cycle, by=hoa)
    assert second.replaces == first
    assert "chậm nhất ngày 27/11/2023" in plain_text(compose(paper_kind_of(second), second.sheet))


def test_the_plan_is_numbered_in_the_agencys_series(office):
    number = register_paper(issue_plan(opened(office), by=office.acting("hoa")), by=office.acting("hoa"))
    assert (number.line, number.series.key) == ("Số: 01/KH-VP", "KH")


@pytest.mark.parametrize("edition", ["2024", "2025", "2026"])
def test_later_years_use_the_form_until_there_is_another(office, edition):
    paper = issue_plan(opened(office, edition), by=office.acting("hoa"))
    assert paper.sheet["year"] == int(edition)


def test_only_the_coordinating_unit_issues_the_plan(office):
    cycle = opened(office)
    assert codes(refusal_of(issue_plan, cycle, by=office.acting("lan"))) == ["office.not_yours"]
