"""Meetings as they are in life: nobody to preside, one person alone, two units with one head, a transfer, two writers."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from tests.builders import (
    MET,
    a_called_meeting,
    adopt,
    all_present,
    codes,
    hear,
    hear_all,
    on_record,
    refusal_of,
)
from tests.people import moment
from tests.standing import browser_of, standing
from thuocdo.assemblies.rules import Votes
from thuocdo.kernel.words import Grade
from thuocdo.meetings.actions import (
    add_remark,
    adopt_minutes,
    assign_chair,
    call_meeting,
    close_meeting,
    conclude_person,
    conclude_report,
    invite,
    mark_attendance,
    name_shortcoming,
    open_meeting,
    start_item,
)
from thuocdo.meetings.models import Meeting
from thuocdo.meetings.permissions import may_conclude
from thuocdo.meetings.queries import agenda_of, label_of, stamp_of
from thuocdo.meetings.sheets import sheets_of
from thuocdo.office.actions import appoint_stand_in
from thuocdo.office.models import Post
from thuocdo.reviews.actions import reroute_review
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import shortcomings_before

lived, called = standing(a_called_meeting)


@pytest.fixture
def minh(called):
    return called.by("minh", MET)


def names(meeting):
    return [label_of(item) or item.kind for item in agenda_of(meeting)]


def mark_away(year, *away):
    all_present(year)
    marks = {year.seat(name).pk: (False, "Nghỉ ốm") for name in away}
    mark_attendance(year.meeting, marks, by=year.by("minh", MET))


# --- who presides ---


def test_where_the_head_is_away_a_deputy_presides_and_the_minutes_say_so(called, minh):
    mark_away(called, "minh")
    open_meeting(called.meeting, by=called.by("lan", MET))
    assert called.meeting.chair == called.office.tuan
    assert {item.chair for item in agenda_of(called.meeting) if label_of(item) != "Phạm Anh Tuấn"} == {
        called.office.tuan
    }
    assert called.item("tuan").chair is None
    assert sheets_of(called.meeting)["unit-minutes"]["chair"]["post"] == (
        "Phó Trưởng phòng (chủ trì thay Trưởng phòng vắng mặt)"
    )


def test_an_absent_deputy_presides_over_nobody(called, minh):
    mark_away(called, "tuan")
    open_meeting(called.meeting, by=minh)
    assert called.item("minh").chair is None
    refused = refusal_of(start_item, called.item("minh"), by=minh)
    assert "meeting.no_chair" in codes(refused)
    assign_chair(called.item("minh"), called.office.son, by=minh)  # the leader in charge, a guest
    assert called.item("minh").chair == called.office.son


def test_with_head_and_deputies_away_it_waits_for_a_stand_in(called, minh):
    mark_away(called, "minh", "tuan")
    refused = refusal_of(open_meeting, called.meeting, by=called.by("lan", MET))
    assert codes(refused) == ["meeting.nobody_presides"]
    hoa = called.by("hoa", MET)
    appoint_stand_in(
        called.unit, called.office.bao, date(2023, 11, 22), None, reason="Đều đi công tác", by=hoa
    )
    open_meeting(called.meeting, by=called.by("bao", MET))
    assert called.meeting.chair == called.office.bao
    assert called.item("bao").chair is None


def test_whoever_presides_over_a_point_writes_at_it(called, minh):
    all_present(called)
    open_meeting(called.meeting, by=minh)
    start_item(called.item("TH"), by=minh)
    assert codes(may_conclude(called.item("TH"), called.by("tuan", MET))) == ["meeting.not_yours"]
    item = called.item("minh")
    item.started_at = item.meeting.opened_at
    assert may_conclude(item, called.by("tuan", MET)) == []


def test_nobody_writes_the_conclusion_on_oneself_not_even_the_secretary(called, minh):
    all_present(called)
    open_meeting(called.meeting, by=minh)
    for name in ("TH", "minh", "tuan"):
        hear(called, name)
    start_item(called.item("lan"), by=minh)
    said = {"strengths": "Tốt", "weaknesses": "", "grade": Grade.EXCELLENT, "votes": Votes(4)}
    refused = refusal_of(conclude_person, called.item("lan"), **said, by=called.by("lan", MET))
    assert codes(refused) == ["meeting.own_item"]
    refused = refusal_of(conclude_person, called.item("minh"), **said, by=minh)
    assert codes(refused) == ["meeting.own_item"]


# --- a unit of one ---


def test_a_unit_of_one_person_is_heard_under_the_leader_in_charge(called):
    """II.2.c has no deputy to name here: the leader in charge, a guest, presides and writes."""
    for name in ("tuan", "lan", "bao"):
        called.office.people[name].posts.update(unit=called.office.units["HCQT"])
        hoa = called.by("hoa", MET)
        reroute_review(called.review(name), called.office.units["HCQT"], reason="Điều động", by=hoa)
    Meeting.objects.all().delete()
    minh, son = called.by("minh", MET), called.by("son", MET)
    where = {"planned_at": moment(MET), "place": "Phòng 2", "secretary": called.office.minh}
    call_meeting(called.cycle, called.unit, **where, by=minh)
    assert names(called.meeting) == ["Phòng Tổng hợp", "Lê Quang Minh", "emulation"]
    all_present(called)
    open_meeting(called.meeting, by=minh)
    item = called.item("TH")
    start_item(item, by=minh)
    add_remark(item, called.seat("son"), "Nhất trí", once=uuid4(), by=minh)
    facts = {"strengths": "Đúng hạn", "weaknesses": "", "grade": Grade.GOOD, "votes": Votes(1)}
    conclude_report(called.item("TH"), **facts, by=minh)
    assign_chair(called.item("minh"), called.office.son, by=minh)
    start_item(called.item("minh"), by=minh)
    add_remark(called.item("minh"), called.seat("son"), "Nhất trí", once=uuid4(), by=son)
    conclude_person(called.item("minh"), **facts, by=son)
    found = refusal_of(adopt_minutes, called.meeting, votes=1, correction="", by=minh)
    assert codes(found) == ["meeting.ballot_not_sealed"]


# --- one head, two units ---


def test_who_heads_two_units_presides_over_both_and_is_heard_once(called):
    post = Post.objects.get(person=called.office.hoa)
    post.role = "staff"
    post.save()
    home = called.office.units["HCQT"]
    Post.objects.create(person=called.office.minh, unit=home, role="head", title="Phụ trách", is_main=False)
    where = {"planned_at": moment(MET), "place": "Phòng 3", "secretary": called.office.khach}
    other = call_meeting(called.cycle, home, **where, by=called.by("minh", MET))
    assert other.chair == called.meeting.chair == called.office.minh
    assert "Lê Quang Minh" in names(called.meeting)
    assert "Lê Quang Minh" not in names(other)


# --- a transfer in the middle ---


def test_who_leaves_while_the_meeting_runs_holds_it_up_no_more_and_is_heard_where_they_went(called, minh):
    all_present(called)
    open_meeting(called.meeting, by=minh)
    home, hoa = called.office.units["HCQT"], called.by("hoa", MET)
    where = {"planned_at": moment(MET), "place": "Phòng 3", "secretary": called.office.khach}
    other = call_meeting(called.cycle, home, **where, by=hoa)
    marks = {seat.pk: (True, "") for seat in other.attendees.all()}
    mark_attendance(other, marks, by=hoa)
    open_meeting(other, by=hoa)
    reroute_review(called.review("bao"), home, reason="Điều động", by=hoa)
    assert "Huỳnh Gia Bảo" not in names(called.meeting)
    assert "Huỳnh Gia Bảo" not in names(other)
    with on_record() as lines:
        invite(other, person=called.office.bao, title="Chuyên viên", votes=True, by=hoa)
    assert lines == [("meeting.invited", "Trần Thị Hoa")]
    assert names(other)[-2:] == ["Huỳnh Gia Bảo", "emulation"]
    orders = [item.order for item in agenda_of(other)]
    assert orders == sorted(set(orders))


def test_only_who_belongs_to_the_unit_is_called_with_a_vote(called, minh):
    refused = refusal_of(invite, called.meeting, person=called.office.khach, title="", votes=True, by=minh)
    assert codes(refused) == ["meeting.guests_do_not_vote"]
    assert invite(called.meeting, person=called.office.khach, title="", by=minh).is_guest


# --- two at once ---


def test_of_two_who_conclude_from_the_same_page_the_second_is_told(called, minh):
    all_present(called)
    open_meeting(called.meeting, by=minh)
    for name in ("TH", "minh", "tuan"):
        hear(called, name)
    start_item(called.item("bao"), by=minh)
    seen = stamp_of(called.item("bao"))
    said = {"strengths": "Tốt", "weaknesses": "", "votes": Votes(4), "seen": seen}
    conclude_person(called.item("bao"), **said, grade=Grade.GOOD, by=minh)
    lan = called.by("lan", MET)
    refused = refusal_of(conclude_person, called.item("bao"), **said, grade=Grade.EXCELLENT, by=lan)
    assert codes(refused) == ["meeting.concluded_meanwhile"]
    assert called.item("bao").grade == Grade.GOOD


# --- what a unit's meeting names, next year starts from ---


def test_a_shortcoming_named_in_a_unit_goes_into_its_minutes_and_the_next_year(called, minh):
    all_present(called)
    open_meeting(called.meeting, by=minh)
    start_item(called.item("TH"), by=minh)
    subject, term = called.subject("TH").pk, date(2024, 6, 30)
    name_shortcoming(called.item("TH"), subject, "Chậm báo cáo", remedy="Lập lịch", term=term, by=minh)
    hear_all(called)
    said = sheets_of(called.meeting)["unit-minutes"]["collective"]["responsibility"]
    assert "Chậm báo cáo. Trách nhiệm: tập thể Phòng Tổng hợp; biện pháp khắc phục: Lập lịch" in said
    next_year = SimpleNamespace(year=called.cycle.year + 1)
    assert [row.text for row in shortcomings_before(next_year, [subject])] == ["Chậm báo cáo"]


# --- who reads what, when ---


def test_the_secretary_reads_a_colleagues_review_only_in_its_turn(called, minh, settings):
    settings.PRETEND_TODAY = date(2023, 11, 22)
    all_present(called)
    open_meeting(called.meeting, by=minh)
    browser, url = browser_of(called, "lan"), f"/hop/{called.meeting.pk}/muc/{called.item('bao').pk}/"
    written = "Nội dung mục results"
    assert written not in browser.get(url).content.decode()
    for name in ("TH", "minh", "tuan"):
        hear(called, name)
    start_item(called.item("bao"), by=minh)
    assert written in browser.get(url).content.decode()


def test_a_draft_is_not_read_out_even_in_its_turn(called, minh, settings):
    settings.PRETEND_TODAY = date(2023, 11, 22)
    all_present(called)
    open_meeting(called.meeting, by=minh)
    Review.objects.filter(subject=called.subject("bao")).update(state="draft")
    for name in ("TH", "minh", "tuan"):
        hear(called, name)
    start_item(called.item("bao"), by=minh)
    url = f"/hop/{called.meeting.pk}/muc/{called.item('bao').pk}/"
    for who in ("lan", "minh", "tuan"):
        assert "Nội dung mục results" not in browser_of(called, who).get(url).content.decode()


def test_meetings_close_once(called, minh):
    all_present(called)
    open_meeting(called.meeting, by=minh)
    hear_all(called)
    adopt(called)
    meeting, other_tab = called.meeting, called.meeting
    close_meeting(meeting, by=minh)
    assert codes(refusal_of(close_meeting, other_tab, by=minh)) == ["meeting.not_now"]
    assert len(called.papers(kind="unit-minutes")) == 1
