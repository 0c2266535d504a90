"""Writing, handing in, returning: what each verb writes, what it refuses, what stays on record."""

import pytest

from tests.builders import (
    a_review,
    answers_for,
    codes,
    last_event,
    nothing_written,
    on_record,
    refusal_of,
    scores_for,
    submit,
    write,
)
from tests.people import a_person
from tests.standing import beside_another, standing
from thuocdo.cycle.actions import close_step
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.models import Post
from thuocdo.ratings.models import Rating
from thuocdo.ratings.queries import ledger_of
from thuocdo.reviews.actions import (
    call_for_reviews,
    excuse_review,
    reroute_review,
    return_review,
    save_draft,
    submit_review,
    unfinished,
)
from thuocdo.reviews.models import Review, Version
from thuocdo.reviews.queries import form_of, why_this_form
from thuocdo.reviews.rules import HARD_LIMIT
from thuocdo.reviews.sheets import sheet_of

lived, year = standing(beside_another(a_review))

OWN = ("son", "hoa", "khach", "minh", "tuan", "lan", "bao", "TH", "HCQT")


# --- calling ---


def test_everybody_gets_the_form_of_their_kind(year):
    reviews = {name: year.review(name) for name in OWN}
    assert {name: review.form.partition("/")[0] for name, review in reviews.items()} == {
        "son": "form-02b",
        "hoa": "form-02b",
        "minh": "form-02b",
        "tuan": "form-02b",
        "lan": "form-02a",
        "bao": "form-01",
        "khach": "form-01",
        "TH": "form-unit-report",
        "HCQT": "form-unit-report",
    }
    assert {review.state for review in reviews.values()} == {"draft"}


def test_what_the_office_knows_is_filled_in(year):
    answers = year.review("lan").answers
    assert {key: answers[key] for key in ("full_name", "birth_date")} == {
        "full_name": "Nguyễn Thị Lan",
        "birth_date": "1985-05-12",
    }


def test_who_came_since_gets_a_form_and_nobody_a_second(year):
    new = a_person(year.office, "VP099", "Trần Văn Mới")
    Post.objects.create(person=new, unit=year.unit, title="Chuyên viên")
    before = Review.objects.count()
    with on_record() as lines:
        assert call_for_reviews(year.cycle, by=year.by("hoa")) == 1
    assert (Review.objects.count(), lines) == (before + 1, [("review.called", "Trần Thị Hoa")])
    assert call_for_reviews(year.cycle, by=year.by("hoa")) == 0


# --- drafts ---


def test_a_draft_is_kept_and_its_version_rises(year):
    by = year.by("lan")
    saved = save_draft(year.review("lan"), {"conduct": "Tốt"}, {}, version=1, by=by)
    assert (saved.version, saved.saved_at, year.review("lan").answers["conduct"]) == (2, by.at, "Tốt")


def test_the_same_draft_twice_is_one_write_whatever_its_version(year):
    by = year.by("lan")
    for _ in range(2):
        saved = save_draft(year.review("lan"), {"conduct": "Tốt"}, {}, version=1, by=by)
    assert saved.version == 2
    with nothing_written():
        save_draft(year.review("lan"), {"conduct": "Tốt"}, {}, version=1, by=by)


def test_of_two_tabs_the_older_is_refused_and_overwrites_nothing(year):
    review, by = year.review("lan"), year.by("lan")
    save_draft(review, {"conduct": "Thẻ một"}, {}, version=1, by=by)
    found = refusal_of(save_draft, review, {"conduct": "Thẻ hai"}, {}, version=1, by=by)
    assert codes(found) == ["review.stale"]
    assert year.review("lan").answers["conduct"] == "Thẻ một"


def test_a_tab_writes_only_its_own_fields(year):
    by = year.by("lan")
    save_draft(year.review("lan"), {"conduct": "Tốt"}, {}, version=1, by=by)
    save_draft(year.review("lan"), {"causes": "Chậm"}, {}, version=2, by=by)
    answers = year.review("lan").answers
    assert (answers["conduct"], answers["causes"]) == ("Tốt", "Chậm")


def test_typed_text_is_cleaned_and_unknown_fields_are_dropped(year):
    raw = {"conduct": "  To\u0302\u0301t\x00\u202e\r\nÐúng hạn ", "state": "complete", "x": "y"}
    saved = save_draft(year.review("lan"), raw, {"nope": {"points": "9"}}, version=1, by=year.by("lan"))
    assert saved.answers["conduct"] == "Tốt\nĐúng hạn"
    assert not {"state", "x"} & set(saved.answers)
    assert (saved.scores, saved.state) == ({}, "draft")


def test_a_field_longer_than_people_read_is_refused_whole(year):
    long = {"conduct": "x" * 100_000, "causes": "y"}
    (found,) = refusal_of(save_draft, year.review("lan"), long, {}, version=1, by=year.by("lan"))
    assert (found.code, found.facts) == (
        "review.too_long",
        {"field": "conduct", "length": 100_000, "limit": HARD_LIMIT},
    )


@pytest.mark.parametrize("name", ["bao", "tuan", "minh", "hoa", "son", "khach", "minh@so", "hoa@so"])
def test_nobody_writes_for_another(year, name):
    found = refusal_of(save_draft, year.review("lan"), {"conduct": "Tốt"}, {}, version=1, by=year.by(name))
    assert codes(found) == ["review.not_yours"]


# --- handing in ---


def test_handing_in_freezes_the_text_and_states_the_own_grades(year):
    with on_record() as lines:
        submitted = submit(year, "lan")
    assert (submitted.state, submitted.submitted_at) == ("submitted", year.by("lan").at)
    assert lines == [
        ("rating.stated", "Nguyễn Thị Lan"),
        ("rating.stated", "Nguyễn Thị Lan"),
        ("review.submitted", "Nguyễn Thị Lan"),
    ]
    assert [
        (rating.axis, rating.stage, rating.grade)
        for rating in ledger_of(year.cycle, year.office.lan.subject_id)
    ] == [("state", "self", "good"), ("party", "self", "good")]
    kept = Version.objects.get(review=submitted)
    assert (kept.verb, kept.answers, kept.by_name) == ("submit", submitted.answers, "Nguyễn Thị Lan")


def test_the_report_states_the_grade_of_the_collective(year):
    submit(year, "TH")
    assert [
        (rating.axis, rating.stage, rating.grade) for rating in ledger_of(year.cycle, year.unit.subject_id)
    ] == [("collective", "self", "good")]


def test_what_is_missing_is_named_place_by_place(year):
    review = year.review("lan")
    found = refusal_of(submit_review, review, version=1, by=year.by("lan"))
    asked = {field.key for field in form_of(review).asked("self", review.leads) if field.required}
    missing = {finding.facts["field"] for finding in found if finding.code == "review.answer_missing"}
    assert missing == asked - {key for key, text in review.answers.items() if text}
    assert missing


@pytest.mark.parametrize("name", OWN)
def test_a_form_filled_to_the_end_lacks_nothing(year, name):
    assert unfinished(write(year, name)) == []


@pytest.mark.parametrize("name", ["lan", "bao", "khach", "TH"])
def test_every_required_field_is_required(year, name):
    review = write(year, name)
    for field in form_of(review).asked("self", review.leads):
        without = replace_answers(review, {**review.answers, field.key: ""})
        lacking = [finding.facts["field"] for finding in unfinished(without)]
        assert lacking == ([field.key] if field.required else []), field.key


def replace_answers(review: Review, answers: dict[str, str]) -> Review:
    other = Review.objects.select_related("cycle").get(pk=review.pk)
    other.answers = answers
    return other


def test_a_stale_page_does_not_hand_in(year):
    written = write(year, "lan")
    found = refusal_of(submit_review, written, version=written.version - 1, by=year.by("lan"))
    assert codes(found) == ["review.stale"]


def test_handing_in_twice_is_handing_in_once(year):
    submitted = submit(year, "lan")
    found = refusal_of(submit_review, submitted, version=submitted.version, by=year.by("lan"))
    assert codes(found) == ["review.handed_in"]


def test_what_is_handed_in_is_not_written(year):
    submitted = submit(year, "lan")
    draft = ({"conduct": "Khác"}, {})
    found = refusal_of(save_draft, submitted, *draft, version=submitted.version, by=year.by("lan"))
    assert codes(found) == ["review.handed_in"]


def test_nothing_is_handed_in_once_the_step_is_closed(year):
    written = write(year, "lan")
    close_step(year.step("self_reviews"), reason="Hết hạn", by=year.by("hoa"))
    found = refusal_of(submit_review, written, version=written.version, by=year.by("lan"))
    assert codes(found) == ["cycle.step_closed"]
    assert submit(year, "TH").state == "submitted"  # the report has a step of its own


# --- returning ---


@pytest.mark.parametrize("name", ["minh", "hoa"])
def test_what_is_returned_comes_back_with_the_reason_and_is_handed_in_again(year, name):
    submit(year, "lan")
    with on_record() as lines:
        returned = return_review(year.review("lan"), reason="Thiếu số liệu", by=year.by(name))
    assert (returned.state, lines) == ("returned", [("review.returned", year.by(name).name)])
    assert last_event().reason == "Thiếu số liệu"
    again = submit(year, "lan", at="2023-11-18 08:00", own_grade_state="excellent")
    assert (again.state, again.submitted_at) == ("submitted", year.by("lan").at)  # the first time counts
    assert list(again.versions.values_list("verb", "note")) == [
        ("submit", ""),
        ("return", "Thiếu số liệu"),
        ("submit", ""),
    ]


def test_the_ledger_of_grades_only_grows(year):
    submit(year, "lan")
    return_review(year.review("lan"), reason="Xem lại mức", by=year.by("minh"))
    submit(year, "lan", own_grade_state="excellent")
    state = ledger_of(year.cycle, year.office.lan.subject_id).filter(axis="state")
    assert list(state.values_list("grade", "is_current")) == [
        (Grade.GOOD, False),
        (Grade.EXCELLENT, True),
    ]


@pytest.mark.parametrize(
    ("name", "reason", "found"),
    [
        ("minh", " ", ["cycle.reason_missing"]),
        ("lan", "Sửa", ["review.not_yours"]),
        ("bao", "Sửa", ["review.not_yours"]),
        ("tuan", "Sửa", ["review.not_yours"]),
        ("son", "Sửa", ["review.not_yours"]),
        ("hoa@so", "Sửa", ["review.not_yours"]),
    ],
)
def test_who_may_not_return_and_why(year, name, reason, found):
    submitted = submit(year, "lan")
    assert codes(refusal_of(return_review, submitted, reason=reason, by=year.by(name))) == found


def test_a_head_does_not_return_the_own_report(year):
    submitted = submit(year, "TH")
    assert codes(refusal_of(return_review, submitted, reason="Sửa", by=year.by("minh"))) == [
        "review.not_yours"
    ]


def test_a_draft_is_not_returned(year):
    found = refusal_of(return_review, year.review("lan"), reason="Sửa", by=year.by("minh"))
    assert codes(found) == ["review.not_now"]


# --- what HCQT arranges ---


def test_hcqt_excuses_with_a_reason(year):
    with on_record() as lines:
        excused = excuse_review(year.review("bao"), reason="Nghỉ ốm cả năm", by=year.by("hoa"))
    assert (excused.state, lines) == ("excused", [("review.excused", "Trần Thị Hoa")])
    found = refusal_of(excuse_review, excused, reason="Nghỉ ốm", by=year.by("hoa"))
    assert codes(found) == ["review.not_now"]


def test_hcqt_moves_a_review_to_another_unit(year):
    with on_record() as lines:
        moved = reroute_review(
            year.review("bao"), year.office.units["HCQT"], reason="Điều động", by=year.by("hoa")
        )
    assert (moved.unit.code, lines) == ("HCQT", [("review.rerouted", "Trần Thị Hoa")])
    assert last_event().facts == {"before": "Phòng Tổng hợp", "after": "Phòng Hành chính - Quản trị"}


@pytest.mark.parametrize("name", ["lan", "minh", "son", "hoa@so"])
def test_nobody_else_arranges(year, name):
    by, review = year.by(name), year.review("bao")
    assert codes(refusal_of(excuse_review, review, reason="Nghỉ", by=by)) == ["office.not_yours"]
    moved = refusal_of(reroute_review, review, year.office.units["HCQT"], reason="Điều động", by=by)
    assert codes(moved) == ["office.not_yours"]
    assert codes(refusal_of(call_for_reviews, year.cycle, by=by)) == ["office.not_yours"]


def test_a_review_is_not_moved_out_of_the_agency_nor_is_a_report_moved(year):
    by = year.by("hoa")
    abroad = refusal_of(reroute_review, year.review("bao"), year.neighbour.unit, reason="Điều động", by=by)
    report = refusal_of(
        reroute_review, year.review("TH"), year.office.units["HCQT"], reason="Điều động", by=by
    )
    assert [codes(abroad), codes(report)] == [["office.not_yours"], ["office.not_yours"]]


def test_the_builders_answer_what_is_asked(year):
    review = year.review("lan")
    assert set(answers_for(review)) == {field.key for field in form_of(review).asked("self", review.leads)}
    assert scores_for(review)


# --- the Chief (S-19) ---


def test_the_chief_scores_by_the_assumed_framework_and_takes_a_level_upon_himself(year):
    review = year.review("son")
    assert (review.form, review.table) == ("form-02b/2023", "score-1263/2023")
    why, _source = why_this_form(review)
    assert "1263-QĐ/TU" in why
    submit(year, "son")
    stated = Rating.objects.get(subject=year.subject("son"), axis=Axis.STATE)
    assert (stated.stage, stated.grade, stated.score) == (Stage.SELF, Grade.GOOD, "100")
    rests_on = sheet_of(year.review("son"), year.by("son").on)["rests_on"]
    assert any("1263-QĐ/TU" in line and "chưa có văn bản gốc" in line for line in rests_on)
