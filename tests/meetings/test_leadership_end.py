"""The review of the leadership to its end: the minutes, what is stated, opened again, the whole way by the pages."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.builders import codes, refusal_of
from tests.standing import browser_of, standing
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.meetings.actions import reopen_meeting, start_item
from thuocdo.meetings.queries import agenda_of, is_graded
from thuocdo.meetings.sheets import sheets_of
from thuocdo.papers.models import Paper
from thuocdo.ratings.models import Rating
from thuocdo.reviews.models import Shortcoming

from .leadership import (
    GUESTS,
    HELD,
    begin,
    call,
    called,
    end,
    hear,
    hear_all,
    item_of,
    meeting_of,
    name_fault,
    seat_of,
)

lived, year = standing(called)


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 24)


def test_the_minutes_tell_it_all_and_the_leaders_complete_their_reviews(year):
    begin(year, GUESTS[0])
    hear_all(year)
    end(year)
    (paper,) = year.papers(kind="leadership-minutes")
    sheet = paper.sheet
    assert (sheet["collective_grade"], sheet["chair"]["post"]) == (
        "Hoàn thành tốt nhiệm vụ",
        "Chánh Văn phòng",
    )
    assert [(row["name"], row["presided_by"], row["vote"]) for row in sheet["persons"]] == [
        ("Võ Trường Sơn", "Đặng Văn Phúc, Phó Chánh Văn phòng", None),
        ("Đặng Văn Phúc", "", None),
    ]
    assert sheet["guests"] == GUESTS[1:]
    assert sheet["measures"] == [
        "Chậm sửa quy chế. Trách nhiệm: tập thể Lãnh đạo Văn phòng; biện pháp khắc phục: Trình quy chế sửa đổi; thời hạn: 31/01/2024."
    ]
    stated = Rating.objects.get(subject=year.subject("LD"), axis=Axis.COLLECTIVE)
    assert (stated.stage, stated.grade) == (Stage.SELF, Grade.GOOD)
    assert not Rating.objects.filter(subject=year.subject("son"), stage=Stage.UNIT).exists()
    assert [year.review(name).state for name in ("son", "phuc")] == ["completing", "completing"]


def test_in_the_chiefs_place_is_said_in_the_minutes(year):
    begin(year, "son")
    for name, by in (("LD", "phuc"), ("son", "phuc")):
        hear(year, name, by, **({"grade": Grade.GOOD} if name == "LD" else {}))
    chair = sheets_of(meeting_of(year))["leadership-minutes"]["chair"]
    assert chair == {
        "name": "Đặng Văn Phúc",
        "post": "Phó Chánh Văn phòng (chủ trì thay Chánh Văn phòng vắng mặt)",
    }


def test_a_level_of_single_leaders_is_voted_on_only_where_the_book_says_so(year):
    assert [is_graded(item) for item in agenda_of(meeting_of(year))] == [True, False, False]


def test_opened_again_with_a_reason_it_issues_a_paper_that_replaces_the_first(year):
    begin(year)
    hear_all(year)
    end(year)
    assert codes(refusal_of(reopen_meeting, meeting_of(year), reason="Sai", by=year.by("son", HELD))) == [
        "office.not_yours"
    ]
    reopen_meeting(meeting_of(year), reason="Sót một ý kiến", by=year.by("hoa", HELD))
    name_fault(year, "LD", "phuc", text="Chậm chỉ đạo")
    end(year)
    papers = Paper.objects.filter(kind="leadership-minutes").order_by("id")
    assert [paper.is_current for paper in papers] == [False, True]
    assert len(papers[1].sheet["measures"]) == 2
    assert Shortcoming.objects.count() == 2


def test_nothing_is_called_where_there_are_no_leaders(year):
    meeting_of(year).delete()
    year.office.units["LD"].posts.all().delete()
    assert codes(refusal_of(call, year)) == ["meeting.nobody_presides"]


def test_the_whole_way_by_the_pages_without_scripts(year):
    """HCQT calls, marks and writes; a deputy concludes on the Chief; the Chief closes."""
    meeting_of(year).delete()
    hoa, son, phuc = (browser_of(year, who) for who in ("hoa", "son", "phuc"))
    unit = year.office.units["LD"]
    assert reverse("meetings:call", args=[unit.pk]) in hoa.get("/").content.decode()
    sent = {"planned_at": "2023-11-24T13:30", "place": "Phòng họp số 1", "secretary": year.office.khach.pk}
    assert hoa.post(reverse("meetings:call", args=[unit.pk]), sent).status_code == 302

    def at(act, name="", *more):
        args = [meeting_of(year).pk, *([item_of(year, name).pk] if name else []), *more]
        return reverse(f"meetings:{act}", args=args)

    guest = {"outsider": "Bà Lê A", "title": "Phó Giám đốc Sở Nội vụ"}
    assert hoa.post(at("invite"), guest).status_code == 302
    assert hoa.post(at("invite"), {"title": "Chuyên viên"}).status_code == 409
    assert hoa.post(at("uninvite", "", seat_of(year, GUESTS[3]).pk)).status_code == 302
    marks = {f"co-mat-{seat.pk}": "yes" for seat in meeting_of(year).attendees.all()}
    assert hoa.post(at("attendance"), marks | {"mo-hop": "1", "chair": ""}).status_code == 302
    hoa.post(at("start", "LD"))
    said = {"speaker": seat_of(year, "Bà Lê A").pk, "text": "Cần chủ động hơn", "once": str(uuid4())}
    hoa.post(at("remark", "LD"), said)
    fault = {"text": "Chậm sửa quy chế", "subject": year.subject("LD").pk, "remedy": "Trình quy chế"}
    refused = hoa.post(at("shortcoming", "LD"), fault)
    assert (refused.status_code, "Trình quy chế" in refused.content.decode()) == (422, True)
    hoa.post(at("shortcoming", "LD"), fault | {"term": "2024-01-31"})
    conclusion = {"strengths": "Đoàn kết", "weaknesses": "", "seen": ""}
    vote = {"grade": "good", "votes_for": "4"}
    assert son.post(at("conclude", "LD"), conclusion | vote).status_code == 302
    for name, who in (("son", phuc), ("phuc", son)):
        hoa.post(at("start", name))
        hoa.post(at("remark", name), {"speaker": seat_of(year, "minh").pk, "text": "Nhất trí"})
        assert "Hội nghị không biểu quyết mức của từng người" in who.get(at("item", name)).content.decode()
        assert who.post(at("conclude", name), conclusion).status_code == 302
    assert "Bà Lê A" in hoa.get(at("minutes")).content.decode()
    assert hoa.post(at("adopt"), {"votes": "4"}).status_code == 302
    assert hoa.post(at("close")).status_code == 403
    assert son.post(at("close")).status_code == 302
    assert hoa.get(at("paper", "", "leadership-minutes", "pdf"))["Content-Type"] == "application/pdf"
    sheet = year.papers(kind="leadership-minutes")[0].sheet
    assert "Bà Lê A, Phó Giám đốc Sở Nội vụ" in sheet["guests"]


WORDS = ("person", "outsider", "title", "votes", "hears", "text", "subject", "remedy", "term", "chair")


@pytest.mark.parametrize(
    "garbage", ["abc", "-1", "9" * 5_000, "\x00", "<script>", "x" * 100_000, "2023-02-31"]
)
def test_whatever_is_sent_gets_an_answer(year, garbage):
    begin(year)
    start_item(item_of(year, "LD"), by=year.by("hoa", HELD))
    browser = browser_of(year, "hoa")
    args, item = [meeting_of(year).pk], item_of(year, "LD").pk
    urls = [reverse("meetings:invite", args=args), reverse("meetings:attendance", args=args)]
    urls += [reverse("meetings:shortcoming", args=[*args, item])]
    for url in urls:
        answer = browser.post(url, dict.fromkeys(WORDS, garbage) | {"mo-hop": "1"})
        assert answer.status_code in (302, 404, 409, 422), url
    assert Shortcoming.objects.count() == 0
