"""What every sitting shares: the list of those present, hands raised, its life."""

from types import SimpleNamespace

import pytest

from tests.builders import codes
from thuocdo.assemblies.rules import (
    LONGEST,
    Attendance,
    Votes,
    attendance_open,
    not_adopted,
    too_long,
    wrong_votes,
)
from thuocdo.assemblies.states import ASSEMBLY
from thuocdo.kernel.findings import Citation, Finding

SOURCE = Citation("kh-vp-2023", "II.2")


def test_attendance_tells_how_many():
    assert attendance_open(Attendance(2, 1), SOURCE) == [
        Finding("assembly.attendance_open", SOURCE, {"number": 2}),
        Finding("assembly.absence_unexplained", SOURCE, {"number": 1}),
    ]


def test_an_absent_seat_is_explained_by_words_not_blanks():
    seats = [(None, ""), (False, " "), (False, "Ốm"), (True, "")]
    told = Attendance.of(SimpleNamespace(present=present, reason=reason) for present, reason in seats)
    assert told == Attendance(unmarked=1, unexplained=1)


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        (None, []),
        (Votes(4, 0), []),
        (Votes(2, 1, 1), []),
        (Votes(0, 0), []),
        (Votes(5, 0), [Finding("assembly.votes_over_present", SOURCE, {"cast": 5, "present": 4})]),
        (Votes(2, 2, 1), [Finding("assembly.votes_over_present", SOURCE, {"cast": 5, "present": 4})]),
    ],
)
def test_no_more_votes_than_members_present(votes, found):
    assert wrong_votes(votes, 4, SOURCE) == found


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        (Votes(3, 1), []),
        (Votes(2, 2), ["assembly.not_adopted"]),
        (Votes(0), ["assembly.not_adopted"]),
        (Votes(4, 1), ["assembly.votes_over_present"]),
    ],
)
def test_minutes_take_more_than_half_of_those_present(votes, found):
    assert codes(not_adopted(votes, 4)) == found


def test_words_have_a_length():
    assert codes(too_long("a" * LONGEST)) == []
    assert codes(too_long("a", "a" * (LONGEST + 1))) == ["assembly.too_long"]


def test_the_life_of_an_assembly():
    assert ASSEMBLY.states == ["planned", "open", "closed"]
    assert not ASSEMBLY.may("planned", "close")
