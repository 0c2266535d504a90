"""A difficulty from the question to the guidance on the step's page, and who may do and see what."""

from datetime import date

import pytest
from django.urls import reverse

from tests.builders import codes, on_record, refusal_of
from tests.standing import beside_another, browser_of, standing
from thuocdo.cycle.actions import give_guidance
from thuocdo.cycle.queries import guidance_of
from thuocdo.difficulties.actions import (
    answer_difficulty,
    forward_difficulty,
    make_guidance,
    raise_difficulty,
)
from thuocdo.difficulties.models import Difficulty
from thuocdo.difficulties.queries import answer_paper, difficulties_visible_to

from .stage import ASKED, answered, forwarded, raised, standing_year, the_one

lived, year = standing(beside_another(standing_year))


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 20)


def test_from_the_question_to_the_answer_each_act_is_on_record(year):
    with on_record() as lines:
        difficulty = answered(year)
    assert lines == [
        ("difficulty.raised", "Nguyễn Thị Lan"),
        ("difficulty.forwarded", "Trần Thị Hoa"),
        ("paper.issued", "Võ Trường Sơn"),
        ("difficulty.answered", "Võ Trường Sơn"),
    ]
    sheet = answer_paper(difficulty).sheet
    assert sheet["addressees"] == ["Phòng Tổng hợp"]
    assert sheet["answers"] == [
        {
            "question": "Người mới chuyển đến do đâu đánh giá?",
            "answer": "Đơn vị mới đánh giá.",
            "source": "Nghị định số 90",
        }
    ]


def test_the_same_question_sent_again_is_one_question(year):
    """Back in the browser and sent once more; asked anew after it was forwarded, it is another."""
    step, lan = year.step("self_reviews"), year.by("lan", ASKED)
    first, again = (
        raise_difficulty(step, "Ghi ở đâu?", by=lan),
        raise_difficulty(step, " Ghi ở đâu? ", by=lan),
    )
    forward_difficulty(first, by=year.by("hoa", ASKED))
    assert (first, raise_difficulty(step, "Ghi ở đâu?", by=lan)) == (again, Difficulty.objects.first())
    assert Difficulty.objects.count() == 2


@pytest.mark.parametrize("who", ["lan", "minh", "hoa", "khach", "hoa@so"])
def test_only_the_chief_answers(year, who):
    args = (forwarded(year), "Được")
    assert codes(refusal_of(answer_difficulty, *args, by=year.by(who, ASKED))) == ["difficulty.not_yours"]


def test_the_chief_answers_what_hcqt_has_brought(year):
    difficulty = raised(year)
    assert codes(refusal_of(answer_difficulty, difficulty, "Được", by=year.by("son", ASKED))) == [
        "difficulty.not_now"
    ]
    assert codes(refusal_of(forward_difficulty, difficulty, by=year.by("minh", ASKED))) == [
        "office.not_yours"
    ]


def test_an_empty_question_is_none(year):
    refused = refusal_of(raise_difficulty, year.step("self_reviews"), "  ", by=year.by("lan", ASKED))
    assert codes(refused) == ["difficulty.empty"]


def test_another_answer_replaces_the_letter(year):
    first = answer_paper(answered(year))
    answer_difficulty(the_one(year), "Đơn vị cũ nhận xét thêm.", by=year.by("son", ASKED))
    assert answer_paper(the_one(year)).replaces_id == first.pk


def test_guidance_stands_on_the_step_for_everyone_once(year):
    make_guidance(answered(year), by=year.by("son", ASKED))
    assert [row.answer for row in guidance_of(year.step("self_reviews"))] == ["Đơn vị mới đánh giá."]
    page = browser_of(year, "khach").get(reverse("cycle:step", args=["self_reviews"]))
    assert "Đơn vị mới đánh giá." in page.content.decode()
    refused = refusal_of(make_guidance, the_one(year), by=year.by("son", ASKED))
    assert codes(refused) == ["difficulty.guidance_given"]


def test_nobody_else_gives_guidance(year):
    args = (year.step("self_reviews"), "Hỏi", "Đáp")
    assert codes(refusal_of(give_guidance, *args, by=year.by("hoa", ASKED))) == ["office.not_yours"]


def test_who_sees_it_at_each_stage(year):
    def sees():
        people = ("lan", "bao", "minh", "hoa", "son", "khach", "hoa@so")
        return {who for who in people if difficulties_visible_to(year.by(who, ASKED)).exists()}

    raised(year)
    assert sees() == {"lan", "minh", "hoa"}
    forward_difficulty(the_one(year), by=year.by("hoa", ASKED))
    assert sees() == {"lan", "minh", "hoa", "son"}


def test_the_way_through_the_pages(year):
    lan, hoa, son = (browser_of(year, who) for who in ("lan", "hoa", "son"))
    lan.post("/vuong-mac/neu/", {"step": "self_reviews", "text": "Mẫu nào cho người mới?"})
    url = reverse("difficulties:show", args=[the_one(year).pk])
    assert url in hoa.get("/").content.decode()
    hoa.post(f"{url}chuyen/", {"opinion": "Ý kiến nội bộ"})
    assert url in son.get("/").content.decode()
    son.post(f"{url}tra-loi/", {"answer": "Mẫu 01.", "huong-dan": "1"})
    text = lan.get(url).content.decode()
    assert "Mẫu 01." in text
    assert "Ý kiến nội bộ" not in text
    assert lan.get(f"{url}cong-van.pdf").status_code == 200
    assert "Mẫu 01." in lan.get(reverse("cycle:step", args=["self_reviews"])).content.decode()
