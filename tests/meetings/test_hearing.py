"""At the meeting: points in their turn, what is said, what is concluded, what the law leaves of a grade."""

from datetime import date
from uuid import uuid4

import pytest

from tests.builders import (
    MET,
    UNIT,
    a_count,
    a_meeting,
    codes,
    count,
    hear,
    hold,
    last_event,
    nothing_written,
    on_record,
    refusal_of,
)
from tests.standing import standing
from thuocdo.assemblies.rules import Votes
from thuocdo.ballots.queries import as_it_stands, roll_of
from thuocdo.ballots.rules import Way
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.meetings.actions import (
    add_remark,
    assign_chair,
    conclude_person,
    conclude_point,
    conclude_report,
    correct_remark,
    hold_emulation_ballot,
    mark_attendance,
    recount_emulation_ballot,
    start_item,
)
from thuocdo.meetings.models import Remark, ReportPoint
from thuocdo.meetings.queries import meeting_facts
from thuocdo.office.models import Absence, Discipline
from thuocdo.ratings.queries import grades_of, ledger_of

lived, year = standing(a_meeting)


@pytest.fixture
def minh(year):
    return year.by("minh", MET)


def heard(year, *names: str) -> None:
    for name in names:
        hear(year, name)


def started(year, name: str):
    """The point, taken up in its turn."""
    order = ("TH", *UNIT)
    heard(year, *order[: order.index(name)])
    start_item(year.item(name), by=year.by("minh", MET))
    return year.item(name)


# --- turn and chair ---


@pytest.mark.parametrize(
    ("before", "wanted", "waiting"),
    [
        ((), "minh", "Phòng Tổng hợp"),
        (("TH",), "tuan", "Lê Quang Minh"),
        (("TH",), "lan", "Lê Quang Minh, Phạm Anh Tuấn"),
        (("TH", "minh", "tuan"), "emulation", {"Huỳnh Gia Bảo", "Nguyễn Thị Lan"}),
    ],
)
def test_nobody_is_heard_out_of_turn(year, minh, before, wanted, waiting):
    heard(year, *before)
    (found,) = refusal_of(start_item, year.item(wanted), by=minh)
    assert found.code == "meeting.head_not_first"
    said = found.facts["waiting"]
    assert (set(said.split(", ")) if isinstance(waiting, set) else said) == waiting


def test_a_point_is_taken_up_once(year, minh):
    with on_record() as lines:
        start_item(year.item("TH"), by=minh)
    assert lines == [("meeting.item_started", "Lê Quang Minh")]
    with nothing_written():
        start_item(year.item("TH"), by=year.by("lan", "2023-11-22 09:00"))


def test_another_presides_where_the_chair_says_so(year, minh):
    with on_record() as lines:
        assign_chair(year.item("lan"), year.office.tuan, by=minh)
    assert (year.item("lan").chair, lines) == (
        year.office.tuan,
        [("meeting.chair_assigned", "Lê Quang Minh")],
    )


@pytest.mark.parametrize(
    ("item", "chair", "found"),
    [
        ("minh", "minh", ["meeting.chair_is_reviewed"]),
        ("lan", "lan", ["meeting.chair_is_reviewed"]),
        ("lan", "khach", ["meeting.chair_absent"]),
        ("lan", "tuan", ["meeting.chair_absent"]),
    ],
)
def test_who_may_not_preside(year, minh, item, chair, found):
    if chair == "tuan":
        seat = year.meeting.attendees.get(person=year.office.tuan)
        mark_attendance(year.meeting, {seat.pk: (False, "Họp tỉnh")}, by=minh)
    assert codes(refusal_of(assign_chair, year.item(item), year.office.people[chair], by=minh)) == found


# --- remarks ---


def test_the_same_form_sent_twice_is_one_remark(year, minh):
    item, once = started(year, "TH"), uuid4()
    with on_record() as lines:
        for _ in range(2):
            add_remark(item, year.seat("bao"), " Cần\x00 số liệu ", once=once, by=minh)
    assert list(Remark.objects.values_list("speaker__full_name", "text")) == [
        ("Huỳnh Gia Bảo", "Cần số liệu")
    ]
    assert lines == [("meeting.remark_added", "Lê Quang Minh")]


@pytest.mark.parametrize(
    ("speaker", "text", "found"),
    [
        ("bao", " ", ["meeting.remark_empty"]),
        ("bao", "x" * 5_001, ["assembly.too_long"]),
        ("hoa", "Nhất trí", ["meeting.speaker_absent"]),
        ("hoa", "", ["meeting.speaker_absent", "meeting.remark_empty"]),
    ],
)
def test_what_is_no_remark(year, minh, speaker, text, found):
    item = started(year, "TH")
    year.meeting.attendees.filter(person=year.office.hoa).update(present=False)
    spoken = refusal_of(add_remark, item, year.seat(speaker), text, once=uuid4(), by=minh)
    assert codes(spoken) == found


def test_a_guest_who_is_there_may_speak(year, minh):
    add_remark(started(year, "TH"), year.seat("son"), "Cần bám kế hoạch", once=uuid4(), by=minh)
    assert Remark.objects.get().speaker == year.office.son


def test_a_remark_is_put_right_and_what_it_was_stays_on_record(year, minh):
    remark = add_remark(started(year, "TH"), year.seat("bao"), "Cần số liệu", once=uuid4(), by=minh)
    correct_remark(remark, "Cần số liệu quý IV", by=minh)
    assert Remark.objects.get().text == "Cần số liệu quý IV"
    assert last_event().facts == {"before": "Cần số liệu", "after": "Cần số liệu quý IV"}
    assert codes(refusal_of(correct_remark, remark, "x" * 5_001, by=minh)) == ["assembly.too_long"]
    correct_remark(remark, " ", by=minh)
    assert Remark.objects.count() == 0
    assert last_event().facts == {"before": "Cần số liệu quý IV", "after": ""}


@pytest.mark.parametrize("name", ["bao", "tuan", "hoa", "son", "khach"])
def test_only_chair_and_secretary_write(year, name):
    item, by = started(year, "TH"), year.by(name, MET)
    assert codes(refusal_of(add_remark, item, year.office.bao, "Nhất trí", once=uuid4(), by=by)) == [
        "meeting.not_yours"
    ]
    assert codes(refusal_of(start_item, item, by=by)) == ["meeting.not_yours"]
    concluded = refusal_of(conclude_report, item, strengths="", weaknesses="", grade=None, votes=None, by=by)
    assert codes(concluded) == ["meeting.not_yours"]


# --- the report ---


def test_a_matter_of_the_report_is_voted_on_and_put_right(year, minh):
    item = started(year, "TH")
    point = conclude_point(item, " Kết  quả ", "Tiếp thu", taken_up=True, votes=None, by=minh)
    conclude_point(item, "Kết quả", "Không", taken_up=False, votes=Votes(1, 3), by=minh, point=point)
    assert list(ReportPoint.objects.values_list("title", "conclusion", "taken_up", "votes_for")) == [
        ("Kết quả", "Không", False, 1)
    ]


@pytest.mark.parametrize(
    ("title", "conclusion", "votes", "found"),
    [
        (" ", "", None, ["meeting.point_untitled"]),
        ("Kết quả", "x" * 5_001, None, ["assembly.too_long"]),
        ("", "", Votes(5, 0), ["assembly.votes_over_present", "meeting.point_untitled"]),
    ],
)
def test_what_is_no_matter_of_the_report(year, minh, title, conclusion, votes, found):
    item = started(year, "TH")
    refused = refusal_of(conclude_point, item, title, conclusion, taken_up=True, votes=votes, by=minh)
    assert codes(refused) == found


def test_the_units_own_grade_is_proposed_on_the_collective_axis(year):
    hear(year, "TH", Grade.EXCELLENT)
    subject = year.unit.subject_id
    stated = grades_of(year.cycle, [subject], Axis.COLLECTIVE)[subject]
    assert stated[Stage.UNIT].grade == Grade.EXCELLENT
    assert grades_of(year.cycle, [subject]) == {}


# --- people ---


def conclude(year, name: str, grade: Grade | None, votes: Votes | None = None, **said):
    return conclude_person(
        year.item(name),
        strengths="Đúng hạn",
        weaknesses="",
        grade=grade,
        votes=votes,
        by=year.by("minh", MET),
        **said,
    )


def proposed(year, name: str) -> str | None:
    subject = year.office.people[name].subject_id
    rating = grades_of(year.cycle, [subject]).get(subject, {}).get(Stage.UNIT)
    return rating and (rating.grade or rating.reason)


def test_a_conclusion_proposes_the_grade(year):
    started(year, "lan")
    with on_record() as lines:
        conclude(year, "lan", Grade.GOOD, Votes(3, 1))
    assert lines == [("meeting.concluded", "Lê Quang Minh"), ("rating.stated", "Lê Quang Minh")]
    item = year.item("lan")
    assert (item.strengths, item.grade, item.votes_for, item.votes_against, item.done_at) == (
        "Đúng hạn",
        "good",
        3,
        1,
        year.by("minh", MET).at,
    )
    assert proposed(year, "lan") == "good"


def test_the_ledger_keeps_what_was_proposed_before(year):
    started(year, "lan")
    for grade in (Grade.GOOD, Grade.EXCELLENT, Grade.EXCELLENT):
        conclude(year, "lan", grade)
    unit = ledger_of(year.cycle, year.office.lan.subject_id).filter(stage=Stage.UNIT)
    assert list(unit.values_list("grade", "is_current")) == [("good", False), ("excellent", True)]


def test_a_conclusion_without_a_grade_takes_the_proposal_back(year):
    started(year, "lan")
    conclude(year, "lan", Grade.GOOD)
    with on_record() as lines:
        conclude(year, "lan", None)
    assert proposed(year, "lan") is None
    assert lines == [("meeting.concluded", "Lê Quang Minh"), ("rating.withdrawn", "Lê Quang Minh")]


def test_a_report_concluded_without_a_grade_takes_the_proposal_back(year, minh):
    hear(year, "TH")
    conclude_report(year.item("TH"), strengths="", weaknesses="Chậm", grade=None, votes=None, by=minh)
    assert grades_of(year.cycle, [year.unit.subject_id], Axis.COLLECTIVE)[year.unit.subject_id].keys() == {
        Stage.SELF
    }


def test_a_person_may_be_reviewed_and_not_rated_for_a_reason(year):
    started(year, "lan")
    conclude(year, "lan", None, not_rated="Mới công tác 4 tháng")
    assert proposed(year, "lan") == "Mới công tác 4 tháng"


def test_more_votes_than_members_present_are_refused_and_the_grade_with_them(year):
    started(year, "lan")
    assert codes(refusal_of(conclude, year, "lan", Grade.GOOD, Votes(4, 1))) == [
        "assembly.votes_over_present"
    ]
    assert codes(refusal_of(conclude, year, "lan", Grade.GOOD, Votes(2, 2, 1))) == [
        "assembly.votes_over_present"
    ]


def test_nobody_is_concluded_on_before_the_turn(year):
    assert codes(refusal_of(conclude, year, "lan", Grade.GOOD)) == ["meeting.item_not_started"]


def joined(year, on: date) -> None:
    year.office.lan.joined_on = on
    year.office.lan.save()


def away(year, kind: str, start: date, end: date) -> None:
    Absence.objects.create(person=year.office.lan, kind=kind, start=start, end=end)


def disciplined(year) -> None:
    Discipline.objects.create(
        person=year.office.lan, side="state", form="Khiển trách", effective_on=date(2023, 5, 8)
    )


LIMITS = {
    "worked from 1 July": (lambda y: joined(y, date(2023, 7, 1)), "excellent", []),
    "worked from 2 July": (lambda y: joined(y, date(2023, 7, 2)), None, ["rating.too_short"]),
    "away under 3 months": (
        lambda y: away(y, "sick", date(2023, 2, 1), date(2023, 4, 29)),
        "excellent",
        [],
    ),
    "away 3 months": (
        lambda y: away(y, "sick", date(2023, 2, 1), date(2023, 4, 30)),
        "satisfactory",
        ["rating.leave_ceiling"],
    ),
    "maternity": (lambda y: away(y, "maternity", date(2023, 1, 1), date(2023, 6, 30)), "excellent", []),
    "disciplined": (disciplined, "unsatisfactory", ["rating.disciplined"]),
}


@pytest.mark.parametrize(("happened", "highest", "code"), LIMITS.values(), ids=LIMITS)
def test_the_law_leaves_only_so_much_of_a_grade(year, happened, highest, code):
    happened(year)
    started(year, "lan")
    for grade in Grade:
        allowed = highest is not None and grade.rank >= Grade(highest).rank
        if allowed:
            conclude(year, "lan", grade)
            assert proposed(year, "lan") == grade
        else:
            assert codes(refusal_of(conclude, year, "lan", grade)) == code, grade
    conclude(year, "lan", None, not_rated="Không xếp loại")


# --- the ballot ---


@pytest.fixture
def voting(year, minh):
    heard(year, "TH", *UNIT)
    start_item(year.item("emulation"), by=minh)
    return year.item("emulation")


def candidates(year) -> list:
    return [year.office.people[name] for name in UNIT]


def test_a_ballot_has_a_line_for_each_candidate(year, voting):
    hold(year)
    assert [line.label for line in year.ballot.lines.all()] == [who.full_name for who in candidates(year)]
    assert (year.ballot.summoned, year.ballot.present, year.ballot.state) == (4, 4, "prepared")


def test_a_ballot_needs_candidates_and_a_recount_a_ballot(year, minh, voting):
    no_names = refusal_of(hold_emulation_ballot, voting, [], tellers=[], by=minh)
    again = refusal_of(recount_emulation_ballot, voting, reason="Nhầm", by=minh)
    assert [codes(no_names), codes(again)] == [["meeting.no_candidates"], ["meeting.no_ballot"]]


def test_only_who_is_present_votes(year, minh, voting):
    year.meeting.attendees.filter(person=year.office.lan).update(present=False, reason="Ốm")
    hold(year, way=Way.ELECTRONIC, tellers=["bao", "tuan", "minh"])
    assert [name for name, _ in roll_of(year.ballot)] == ["Huỳnh Gia Bảo", "Lê Quang Minh", "Phạm Anh Tuấn"]


def test_the_point_ends_with_its_ballot(year, voting):
    hold(year)
    assert not meeting_facts(year.meeting).items[-1].done
    count(year, a_count(year))
    assert meeting_facts(year.meeting).items[-1].done


def test_a_slip_not_yet_opened_is_replaced_and_a_sealed_one_stands(year, minh, voting):
    hold(year)
    first = year.ballot
    hold(year)
    assert (as_it_stands(first).state, year.ballot.pk != first.pk) == ("void", True)
    count(year, a_count(year))
    assert codes(refusal_of(hold, year)) == ["ballot.not_now"]


def test_a_recount_opens_the_point_again(year, minh, voting):
    hear(year, "emulation")
    recount_emulation_ballot(year.item("emulation"), reason="Đếm nhầm", by=minh)
    assert year.ballot.state == "prepared"
    count(year, a_count(year, valid=3, invalid=1))
    assert (year.ballot.valid, year.ballot.state) == (3, "sealed")
