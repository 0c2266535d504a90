"""The review of the leadership, stage by stage: Sơn is the Chief, Phúc his deputy, Khách of HCQT writes the minutes."""

from datetime import date
from typing import Any
from uuid import uuid4

from tests.builders import Year, a_cycle, submit
from tests.people import a_person, moment
from thuocdo.assemblies.rules import Votes
from thuocdo.kernel.words import Grade, PostRole
from thuocdo.meetings.actions import (
    add_remark,
    adopt_minutes,
    call_meeting,
    close_meeting,
    conclude_person,
    conclude_report,
    mark_attendance,
    name_shortcoming,
    open_meeting,
    start_item,
)
from thuocdo.meetings.models import Attendee, Item, Meeting
from thuocdo.office.models import Post
from thuocdo.reviews.actions import call_for_reviews

HELD = "2023-11-24 13:30"
TERM = date(2024, 1, 31)
GUESTS = [
    "Chủ tịch UBND tỉnh",
    "Phó Chủ tịch UBND tỉnh",
    "Đại diện lãnh đạo Ban Tổ chức Tỉnh ủy",
    "Đại diện lãnh đạo Sở Nội vụ",
]


def meeting_of(year: Year) -> Meeting:
    rows = Meeting.objects.select_related("cycle", "unit", "chair", "secretary")
    return rows.get(cycle=year.cycle, unit=year.office.units["LD"])


def item_of(year: Year, name: str) -> Item:
    """The point about the collective ("LD") or a leader."""
    rows = Item.objects.select_related(
        "meeting__cycle", "meeting__unit", "review__person", "review__unit", "chair"
    ).filter(meeting=meeting_of(year))
    return rows.get(kind="report") if name == "LD" else rows.get(review__subject=year.subject(name))


def seat_of(year: Year, name: str) -> Attendee:
    """By first name; a guest from outside by what the list says."""
    seats = meeting_of(year).attendees.select_related("meeting__cycle", "meeting__unit", "person")
    person = year.office.people.get(name)
    return seats.get(person=person) if person else seats.get(outsider=name)


def two_leaders() -> Year:
    """Both have handed in; nothing is called."""
    year = a_cycle()
    year.office.people["phuc"] = a_person(year.office, "VP090", "Đặng Văn Phúc", is_party_member=True)
    Post.objects.create(
        person=year.office.phuc,
        unit=year.office.units["LD"],
        role=PostRole.VICE_CHIEF,
        title="Phó Chánh Văn phòng",
    )
    call_for_reviews(year.cycle, by=year.by("hoa", "2023-11-14 09:00"))
    for name in ("son", "phuc"):
        submit(year, name)
    return year


def call(year: Year, by: str = "hoa", **other: Any) -> Meeting:
    said = {"planned_at": moment(HELD), "place": "Phòng họp số 1", "secretary": year.office.khach} | other
    call_meeting(year.cycle, year.office.units["LD"], **said, by=year.by(by, "2023-11-22 08:00"))
    return meeting_of(year)


def called() -> Year:
    year = two_leaders()
    call(year)
    return year


def mark(year: Year, *away: str) -> None:
    seats = [seat_of(year, name) for name in away]
    marks = {seat.pk: (seat not in seats, "đi công tác") for seat in meeting_of(year).attendees.all()}
    mark_attendance(meeting_of(year), marks, by=year.by("hoa", HELD))


def begin(year: Year, *away: str, **how: Any) -> Year:
    mark(year, *away)
    open_meeting(meeting_of(year), **how, by=year.by("hoa", HELD))
    return year


def under_way() -> Year:
    return begin(called())


def hear(year: Year, name: str, by: str, **said: Any) -> None:
    """One point from its beginning to its conclusion, written by `by`."""
    start_item(item_of(year, name), by=year.by("khach", HELD))
    add_remark(
        item_of(year, name),
        seat_of(year, "minh"),
        f"Nhất trí với {name}",
        once=uuid4(),
        by=year.by("khach", HELD),
    )
    facts = {"strengths": "Đoàn kết", "weaknesses": "", "grade": None, "votes": None} | said
    conclude = conclude_report if name == "LD" else conclude_person
    conclude(item_of(year, name), **facts, by=year.by(by, HELD))


def name_fault(year: Year, about: str, whose: str, by: str = "khach", **other: Any) -> Any:
    said = {"text": "Chậm sửa quy chế.", "remedy": "Trình quy chế sửa đổi", "term": TERM} | other
    subject = year.subject(whose).pk
    return name_shortcoming(item_of(year, about), subject, **said, by=year.by(by, HELD))


def hear_all(year: Year) -> None:
    hear(year, "LD", "son", grade=Grade.GOOD, votes=Votes(4))
    name_fault(year, "LD", "LD")
    hear(year, "son", "phuc")
    hear(year, "phuc", "khach")


def end(year: Year, by: str = "son") -> None:
    adopt_minutes(meeting_of(year), votes=4, correction="", by=year.by("khach", HELD))
    close_meeting(meeting_of(year), by=year.by(by, HELD))
