"""What no paper could print is told to whoever types it; what came in another way is told where the paper is made."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import a_heard_meeting, nothing_written
from tests.standing import browser_of, standing
from thuocdo.kernel.findings import Refused
from thuocdo.meetings.actions import adopt_minutes, close_meeting

lived, year = standing(a_heard_meeting)

DAY = "2023-11-22 15:00"
SAID = "Đồng chí làm tốt 👍, đúng hạn"


@pytest.fixture
def minh(year, settings) -> Client:
    settings.PRETEND_TODAY = year.by("minh", DAY).on
    return browser_of(year, "minh")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"X-Requested-With": "fetch"}])
def test_it_is_refused_where_it_is_typed_and_comes_back(year, minh, headers):
    url = reverse("meetings:remark", args=[year.meeting.pk, year.item("lan").pk])
    with nothing_written():
        answer = minh.post(url, {"speaker": year.seat("bao").pk, "text": SAID}, headers=headers)
    page = answer.content.decode()
    assert (answer.status_code, "👍 (U+1F44D), gần chỗ “Đồng chí làm tốt 👍, đúng hạn”" in page) == (
        422,
        True,
    )
    assert headers or SAID in page.split("<textarea")[-1]


def test_a_draft_with_it_stays_in_the_browser(year, minh):
    """`draft.js` keeps what is answered so, shows why and goes on with the next change."""
    url = reverse("reviews:save", args=[year.review("minh").pk])
    answer = minh.post(url, {"version": 1, "strengths": SAID}, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, "data-conflict-version" in answer.content.decode()) == (422, False)


def test_a_password_may_hold_it(year, minh):
    answer = minh.post(reverse("password"), dict.fromkeys(("old_password", "new_password1"), SAID))
    assert answer.status_code == 200


def test_a_paper_with_it_is_refused_and_nothing_is_closed(year):
    remark = year.item("lan").remarks.first()
    type(remark).objects.filter(pk=remark.pk).update(text=SAID)
    adopt_minutes(year.meeting, votes=4, correction="", by=year.by("minh", DAY))
    with pytest.raises(Refused) as refusal:
        close_meeting(year.meeting, by=year.by("minh", DAY))
    assert [finding.code for finding in refusal.value.findings] == ["paper.unprintable"]
    assert year.meeting.state == "adopted"
