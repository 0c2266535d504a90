"""Who is heard when, who presides, what is unfinished: facts in, findings out."""

from dataclasses import replace

import pytest

from tests.builders import codes
from thuocdo.assemblies.rules import Attendance, Votes
from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import PostRole
from thuocdo.meetings.rules import (
    RANK_OF,
    ItemFacts,
    MeetingFacts,
    Rank,
    out_of_turn,
    unfinished_business,
    unfinished_item,
    wrong_chair,
)

SOURCE = Citation("kh-vp-2023", "II.2.c")


def an_item(label: str, rank: Rank, **facts) -> ItemFacts:
    done = {
        "done": True,
        "person": 1,
        "chair": 2,
        "handed_in": True,
        "remarks": 1,
        "concluded": True,
        "rated": True,
        "votes": Votes(4, 0),
    }
    return ItemFacts(label, rank, **(done | facts))


REPORT = an_item("Phòng Tổng hợp", Rank.REPORT, person=None)
HEAD = an_item("Minh", Rank.HEAD, person=2, chair=3)
DEPUTY = an_item("Tuấn", Rank.DEPUTY, person=3)
LAN = an_item("Lan", Rank.STAFF)
EMULATION = an_item("", Rank.EMULATION, person=None)
AGENDA = (REPORT, HEAD, DEPUTY, LAN, EMULATION)


@pytest.mark.parametrize(
    ("undone", "wanted", "waiting"),
    [
        ((), EMULATION, ""),
        ((REPORT,), REPORT, ""),
        ((REPORT,), HEAD, "Phòng Tổng hợp"),
        ((HEAD,), DEPUTY, "Minh"),
        ((HEAD, DEPUTY), LAN, "Minh, Tuấn"),
        ((LAN,), DEPUTY, ""),  # going back is in order
        ((LAN,), EMULATION, "Lan"),
        ((EMULATION,), LAN, ""),
    ],
)
def test_whoever_ranks_before_is_heard_before(undone, wanted, waiting):
    items = [replace(item, done=item not in undone) for item in AGENDA]
    expected = [Finding("meeting.head_not_first", SOURCE, {"waiting": waiting})] if waiting else []
    assert out_of_turn(items, wanted, SOURCE) == expected


def test_among_staff_any_order_is_in_order():
    bao = an_item("Bảo", Rank.STAFF, done=False)
    assert out_of_turn([replace(LAN, done=False), bao], bao, SOURCE) == []


def test_the_rank_of_every_post():
    assert {role: RANK_OF[role].name for role in PostRole} == {
        "chief": "HEAD",
        "head": "HEAD",
        "vice_chief": "DEPUTY",
        "deputy": "DEPUTY",
        "staff": "STAFF",
    }
    assert [rank.name for rank in Rank] == ["REPORT", "HEAD", "DEPUTY", "STAFF", "EMULATION"]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (HEAD, []),
        (replace(HEAD, chair=2), [Finding("meeting.chair_is_reviewed", SOURCE, {"name": "Minh"})]),
        (replace(HEAD, chair=None), []),
        (replace(REPORT, chair=None), []),  # nobody's own review
    ],
)
def test_nobody_presides_over_the_own_review(item, found):
    assert wrong_chair(item, SOURCE) == found


WHOLE = MeetingFacts(Attendance(0, 0), 4, AGENDA, ballot_wanted=True, ballot_sealed=True, adopted=False)


def test_a_meeting_that_did_everything_lacks_nothing():
    assert unfinished_business(WHOLE, SOURCE) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"handed_in": False}, "meeting.review_not_handed_in"),
        ({"remarks": 0}, "meeting.no_remarks"),
        ({"concluded": False}, "meeting.no_conclusion"),
        ({"rated": False}, "meeting.no_grade"),
        ({"votes": None}, "meeting.no_vote"),
        ({"open_points": 2}, "meeting.points_open"),
    ],
)
def test_each_thing_that_a_point_lacks_is_named(facts, code):
    assert unfinished_item(replace(LAN, **facts), SOURCE) == [Finding(code, SOURCE, {"name": "Lan"})]
    assert unfinished_item(replace(EMULATION, **facts), SOURCE) == []


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"attendance": Attendance(2, 0)}, ["assembly.attendance_open"]),
        ({"attendance": Attendance(0, 1)}, ["assembly.absence_unexplained"]),
        (
            {"attendance": Attendance(2, 1)},
            ["assembly.attendance_open", "assembly.absence_unexplained"],
        ),
        ({"present": 3}, ["assembly.votes_over_present"] * 5),
        ({"ballot_sealed": False}, ["meeting.ballot_not_sealed"]),
        ({"ballot_sealed": False, "ballot_wanted": False}, []),
        (
            {"items": (replace(HEAD, chair=2, remarks=0),)},
            ["meeting.no_remarks", "meeting.chair_is_reviewed"],
        ),
    ],
)
def test_all_that_is_unfinished_is_said(facts, found):
    assert codes(unfinished_business(replace(WHOLE, **facts), SOURCE)) == found
