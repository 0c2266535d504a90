"""The meeting in the browser: fragments, figures that come back, warnings at the end, whatever is sent."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests.builders import UNIT, a_heard_meeting
from tests.standing import browser_of, standing
from thuocdo.kernel.words import Grade
from thuocdo.meetings.models import Remark
from thuocdo.meetings.queries import agenda_of, meeting_facts, order_source
from thuocdo.meetings.rules import unfinished_business
from thuocdo.ui.wording import sentence

lived, year = standing(lambda: a_heard_meeting(grades={"lan": Grade.EXCELLENT, "bao": Grade.SATISFACTORY}))


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 22)


@pytest.fixture
def minh(year):
    return browser_of(year, "minh")


def at(year, act: str, name: str = "") -> str:
    return reverse(f"meetings:{act}", args=[year.meeting.pk, *([year.item(name).pk] if name else [])])


def test_over_the_cap_is_a_warning_on_the_minutes(year, minh):
    page = minh.get(at(year, "minutes")).content.decode()
    assert "Công chức không giữ chức vụ" in page
    assert minh.post(at(year, "adopt"), {"votes": "4"}).status_code == 302
    assert minh.post(at(year, "close")).status_code == 302


def test_the_page_says_what_is_unfinished_as_the_act_would_refuse(year, minh):
    minh.post(at(year, "conclude", "lan"), {})
    found = unfinished_business(meeting_facts(year.meeting), order_source(year.meeting))
    said = [str(escape(sentence(finding))) for finding in found]
    assert len(said) == 3
    page = minh.get(at(year, "minutes")).content.decode()
    refused = minh.post(at(year, "adopt"), {"votes": "4"})
    assert (refused.status_code, year.meeting.state) == (409, "open")
    assert [(text in page, text in refused.content.decode()) for text in said] == [(True, True)] * 3


def test_a_remark_by_script_answers_with_the_list_and_twice_is_one(year, minh):
    said = {"speaker": year.seat("bao").pk, "text": "Cần <b>số liệu</b>", "once": str(uuid4())}
    for _ in range(2):
        answer = minh.post(at(year, "remark", "lan"), said, HTTP_HX_REQUEST="true")
    page = answer.content.decode()
    assert (answer.status_code, "<html" in page, "Cần &lt;b&gt;số liệu" in page) == (200, False, True)
    assert Remark.objects.filter(item=year.item("lan")).count() == 2


def test_a_point_of_another_meeting_or_kind_is_not_found(year, minh):
    wrong = [at(year, "conclude", "emulation"), at(year, "ballot", "lan"), at(year, "point", "lan")]
    assert [minh.post(url).status_code for url in wrong] == [404, 404, 404]
    assert minh.get(reverse("meetings:item", args=[year.meeting.pk, 10**30])).status_code == 404


WORDS = ("reason", "person", "speaker", "text", "once", "point", "title", "conclusion", "votes", "votes_for")
WORDS += (
    "strengths",
    "grade",
    "not_rated",
    "candidate",
    "issued",
    "tellers",
    "correction",
    "place",
    "planned_at",
)
GARBAGE = ("", "abc", "-1", "9" * 5_000, "\x00", "½", "<script>", "x" * 100_000)


@pytest.mark.parametrize("garbage", GARBAGE, ids=[text[:8] for text in GARBAGE])
def test_whatever_is_sent_gets_an_answer(year, minh, garbage):
    urls = [at(year, act) for act in ("attendance", "open", "secretary", "adopt", "close", "reopen")]
    urls += [at(year, act, "lan") for act in ("start", "chair", "remark", "conclude")]
    urls += [at(year, "point", "TH")]
    urls += [at(year, act, "emulation") for act in ("ballot", "recount")]
    for url in urls:
        answer = minh.post(url, dict.fromkeys(WORDS, garbage))
        assert answer.status_code in (302, 403, 404, 409, 422), url
    assert agenda_of(year.meeting).count() == len(UNIT) + 2
