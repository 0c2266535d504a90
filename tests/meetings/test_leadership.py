"""The review of the leadership (II.3.c, S-23): who is called, who presides, who answers for what, what guests see."""

from datetime import date
from functools import cache
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.builders import codes, on_record, refusal_of
from tests.standing import EVERYBODY, beside_another, browser_of, standing
from thuocdo.kernel.words import Grade
from thuocdo.meetings.actions import (
    add_remark,
    assign_chair,
    conclude_person,
    correct_remark,
    invite,
    open_meeting,
    start_item,
    uninvite,
    withdraw_shortcoming,
)
from thuocdo.meetings.models import Responsibility
from thuocdo.meetings.permissions import may_call, may_close, may_invite, may_run
from thuocdo.meetings.queries import agenda_of, label_of
from thuocdo.office.actions import appoint_stand_in
from thuocdo.reviews.models import Shortcoming
from thuocdo.reviews.queries import shortcomings_before

from .leadership import (
    GUESTS,
    HELD,
    begin,
    call,
    called,
    hear,
    item_of,
    mark,
    meeting_of,
    name_fault,
    seat_of,
)

lived, year = standing(beside_another(called))


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 24)


def agenda(year):
    return [
        (label_of(item), item.chair and item.chair.full_name.split()[-1])
        for item in agenda_of(meeting_of(year))
    ]


@pytest.fixture
def page(year):
    """How an address of the meeting answers a person; each logs in once."""

    @cache
    def browser(who):
        return browser_of(year, who)

    def look(who, act="show", name="", *more):
        args = [meeting_of(year).pk, *([item_of(year, name).pk] if name else []), *more]
        return browser(who).get(reverse(f"meetings:{act}", args=args) if act != "desk" else "/", follow=True)

    return look


# --- who is called ---


def test_leaders_and_key_officials_are_members_guests_come_from_the_plan(year):
    seats = list(meeting_of(year).attendees.order_by("is_guest", "order"))
    assert [seat.name.split()[-1] for seat in seats if not seat.is_guest] == ["Sơn", "Phúc", "Hoa", "Minh"]
    assert [seat.name for seat in seats if seat.is_guest] == ["Đinh Văn Khách", *GUESTS]


def test_the_collective_comes_first_and_nobody_presides_over_himself(year):
    assert agenda(year) == [
        ("Lãnh đạo Văn phòng", "Sơn"),
        ("Võ Trường Sơn", "Phúc"),
        ("Đặng Văn Phúc", "Sơn"),
    ]


@pytest.mark.parametrize("name", [*EVERYBODY, "phuc"])
def test_who_calls_and_runs_and_closes_it(year, name):
    by, meeting = year.by(name, HELD), meeting_of(year)
    step = year.step("leadership_review")
    assert {
        "call": may_call(year.cycle, meeting.unit, by, step) == [],
        "run": may_run(meeting, by) == [],
        "invite": may_invite(meeting, by) == [],
        "close": codes(may_close(meeting, by)) == ["meeting.not_now"],
    } == {
        "call": name in ("hoa", "son"),
        "run": name in ("hoa", "son", "khach"),
        "invite": name in ("hoa", "son", "khach"),
        "close": name == "son",
    }


def test_whoever_stands_in_for_the_chief_does_it_too(year):
    unit = year.office.units["LD"]
    appoint_stand_in(unit, year.office.phuc, date(2023, 11, 20), None, reason="Đi học", by=year.by("hoa"))
    by = year.by("phuc", HELD)
    assert by.stands_for_chief
    assert may_run(meeting_of(year), by) == []
    assert codes(may_close(meeting_of(year), by)) == ["meeting.not_now"]


def test_the_minutes_are_written_by_somebody_of_hcqt(year):
    meeting_of(year).delete()
    assert codes(refusal_of(call, year, secretary=year.office.lan)) == ["meeting.secretary_outside"]
    call(year, by="son", secretary=year.office.hoa)
    assert meeting_of(year).secretary == year.office.hoa


# --- who presides ---


def test_where_the_chief_is_away_the_deputy_presides_and_the_minutes_say_so(year):
    begin(year, "son")
    assert meeting_of(year).chair == year.office.phuc
    assert agenda(year) == [
        ("Lãnh đạo Văn phòng", "Phúc"),
        ("Võ Trường Sơn", "Phúc"),
        ("Đặng Văn Phúc", None),
    ]
    refused = refusal_of(start_item, item_of(year, "phuc"), by=year.by("khach", HELD))
    assert codes(refused) == ["meeting.head_not_first", "meeting.no_chair"]
    assign_chair(item_of(year, "phuc"), year.office.minh, by=year.by("khach", HELD))
    assert item_of(year, "phuc").chair == year.office.minh


def test_the_stand_in_goes_before_the_deputies(year):
    unit = year.office.units["LD"]
    appoint_stand_in(unit, year.office.minh, date(2023, 11, 20), None, reason="Đi học", by=year.by("hoa"))
    begin(year, "son")
    assert meeting_of(year).chair == year.office.minh


def test_another_leader_may_be_chosen_but_nobody_else(year):
    mark(year)
    by = year.by("hoa", HELD)
    refused = refusal_of(open_meeting, meeting_of(year), chair=year.office.hoa, by=by)
    assert codes(refused) == ["meeting.nobody_presides"]
    open_meeting(meeting_of(year), chair=year.office.phuc, by=by)
    assert agenda(year) == [
        ("Lãnh đạo Văn phòng", "Phúc"),
        ("Võ Trường Sơn", "Phúc"),
        ("Đặng Văn Phúc", "Sơn"),
    ]


def test_without_any_leader_it_does_not_open(year):
    mark(year, "son", "phuc")
    assert codes(refusal_of(open_meeting, meeting_of(year), by=year.by("hoa", HELD))) == [
        "meeting.nobody_presides"
    ]


def test_the_chief_does_not_write_the_conclusion_on_himself(year):
    begin(year)
    hear(year, "LD", "son", grade=Grade.GOOD)
    start_item(item_of(year, "son"), by=year.by("khach", HELD))
    said = {"strengths": "Xuất sắc", "weaknesses": "", "grade": None, "votes": None}
    refused = refusal_of(conclude_person, item_of(year, "son"), **said, by=year.by("son", HELD))
    assert codes(refused) == ["meeting.own_item"]
    assert codes(refusal_of(name_fault, year, "son", "phuc", by="son")) == ["meeting.own_item"]
    add = {"once": uuid4(), "by": year.by("khach", HELD)}
    remark = add_remark(item_of(year, "son"), seat_of(year, "minh"), "Còn ít đi cơ sở", **add)
    refused = refusal_of(correct_remark, remark, "Rất tốt", by=year.by("son", HELD))
    assert codes(refused) == ["meeting.own_item"]
    conclude_person(item_of(year, "son"), **said, by=year.by("phuc", HELD))  # who presides over it
    refused = refusal_of(conclude_person, item_of(year, "phuc"), **said, by=year.by("phuc", HELD))
    assert codes(refused) == ["meeting.not_yours"]


# --- guests ---


def test_a_guest_from_outside_is_named_and_heard_but_does_not_vote(year):
    by = year.by("hoa", HELD)
    invite(meeting_of(year), outsider=" Bà  Lê A ", title="Phó Giám đốc Sở Nội vụ", by=by)
    begin(year, *GUESTS)
    start_item(item_of(year, "LD"), by=by)
    add_remark(item_of(year, "LD"), seat_of(year, "Bà Lê A"), "Cần chủ động hơn", once=uuid4(), by=by)
    assert [remark.name for remark in item_of(year, "LD").remarks.all()] == ["Bà Lê A"]
    said = refusal_of(add_remark, item_of(year, "LD"), seat_of(year, GUESTS[0]), "Ừ", once=uuid4(), by=by)
    assert codes(said) == ["meeting.speaker_absent"]
    refused = refusal_of(invite, meeting_of(year), outsider="Ông B", title="", votes=True, by=by)
    assert codes(refused) == ["meeting.guests_do_not_vote"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, ["meeting.nobody_named"]),
        ({"person": "minh"}, ["meeting.seated"]),
        ({"person": "lan", "hears": [0]}, ["meeting.no_such_point"]),
        ({"person": "lan", "by": "minh"}, ["meeting.not_yours"]),
        ({"person": "lan", "by": "hoa@so"}, ["meeting.not_yours"]),
    ],
)
def test_who_is_not_called(year, said, found):
    by = year.by(said.get("by", "hoa"), HELD)
    person = year.office.people.get(said.get("person", ""))
    given = {"person": person, "title": "", "hears": said.get("hears")}
    assert codes(refusal_of(invite, meeting_of(year), **given, by=by)) == found


def test_a_key_official_whom_the_list_does_not_name_is_called_with_a_vote(year):
    seat = invite(
        meeting_of(year), person=year.office.lan, title="Bí thư Chi đoàn", votes=True, by=year.by("hoa")
    )
    assert (seat.is_guest, seat.hears) == (False, None)
    uninvite(seat_of(year, "lan"), by=year.by("hoa"))
    for name in ("son", "phuc", "khach"):
        assert codes(refusal_of(uninvite, seat_of(year, name), by=year.by("hoa"))) == ["meeting.needed"]


def test_a_guest_called_to_one_point_sees_that_point_and_nothing_else(year, page):
    son = year.subject("son").pk
    invite(meeting_of(year), person=year.office.lan, title="Chuyên viên", hears=[son], by=year.by("hoa"))
    begin(year)
    hear(year, "LD", "son", grade=Grade.GOOD, weaknesses="Điều chỉ người dự phần tập thể được biết")
    assert page("lan", "item", "LD").status_code == 404
    assert page("lan", "item", "phuc").status_code == 404
    for act in ("minutes", "projector"):
        assert page("lan", act).status_code == 404
    assert page("lan", "paper", "", "leadership-minutes", "pdf").status_code == 404
    shown = page("lan").content.decode()
    assert "Võ Trường Sơn" in shown
    assert reverse("meetings:item", args=[meeting_of(year).pk, item_of(year, "phuc").pk]) not in shown
    assert "Điều chỉ người" not in shown
    said = refusal_of(
        add_remark, item_of(year, "LD"), seat_of(year, "lan"), "Góp ý", once=uuid4(), by=year.by("hoa", HELD)
    )
    assert codes(said) == ["meeting.called_to_part"]


@pytest.mark.parametrize(
    ("who", "status"), [("bao", 404), ("tuan", 404), ("minh@so", 404), ("minh", 200), ("son", 200)]
)
def test_who_is_not_called_does_not_see_the_meeting(year, page, who, status):
    assert page(who).status_code == status
    shows = reverse("meetings:show", args=[meeting_of(year).pk]) in page(who, "desk").content.decode()
    assert shows == (status == 200)


# --- what is read when ---


@pytest.mark.parametrize("who", ["minh", "khach"])
def test_a_leaders_self_review_opens_to_the_room_only_in_its_turn(year, page, who):
    begin(year)
    answer = "Nội dung mục conduct"
    assert answer not in page(who, "item", "son").content.decode()
    hear(year, "LD", "son", grade=Grade.GOOD, votes=None)
    start_item(item_of(year, "son"), by=year.by("hoa", HELD))
    assert answer in page(who, "item", "son").content.decode()


# --- who answers for what ---


def test_a_shortcoming_is_the_collectives_or_one_persons_and_next_year_starts_from_it(year):
    begin(year)
    start_item(item_of(year, "LD"), by=year.by("khach", HELD))
    with on_record() as lines:
        name_fault(year, "LD", "LD")
    assert lines == [
        ("review.shortcoming_noted", "Đinh Văn Khách"),
        ("meeting.shortcoming_named", "Đinh Văn Khách"),
    ]
    name_fault(year, "LD", "phuc", text="Chậm chỉ đạo")
    next_year = SimpleNamespace(year=year.cycle.year + 1)
    subjects = [year.subject("LD").pk, year.subject("phuc").pk]
    found = shortcomings_before(next_year, subjects).values_list("text", "remedy", "term", "subject")
    assert list(found) == [
        ("Chậm sửa quy chế.", "Trình quy chế sửa đổi", date(2024, 1, 31), subjects[0]),
        ("Chậm chỉ đạo", "Trình quy chế sửa đổi", date(2024, 1, 31), subjects[1]),
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"whose": "lan"}, ["meeting.nobody_answers"]),
        ({"text": " "}, ["meeting.shortcoming_empty"]),
        ({"remedy": "", "term": None}, ["meeting.no_remedy", "meeting.no_term"]),
        ({"text": "x" * 5_001}, ["assembly.too_long"]),
        ({"by": "minh"}, ["meeting.not_yours"]),
    ],
)
def test_what_is_no_shortcoming(year, said, found):
    begin(year)
    start_item(item_of(year, "LD"), by=year.by("khach", HELD))
    given = {"about": "LD", "whose": "LD"} | said
    assert codes(refusal_of(name_fault, year, **given)) == found


def test_a_shortcoming_written_down_wrongly_is_taken_back(year):
    begin(year)
    start_item(item_of(year, "LD"), by=year.by("khach", HELD))
    named = name_fault(year, "LD", "LD")
    assert codes(refusal_of(withdraw_shortcoming, named, by=year.by("minh", HELD))) == ["meeting.not_yours"]
    withdraw_shortcoming(named, by=year.by("khach", HELD))
    assert (Shortcoming.objects.count(), Responsibility.objects.count()) == (0, 0)
