"""After the meeting: remarks come back, are answered, and the review becomes a paper."""

import pytest

from tests.builders import (
    COMPLETED,
    a_closed_meeting,
    codes,
    complete,
    nothing_written,
    on_record,
    refusal_of,
)
from tests.standing import beside_another, standing
from thuocdo.kernel.seen import stamp
from thuocdo.papers.queries import file_of
from thuocdo.ratings.queries import ledger_of
from thuocdo.reviews.actions import (
    answer_point,
    complete_review,
    excuse_review,
    issue_paper_of,
    reroute_review,
    return_review,
    save_draft,
)
from thuocdo.reviews.rules import HARD_LIMIT

lived, year = standing(beside_another(a_closed_meeting))


@pytest.fixture
def lan(year):
    return year.by("lan", COMPLETED)


def test_closing_the_meeting_hands_the_remarks_back(year):
    review = year.review("lan")
    assert review.state == "completing"
    assert list(review.points.values_list("speaker", "text", "taken_up")) == [
        ("Phạm Anh Tuấn", "Nhất trí với lan", None)
    ]
    assert list(review.versions.values_list("verb", flat=True)) == ["submit", "hand_back"]


def test_a_remark_is_taken_up_or_the_author_says_why_not(year, lan):
    (point,) = year.review("lan").points.all()
    assert codes(refusal_of(answer_point, point, taken_up=False, answer=" ", by=lan)) == [
        "cycle.reason_missing"
    ]
    with on_record() as lines:
        answer_point(point, taken_up=False, answer=" Ngoài nhiệm vụ ", by=lan)
    point.refresh_from_db()
    assert (point.taken_up, point.answer) == (False, "Ngoài nhiệm vụ")
    assert lines == [("review.point_answered", "Nguyễn Thị Lan")]


def test_an_answer_on_a_page_that_was_overtaken_overwrites_nothing(year, lan):
    (point,) = year.review("lan").points.all()
    seen = stamp(point.taken_up, point.answer)
    answer_point(point, taken_up=True, answer="Đã sửa mục 2", seen=seen, by=lan)
    late = refusal_of(answer_point, point, taken_up=False, answer="Ngoài nhiệm vụ", seen=seen, by=lan)
    point.refresh_from_db()
    assert (codes(late), point.answer) == (["page.overtaken"], "Đã sửa mục 2")


def test_an_answer_is_of_a_length_that_people_read(year, lan):
    (point,) = year.review("lan").points.all()
    found = refusal_of(answer_point, point, taken_up=True, answer="x" * (HARD_LIMIT + 1), by=lan)
    assert codes(found) == ["review.too_long"]


@pytest.mark.parametrize("name", ["bao", "minh", "hoa", "hoa@so"])
def test_only_the_author_answers_and_completes(year, name):
    (point,) = year.review("lan").points.all()
    by = year.by(name, COMPLETED)
    assert codes(refusal_of(answer_point, point, taken_up=True, answer="", by=by)) == ["review.not_yours"]
    review = year.review("lan")
    assert codes(refusal_of(complete_review, review, version=review.version, by=by)) == ["review.not_yours"]


def test_nothing_is_completed_over_open_remarks(year, lan):
    review = year.review("lan")
    (found,) = refusal_of(complete_review, review, version=review.version, by=lan)
    assert (found.code, found.facts) == ("review.points_open", {"number": 1})


def test_completing_issues_the_paper(year):
    with on_record() as lines:
        review = complete(year, "lan")
    assert [verb for verb, _ in lines] == ["review.point_answered", "paper.issued", "review.completed"]
    (paper,) = year.papers(subject=year.subject("lan"))
    assert (review.state, paper.kind, paper.is_current) == ("complete", "self-review", True)
    assert (file_of(paper, "pdf")[:5], file_of(paper, "docx")[:2]) == (b"%PDF-", b"PK")


def test_completing_changes_no_grade(year):
    before = list(ledger_of(year.cycle, year.office.lan.subject_id).values())
    assert before
    complete(year, "lan")
    assert list(ledger_of(year.cycle, year.office.lan.subject_id).values()) == before


def test_completing_twice_is_completing_once(year, lan):
    review = complete(year, "lan")
    found = refusal_of(complete_review, review, version=review.version, by=lan)
    assert codes(found) == ["review.not_now"]


def test_a_stale_page_does_not_complete(year, lan):
    (point,) = year.review("lan").points.all()
    answer_point(point, taken_up=True, answer="", by=lan)
    review = year.review("lan")
    save_draft(review, {"conduct": "Đã bổ sung"}, {}, version=review.version, by=lan)
    found = refusal_of(complete_review, review, version=review.version, by=lan)
    assert codes(found) == ["review.stale"]


def test_the_same_facts_are_the_same_paper(year, lan):
    review = complete(year, "lan")
    (paper,) = year.papers(subject=year.subject("lan"))
    with nothing_written():
        assert issue_paper_of(review, by=lan) == paper


def test_other_facts_are_a_new_paper_that_names_the_old(year):
    complete(year, "lan")
    (old,) = year.papers(subject=year.subject("lan"))
    sums = (old.pdf_sha256, old.sheet)
    return_review(year.review("lan"), reason="Bổ sung số liệu", by=year.by("hoa", COMPLETED))
    review = year.review("lan")
    assert review.state == "completing"
    later = year.by("lan", "2023-11-24 08:00")
    review = save_draft(review, {"conduct": "Đã bổ sung"}, {}, version=review.version, by=later)
    complete_review(review, version=review.version, by=later)
    before, after = year.papers(subject=year.subject("lan"))
    assert (before.pk, before.is_current, before.pdf_sha256, before.sheet) == (old.pk, False, *sums)
    assert (after.is_current, after.replaces_id) == (True, old.pk)


@pytest.mark.parametrize("name", ["minh", "son", "lan"])
def test_what_is_complete_only_hcqt_returns(year, name):
    review = complete(year, "lan")
    found = refusal_of(return_review, review, reason="Sửa", by=year.by(name, COMPLETED))
    assert codes(found) == ["review.not_yours"]


def test_what_was_heard_is_neither_moved_nor_excused(year):
    hoa = year.by("hoa", COMPLETED)
    moved = refusal_of(
        reroute_review, year.review("lan"), year.office.units["HCQT"], reason="Điều động", by=hoa
    )
    excused = refusal_of(excuse_review, year.review("lan"), reason="Nghỉ", by=hoa)
    assert [codes(moved), codes(excused)] == [["review.heard_already"], ["review.not_now"]]
