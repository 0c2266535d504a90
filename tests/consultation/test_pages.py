"""The board as people meet it: who sees which cards, a move with and without a script, what it costs."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import a_person
from tests.standing import beside_another, browser_of, standing
from thuocdo.consultation.actions import record_opinion
from thuocdo.kernel.words import Grade, PostRole, Stage
from thuocdo.office.models import Post
from thuocdo.ratings.actions import state_grade
from thuocdo.ratings.models import GroupMember
from thuocdo.reviews.actions import call_for_reviews

from .stage import MET, end, group, meeting, move, person, under_way

lived, year = standing(beside_another(under_way))
BOARD = "/hoi-y/"


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 28)


def the(year, name):
    return reverse("consultation:card", args=[year.subject(name).pk])


def names_on(page, year):
    text = page.content.decode().partition('class="board"')[2]
    return {
        name for name, row in year.office.people.items() if f"<strong>{row.full_name}</strong><small>" in text
    }


def test_each_sees_the_cards_that_are_theirs_to_see(year):
    everybody = {"lan", "bao", "minh", "tuan", "hoa", "khach"}
    for who, sees in (("son", everybody), ("hoa", everybody), ("phuc", everybody - {"hoa", "khach"})):
        assert names_on(browser_of(year, who).get(BOARD), year) == sees


@pytest.mark.parametrize("who", ["lan", "minh", "khach", "minh@so"])
def test_whoever_takes_no_part_sees_nothing(year, who):
    move(year, "lan", Grade.SATISFACTORY, reason="Điều không ai ngoài cuộc họp được thấy")
    browser = browser_of(year, who)
    for url in (BOARD, "/hoi-y/man-hinh/", the(year, "lan"), "/hoi-y/ket-luan/", "/hoi-y/thanh-phan/"):
        answer = browser.get(url)
        assert answer.status_code == 403
        assert "Điều không ai" not in answer.content.decode()
    desk = browser.get("/").content.decode()
    assert BOARD not in desk


def test_a_draft_level_is_not_shown_to_the_person(year):
    move(year, "lan", Grade.SATISFACTORY)
    page = browser_of(year, "lan").get(reverse("reviews:show", args=[year.review("lan").pk]))
    assert "Sau tham vấn" not in page.content.decode()


def test_a_leader_opens_no_card_of_another_unit(year):
    browser = browser_of(year, "phuc")
    assert browser.get(the(year, "lan")).status_code == 200
    assert browser.get(the(year, "khach")).status_code == 404
    assert browser.get("/hoi-y/man-hinh/").status_code == 403


def test_a_card_shows_the_levels_what_was_said_and_the_way_to_the_review(year):
    once, by = uuid4(), year.by("hoa", MET)
    record_opinion(
        meeting(year), year.subject("lan").pk, person(year, "minh"), "Rất cố gắng", once=once, by=by
    )
    text = browser_of(year, "son").get(the(year, "lan")).content.decode()
    for words in ("Rất cố gắng", "Nhất trí với lan", reverse("reviews:show", args=[year.review("lan").pk])):
        assert words in text


def test_without_a_script_a_form_moves_the_card(year):
    browser = browser_of(year, "son")
    sent = {"grade": "satisfactory", "seen": "good", "reason": "Còn việc chậm"}
    answer = browser.post(f"{the(year, 'lan')}chuyen/", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{BOARD}#the-{year.subject('lan').pk}")
    assert "is-moved" in browser.get(BOARD).content.decode()


def test_a_script_gets_what_looks_different_and_the_cap(year):
    move(year, "bao", Grade.EXCELLENT)
    sent = {"grade": "excellent", "seen": "good", "reason": "Nổi trội"}
    url = f"{the(year, 'lan')}chuyen/"
    answer = browser_of(year, "son").post(url, sent, headers={"X-Requested-With": "fetch"}).json()
    assert answer["column"] == "excellent"
    assert set(answer["marks"]) == {str(year.subject(name).pk) for name in ("lan", "bao")}
    assert "vượt tỷ lệ" in answer["cap"]
    assert all("bằng điểm" in marks for marks in answer["marks"].values())
    assert (answer["moved"], "Xuất sắc" in answer["now"]) == (True, True)


def test_a_refused_move_tells_the_script_why(year):
    url = f"{the(year, 'lan')}chuyen/"
    sent = {"grade": "excellent", "seen": "good", "reason": ""}
    answer = browser_of(year, "son").post(url, sent, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 409
    assert "Chưa ghi lý do" in answer.content.decode()


def test_over_the_cap_the_conclusion_comes_back_with_what_was_typed(year):
    for name in ("lan", "bao"):
        move(year, name, Grade.EXCELLENT)
    answer = browser_of(year, "son").post("/hoi-y/ket-luan/ghi/", {"conclusion": "Thống nhất mọi mức"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Thống nhất mọi mức" in text
    assert "vượt mức tối đa" in text


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_the_minutes_can_be_read_before_the_end_and_after(year, extension):
    browser = browser_of(year, "hoa")
    assert browser.get(f"/hoi-y/bien-ban.{extension}").status_code == 200
    end(year)
    assert browser.get("/hoi-y/ket-luan/").status_code == 200


def test_the_board_follows_a_group(year):
    text = browser_of(year, "son").get(f"{BOARD}?nhom={group(year, 'Đơn vị').pk}").content.decode()
    assert 'id="the-' in text
    assert "<strong>Nguyễn Thị Lan</strong>" not in text


def colleagues(year, number, start):
    for count in range(start, start + number):
        who = a_person(year.office, f"VP3{count:02}", f"Trần Văn {count}")
        Post.objects.create(person=who, unit=year.unit, role=PostRole.STAFF, title="Chuyên viên")
        GroupMember.objects.create(cycle=year.cycle, group=group(year), subject=who.subject)
        state_grade(year.cycle, who.subject, Stage.UNIT, Grade.EXCELLENT, by=year.by("hoa", MET))
    call_for_reviews(year.cycle, by=year.by("hoa", MET))


def queries(ask):
    ask()
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code in (200, 302)
    return len(asked)


@pytest.mark.parametrize("page", ["board", "projector", "minutes", "move"])
def test_it_costs_as_many_queries_for_ten_as_for_forty(year, page):
    browser, columns = browser_of(year, "son"), ["good", "satisfactory"]

    def ask():
        if page != "move":
            return browser.get(reverse(f"consultation:{page}"))
        seen = columns[0]
        columns.reverse()
        sent = {"grade": columns[0], "seen": seen, "reason": "Thử"}
        return browser.post(f"{the(year, 'lan')}chuyen/", sent, headers={"X-Requested-With": "fetch"})

    colleagues(year, 3, 0)
    few = queries(ask)
    colleagues(year, 30, 10)
    assert queries(ask) == few
    assert few <= 40


def test_what_was_concluded_is_read_and_the_board_does_not_say_to_begin(year):
    end(year)
    son = browser_of(year, "son")
    board, page = son.get("/hoi-y/").content.decode(), son.get("/hoi-y/ket-luan/").content.decode()
    assert ("Cần sửa thì mở lại cuộc họp" in board, "bấm bắt đầu họp" in board) == (True, False)
    assert ("Thống nhất." in page, 'name="conclusion"' in page) == (True, False)
