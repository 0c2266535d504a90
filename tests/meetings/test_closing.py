"""The minutes: compiled from what was entered, adopted by more than half, closed into papers."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tests.builders import (
    COMPLETED,
    MET,
    a_count,
    a_heard_meeting,
    adopt,
    close,
    codes,
    complete,
    count,
    nothing_written,
    on_record,
    refusal_of,
)
from tests.standing import beside_another, standing
from thuocdo.assemblies.rules import Votes
from thuocdo.kernel.words import Grade
from thuocdo.meetings.actions import (
    add_remark,
    adopt_minutes,
    close_meeting,
    conclude_person,
    conclude_point,
    correct_minutes,
    correct_remark,
    issue_papers,
    mark_attendance,
    open_meeting,
    recount_emulation_ballot,
    reopen_meeting,
    replace_secretary,
)
from thuocdo.meetings.queries import meeting_facts, order_source
from thuocdo.meetings.rules import unfinished_business
from thuocdo.meetings.sheets import sheets_of
from thuocdo.reviews.actions import answer_point

lived, year = standing(
    beside_another(lambda: a_heard_meeting(grades={"lan": Grade.EXCELLENT, "bao": Grade.SATISFACTORY}))
)

PAPERS = ["unit-minutes", "proposed-ratings", "emulation-summary", "tellers-minutes"]


@pytest.fixture
def minh(year):
    return year.by("minh", MET)


# --- the minutes compile themselves ---


def test_the_minutes_say_what_was_entered(year):
    minutes = sheets_of(year.meeting)["unit-minutes"]
    assert {key: minutes[key] for key in ("year", "unit", "place", "started", "counts")} == {
        "year": 2023,
        "unit": "Phòng Tổng hợp",
        "place": "Phòng họp số 2",
        "started": "2023-11-22T08:00",
        "counts": {"total": 4, "present": 4, "absent": 0},
    }
    assert [guest["name"] for guest in minutes["guests"]] == ["Võ Trường Sơn", "Trần Thị Hoa"]
    (point,) = minutes["collective"]["points"]
    assert (point["title"], point["conclusion"], point["vote"]) == (
        "Kết quả công tác",
        "Tiếp thu",
        {"voters": 4, "agree": 4, "disagree": 0, "other": 0},
    )
    (lan,) = [person for person in minutes["persons"] if person["name"] == "Nguyễn Thị Lan"]
    assert (lan["post"], lan["strengths"], lan["weaknesses"], lan["remarks"]) == (
        "Chuyên viên",
        "Đúng hạn",
        "Còn chậm",
        [{"speaker": "Phạm Anh Tuấn", "words": "Nhất trí với lan"}],
    )
    assert minutes["emulation"]["tellers"] == [
        {"name": "Huỳnh Gia Bảo", "role": "Tổ trưởng"},
        {"name": "Phạm Anh Tuấn", "role": "Tổ viên"},
    ]


def test_the_minutes_say_who_presided_over_the_head(year):
    minutes = sheets_of(year.meeting)["unit-minutes"]
    assert [(line["item"], line["chair"]) for line in minutes["presiding"]] == [
        ("kiểm điểm đối với Lê Quang Minh", "Phạm Anh Tuấn, Phó Trưởng phòng,")
    ]


def test_the_proposals_count_by_level(year):
    totals = sheets_of(year.meeting)["proposed-ratings"]["totals"]
    assert totals == {"excellent": 1, "good": 2, "satisfactory": 1, "unsatisfactory": 0, "unrated": 0}


def test_who_reaches_the_title_is_counted_from_the_slips(year, minh):
    recount_emulation_ballot(year.item("emulation"), reason="Đếm nhầm", by=minh)
    counted = a_count(year)
    recounted = replace(counted, lines=(replace(counted.lines[0], agree=2, disagree=2), *counted.lines[1:]))
    count(year, recounted)
    summary = sheets_of(year.meeting)["emulation-summary"]
    first = summary["lines"][0]
    assert (first["name"], first["agree"], first["advanced"]) == ("Lê Quang Minh", 2, False)
    assert summary["totals"]["advanced"] == 3


# --- adoption ---


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        (0, ["assembly.not_adopted"]),
        (2, ["assembly.not_adopted"]),
        (5, ["assembly.votes_over_present"]),
    ],
)
def test_minutes_pass_by_more_than_half_of_those_present(year, minh, votes, found):
    refused = refusal_of(adopt_minutes, year.meeting, votes=votes, correction="", by=minh)
    assert codes(refused) == found


def test_three_of_four_is_more_than_half(year, minh):
    with on_record() as lines:
        adopt_minutes(year.meeting, votes=3, correction=" Sửa\x00 giờ ", by=minh)
    meeting = year.meeting
    assert (meeting.state, meeting.adopted_for, meeting.correction) == ("adopted", 3, "Sửa giờ")
    assert lines == [("meeting.minutes_adopted", "Lê Quang Minh")]
    minutes = sheets_of(meeting)["unit-minutes"]
    assert (minutes["adoption"], minutes["other_opinions"]) == (
        {"voters": 4, "agree": 3, "disagree": 0, "other": 1},
        "Sửa giờ",
    )


def test_minutes_of_an_unfinished_meeting_are_not_adopted(year, minh):
    conclude_person(year.item("lan"), strengths="", weaknesses="", grade=None, votes=None, by=minh)
    found = refusal_of(adopt_minutes, year.meeting, votes=4, correction="", by=minh)
    assert [(finding.code, finding.facts["name"]) for finding in found] == [
        (code, "Nguyễn Thị Lan") for code in ("meeting.no_conclusion", "meeting.no_grade", "meeting.no_vote")
    ]


def test_who_leaves_before_the_vote_is_counted_shows_in_the_votes(year, minh):
    seat = year.meeting.attendees.get(person=year.office.bao)
    mark_attendance(year.meeting, {seat.pk: (False, "Về sớm")}, by=minh)
    found = unfinished_business(meeting_facts(year.meeting), order_source(year.meeting))
    assert codes(found) == ["assembly.votes_over_present"] * 5


def test_a_correction_is_of_a_length_that_people_read(year, minh):
    found = refusal_of(adopt_minutes, year.meeting, votes=4, correction="x" * 5_001, by=minh)
    assert codes(found) == ["assembly.too_long"]


def test_adopting_twice_is_adopting_once(year, minh):
    other_tab = year.meeting
    adopt(year)
    found = refusal_of(adopt_minutes, other_tab, votes=4, correction="", by=minh)
    assert codes(found) == ["meeting.not_open"]


@pytest.mark.parametrize("what", ["remark", "conclusion", "attendance", "recount"])
def test_nothing_is_written_into_adopted_minutes(year, minh, what):
    item, emulation, meeting = year.item("lan"), year.item("emulation"), year.meeting
    adopt(year)
    writes = {
        "remark": lambda: add_remark(item, year.seat("bao"), "Thêm", once=None, by=minh),
        "conclusion": lambda: conclude_person(
            item, strengths="Khác", weaknesses="", grade=Grade.GOOD, votes=Votes(4, 0), by=minh
        ),
        "attendance": lambda: mark_attendance(meeting, {}, by=minh),
        "recount": lambda: recount_emulation_ballot(emulation, reason="Nhầm", by=minh),
    }
    assert codes(refusal_of(writes[what])) == ["meeting.not_open"]


def test_adopted_minutes_are_opened_again_before_the_end(year, minh):
    adopt(year)
    with on_record() as lines:
        correct_minutes(year.meeting, by=year.by("lan", MET))
    assert (year.meeting.state, lines) == ("open", [("meeting.minutes_opened", "Nguyễn Thị Lan")])
    assert codes(refusal_of(correct_minutes, year.meeting, by=minh)) == ["meeting.not_now"]


# --- closing ---


def test_closing_hands_back_every_review_and_issues_the_papers(year, minh):
    adopt(year)
    with on_record() as lines:
        close_meeting(year.meeting, by=minh)
    assert [verb for verb, _ in lines] == [
        *["review.handed_back"] * 5,
        *["paper.issued"] * 4,
        "meeting.closed",
    ]
    assert {year.review(name).state for name in ("TH", "minh", "tuan", "lan", "bao")} == {"completing"}
    assert [paper.kind for paper in year.papers()] == PAPERS
    assert {(paper.subject_id, paper.unit_id) for paper in year.papers()} == {
        (year.unit.subject_id, year.unit.pk)
    }


@pytest.mark.parametrize("name", ["lan", "tuan", "hoa", "son", "minh@so"])
def test_who_only_writes_does_not_close(year, name):
    adopt(year)
    assert codes(refusal_of(close_meeting, year.meeting, by=year.by(name, MET))) == ["meeting.not_yours"]


def test_a_meeting_is_not_closed_before_its_minutes_are_adopted(year, minh):
    assert codes(refusal_of(close_meeting, year.meeting, by=minh)) == ["meeting.not_now"]


def test_closing_twice_is_closing_once(year, minh):
    adopt(year)
    other_tab = year.meeting
    close_meeting(year.meeting, by=minh)
    assert codes(refusal_of(close_meeting, other_tab, by=minh)) == ["meeting.not_now"]


def test_over_the_cap_a_meeting_still_closes(year):
    """The cap spans units: at the meeting it is a warning, the decision is the chief's."""
    close(year)
    proposals = year.papers(kind="proposed-ratings")[0].sheet
    over = [group["name"] for group in proposals["groups"] if not group["within"]]
    assert over == ["Công chức không giữ chức vụ"]


def test_the_same_facts_are_the_same_papers(year, minh):
    close(year)
    standing_papers = year.papers()
    with nothing_written():
        assert issue_papers(year.meeting, by=minh) == standing_papers


# --- opened again ---


def test_hcqt_opens_a_closed_meeting_and_new_papers_name_the_old(year, minh):
    close(year)
    old = {paper.kind: paper.pk for paper in year.papers()}
    with on_record() as lines:
        reopen_meeting(year.meeting, reason="Sai số phiếu", by=year.by("hoa", MET))
    assert lines == [("meeting.reopened", "Trần Thị Hoa")]
    conclude_person(
        year.item("lan"),
        strengths="Đúng hạn",
        weaknesses="Còn chậm",
        grade=Grade.GOOD,
        votes=Votes(3, 1),
        by=minh,
    )
    close(year)
    standing_papers = {paper.kind: paper for paper in year.papers(is_current=True)}
    assert {kind: paper.replaces_id for kind, paper in standing_papers.items()} == {
        "unit-minutes": old["unit-minutes"],
        "proposed-ratings": old["proposed-ratings"],
        "emulation-summary": old["emulation-summary"],
        "tellers-minutes": None,  # the count did not change
    }
    assert [paper.pk for paper in year.papers(is_current=False)] == sorted(
        pk for kind, pk in old.items() if kind != "tellers-minutes"
    )


def test_a_review_completed_before_the_meeting_was_opened_again_stays_complete(year):
    close(year)
    complete(year, "lan", COMPLETED)
    reopen_meeting(year.meeting, reason="Sai số phiếu", by=year.by("hoa", COMPLETED))
    close(year)
    assert year.review("lan").state == "complete"


def _said(review) -> list[tuple[str, bool | None]]:
    return list(review.points.values_list("text", "taken_up"))


@pytest.mark.parametrize("completed", [True, False])
def test_what_is_said_after_opening_again_reaches_the_author(year, minh, completed):
    close(year)
    answer_point(
        year.review("lan").points.get(), taken_up=True, answer="Đã sửa", by=year.by("lan", COMPLETED)
    )
    if completed:
        complete(year, "lan", COMPLETED)
    reopen_meeting(year.meeting, reason="Còn ý kiến", by=year.by("hoa", COMPLETED))
    add_remark(year.item("lan"), year.seat("bao"), "Cần chủ động hơn", once=uuid4(), by=minh)
    close(year)
    review = year.review("lan")
    assert review.state == "completing"
    assert _said(review) == [("Nhất trí với lan", True), ("Cần chủ động hơn", None)]
    complete(year, "lan", COMPLETED)
    assert year.review("lan").state == "complete"


def test_what_is_taken_back_after_opening_again_is_no_longer_asked_of_the_author(year, minh):
    close(year)
    reopen_meeting(year.meeting, reason="Ghi nhầm", by=year.by("hoa", COMPLETED))
    correct_remark(year.item("lan").remarks.get(), "", by=minh)
    add_remark(year.item("lan"), year.seat("bao"), "Nhất trí", once=uuid4(), by=minh)
    close(year)
    assert _said(year.review("lan")) == [("Nhất trí", None)]


def test_matters_taken_up_into_the_report_reach_who_writes_it(year, minh):
    item = year.item("TH")
    conclude_point(item, "Cải cách hành chính", "Thêm số liệu", taken_up=True, votes=Votes(4, 0), by=minh)
    conclude_point(item, "Chuyển đổi số", "Giữ nguyên", taken_up=False, votes=Votes(0, 4), by=minh)
    close(year)
    assert _said(year.review("TH")) == [
        ("Nhất trí với TH", None),
        ("Kết quả công tác: Tiếp thu", None),
        ("Cải cách hành chính: Thêm số liệu", None),
    ]


@pytest.mark.parametrize(
    ("name", "reason", "found"),
    [
        ("hoa", " ", ["cycle.reason_missing"]),
        ("minh", "Sai", ["office.not_yours"]),
        ("son", "Sai", ["office.not_yours"]),
        ("hoa@so", "Sai", ["office.not_yours"]),
    ],
)
def test_who_may_not_open_it_again(year, name, reason, found):
    close(year)
    assert codes(refusal_of(reopen_meeting, year.meeting, reason=reason, by=year.by(name, MET))) == found


def test_a_closed_meeting_is_not_begun_anew_and_keeps_its_secretary(year, minh):
    close(year)
    begun = refusal_of(open_meeting, year.meeting, by=minh)
    replaced = refusal_of(replace_secretary, year.meeting, year.office.bao, reason="Ốm", by=minh)
    assert [codes(begun), codes(replaced)] == [["meeting.not_now"], ["meeting.not_open"]]
