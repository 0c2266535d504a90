"""Before the meeting: who is invited, what stands on the agenda, attendance, opening."""

import pytest

from tests.builders import (
    MET,
    UNIT,
    a_submitted_review,
    all_present,
    codes,
    last_event,
    on_record,
    refusal_of,
)
from tests.people import a_person, moment
from tests.standing import beside_another, standing
from thuocdo.cycle.actions import close_step
from thuocdo.meetings.actions import (
    adopt_minutes,
    call_meeting,
    mark_attendance,
    open_meeting,
    replace_secretary,
)
from thuocdo.meetings.models import Attendee, Meeting
from thuocdo.meetings.queries import agenda_of, label_of
from thuocdo.office.models import Post
from thuocdo.reviews.actions import call_for_reviews, excuse_review, reroute_review

lived, year = standing(beside_another(lambda: a_submitted_review(names=("minh", "tuan", "lan", "TH"))))


def call(year, **other) -> Meeting:
    said = {
        "planned_at": moment(MET),
        "place": "Phòng họp số 2",
        "secretary": year.office.lan,
        "by": year.by("minh", "2023-11-20 08:00"),
    }
    return call_meeting(year.cycle, year.unit, **(said | other))


def agenda(year) -> list[tuple[str, str | None]]:
    """Each point with who presides, by first name."""
    names = {person.pk: name for name, person in year.office.people.items()}
    return [
        (
            names.get(item.review.person_id, label_of(item)) if item.review else item.kind,
            names.get(item.chair_id),
        )
        for item in agenda_of(year.meeting)
    ]


LAWFUL = [
    ("Phòng Tổng hợp", "minh"),
    ("minh", "tuan"),
    ("tuan", "minh"),
    ("bao", "minh"),
    ("lan", "minh"),
    ("emulation", "minh"),
]


def test_the_agenda_stands_in_the_lawful_order_with_a_deputy_over_the_head(year):
    with on_record() as lines:
        call(year)
    assert sorted(agenda(year)[3:5]) == LAWFUL[3:5]  # staff, by name
    assert agenda(year)[:3] + sorted(agenda(year)[3:5]) + agenda(year)[5:] == LAWFUL
    assert lines == [("meeting.called", "Lê Quang Minh")]


def test_members_and_lawful_guests_are_invited(year):
    call(year)
    seats = list(year.meeting.attendees.values_list("person__full_name", "title", "is_guest", "present"))
    assert sorted(seats[2:4]) == [
        ("Huỳnh Gia Bảo", "Chuyên viên", False, None),
        ("Nguyễn Thị Lan", "Chuyên viên", False, None),
    ]
    assert seats[:2] + seats[4:] == [
        ("Lê Quang Minh", "Trưởng phòng", False, None),
        ("Phạm Anh Tuấn", "Phó Trưởng phòng", False, None),
        ("Võ Trường Sơn", "Lãnh đạo Văn phòng phụ trách", True, None),
        ("Trần Thị Hoa", "Trưởng phòng Hành chính - Quản trị", True, None),
    ]


def test_without_a_head_the_deputy_presides_and_nobody_over_the_deputy(year):
    year.office.minh.posts.update(until="2023-11-15")
    call(year, by=year.by("tuan", "2023-11-20 08:00"))
    assert year.meeting.chair == year.office.tuan
    assert ("tuan", None) in agenda(year)


def test_a_head_without_a_deputy_has_nobody_to_preside_over_the_own_review(year):
    year.office.tuan.posts.update(role="staff")
    call(year)
    assert ("minh", None) in agenda(year)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"place": " "}, ["meeting.no_place"]),
        ({"secretary": "khach"}, ["meeting.secretary_outside"]),
        ({"secretary": "khach", "place": ""}, ["meeting.secretary_outside", "meeting.no_place"]),
        *(({"by": name}, ["meeting.not_yours"]) for name in ("lan", "tuan", "hoa", "son", "minh@so")),
    ],
)
def test_what_is_wrong_with_a_call(year, said, found):
    as_people = {
        "secretary": lambda name: year.office.people[name],
        "by": year.by,
        "place": str,
    }
    given = {key: as_people[key](value) for key, value in said.items()}
    assert codes(refusal_of(call, year, **given)) == found


def test_a_meeting_is_called_once(year):
    call(year)
    assert codes(refusal_of(call, year)) == ["meeting.called_already"]


def test_no_meeting_is_called_once_the_step_is_closed(year):
    close_step(year.step("unit_meetings"), reason="Hết hạn", by=year.by("hoa"))
    assert codes(refusal_of(call, year)) == ["cycle.step_closed"]


# --- attendance ---


def test_the_absent_give_a_reason_and_the_present_none(year):
    meeting = call(year)
    minh = year.by("minh", MET)
    first, second, *others = meeting.attendees.all()
    marks = {first.pk: (True, "thừa"), second.pk: (False, " Nghỉ  phép ")}
    with on_record() as lines:
        mark_attendance(meeting, marks | {seat.pk: (None, "") for seat in others}, by=minh)
    assert list(meeting.attendees.values_list("present", "reason"))[:3] == [
        (True, ""),
        (False, "Nghỉ phép"),
        (None, ""),
    ]
    assert (lines, last_event().facts) == (
        [("meeting.attendance_marked", "Lê Quang Minh")],
        {"present": 1},
    )


@pytest.mark.parametrize(
    ("mark", "found"),
    [((None, ""), ["assembly.attendance_open"]), ((False, " "), ["assembly.absence_unexplained"])],
)
def test_a_meeting_does_not_open_over_an_open_roll(year, mark, found):
    meeting = call(year)
    all_present(year)
    member = meeting.attendees.filter(is_guest=False).last()
    mark_attendance(meeting, {member.pk: mark}, by=year.by("minh", MET))
    assert codes(refusal_of(open_meeting, meeting, by=year.by("minh", MET))) == found


def test_a_guest_may_stay_away_without_a_reason(year):
    meeting = call(year)
    all_present(year)
    guest = meeting.attendees.filter(is_guest=True).last()
    mark_attendance(meeting, {guest.pk: (False, "")}, by=year.by("minh", MET))
    open_meeting(meeting, by=year.by("minh", MET))
    assert year.meeting.state == "open"


# --- opening ---


def test_opening_twice_is_opening_once(year):
    meeting, other_tab = call(year), year.meeting
    all_present(year)
    with on_record() as lines:
        open_meeting(meeting, by=year.by("minh", MET))
    assert lines == [("meeting.opened", "Lê Quang Minh")]
    assert codes(refusal_of(open_meeting, other_tab, by=year.by("lan", MET))) == ["meeting.not_now"]


def test_who_came_or_went_since_the_call_is_on_the_agenda_as_it_opens(year):
    call(year)
    hoa = year.by("hoa", "2023-11-21 08:00")
    excuse_review(year.review("bao"), reason="Nghỉ ốm", by=hoa)
    reroute_review(year.review("tuan"), year.office.units["HCQT"], reason="Điều động", by=hoa)
    reroute_review(year.review("khach"), year.unit, reason="Biệt phái", by=hoa)
    assert [name for name, _ in agenda(year)] == ["Phòng Tổng hợp", "minh", "lan", "emulation"]
    all_present(year)
    open_meeting(year.meeting, by=year.by("minh", MET))
    assert [name for name, _ in agenda(year)] == ["Phòng Tổng hợp", "minh", "lan", "khach", "emulation"]


def test_whoever_is_excused_during_the_meeting_holds_it_up_no_more(year):
    call(year)
    all_present(year)
    open_meeting(year.meeting, by=year.by("minh", MET))
    adopt = (adopt_minutes, year.meeting)
    votes = {"votes": 4, "correction": "", "by": year.by("minh", MET)}
    named = {finding.facts.get("name") for finding in refusal_of(*adopt, **votes)}
    assert "Huỳnh Gia Bảo" in named
    excuse_review(year.review("bao"), reason="Nghỉ ốm", by=year.by("hoa", MET))
    assert {finding.facts.get("name") for finding in refusal_of(*adopt, **votes)} == named - {"Huỳnh Gia Bảo"}


# --- the secretary ---


@pytest.mark.parametrize("name", ["minh", "lan", "hoa"])
def test_the_secretary_is_replaced_with_a_reason(year, name):
    meeting = call(year)
    with on_record() as lines:
        replace_secretary(meeting, year.office.bao, reason="Ốm", by=year.by(name, MET))
    assert (year.meeting.secretary, lines) == (
        year.office.bao,
        [("meeting.secretary_replaced", year.by(name).name)],
    )


@pytest.mark.parametrize(
    ("name", "by", "reason", "found"),
    [
        ("bao", "minh", "", ["cycle.reason_missing"]),
        ("khach", "minh", "Ốm", ["meeting.secretary_outside"]),
        ("son", "minh", "Ốm", ["meeting.secretary_outside"]),
        ("bao", "bao", "Ốm", ["meeting.not_yours"]),
        ("bao", "khach", "Ốm", ["meeting.not_yours"]),
        ("bao", "hoa@so", "Ốm", ["meeting.not_yours"]),
    ],
)
def test_who_may_not_replace_the_secretary_by_whom(year, name, by, reason, found):
    meeting, person = call(year), year.office.people[name]
    assert codes(refusal_of(replace_secretary, meeting, person, reason=reason, by=year.by(by, MET))) == found


def test_a_unit_of_forty_has_forty_seats_and_forty_points(year):
    for number in range(36):
        person = a_person(year.office, f"VP1{number:02}", f"Trần Văn {number}")
        Post.objects.create(person=person, unit=year.unit, title="Chuyên viên")
    call_for_reviews(year.cycle, by=year.by("hoa"))
    meeting = call(year)
    assert Attendee.objects.filter(meeting=meeting, is_guest=False).count() == len(UNIT) + 36
    assert meeting.items.filter(kind="person").count() == len(UNIT) + 36
