from datetime import date

import pytest
from django.urls import reverse

from tests.builders import nothing_written
from tests.conferences.stage import HELD, a_counted_conference, close, the_conference
from tests.standing import beside_another, browser_of, standing
from thuocdo.ballots.actions import void_ballot
from thuocdo.conferences.actions import recount_level_ballot
from thuocdo.conferences.queries import level_ballot
from thuocdo.kernel.words import Grade

lived, year = standing(beside_another(a_counted_conference))

SITS, ELSEWHERE = ("son", "hoa", "minh", "tuan", "lan"), ("bao", "khach", "minh@so")


@pytest.fixture(autouse=True)
def _day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 24)


@pytest.mark.parametrize("who", SITS)
def test_members_read_the_conference(year, who):
    page = browser_of(year, who).get(reverse("conferences:show"))
    assert page.status_code == 200
    acts = reverse("conferences:close") in page.content.decode()
    assert acts == (who in ("son", "hoa"))


@pytest.mark.parametrize("who", ELSEWHERE)
@pytest.mark.parametrize("name", ["show", "call", "report", "minutes"])
def test_who_is_no_member_sees_nothing(year, who, name):
    address = reverse(f"conferences:{name}", args=["pdf"] if name in ("report", "minutes") else [])
    browser = browser_of(year, who)
    assert browser.get(address).status_code == 404
    assert reverse("conferences:show") not in browser.get("/").content.decode()


def test_the_desk_of_a_member_leads_there(year):
    assert reverse("conferences:show") in browser_of(year, "lan").get("/").content.decode()


def test_a_typed_level_changes_nothing(year):
    sent = {"conclusion": "Thống nhất", "agree": "4", "disagree": "0", "other": "0"}
    sent |= {"level": "excellent", "grade": "excellent"}
    assert browser_of(year, "son").post(reverse("conferences:close"), sent).status_code == 302
    assert the_conference(year).level == Grade.GOOD


def test_a_member_does_not_conclude(year):
    browser = browser_of(year, "minh")
    with nothing_written():
        page = browser.post(reverse("conferences:close"), {"conclusion": "A", "agree": "4"})
        assert page.status_code == 403


def test_a_refused_conclusion_keeps_what_was_typed(year):
    sent = {"conclusion": "Kết luận dài", "agree": "1", "disagree": "0", "other": "0"}
    page = browser_of(year, "son").post(reverse("conferences:close"), sent)
    assert page.status_code == 409
    assert "Kết luận dài" in page.content.decode()


def test_a_member_reads_the_minutes_only_once_they_are_issued(year):
    address = reverse("conferences:minutes", args=["pdf"])
    assert browser_of(year, "minh").get(address).status_code == 403
    assert browser_of(year, "hoa").get(address).status_code == 200


def test_the_issued_minutes_are_every_members(year):
    close(year)
    answer = browser_of(year, "lan").get(reverse("conferences:minutes", args=["pdf"]))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_hcqt_draws_up_the_ballot_on_the_page(year):
    by = year.by("son", HELD)
    recount_level_ballot(the_conference(year), reason="Mất phiếu", by=by)
    void_ballot(level_ballot(the_conference(year)), reason="Mất phiếu", by=by)
    people = year.office.people
    sent = {"way": "paper", "tellers": [people["minh"].pk]}
    browser = browser_of(year, "hoa")
    page = browser.post(reverse("conferences:hold"), sent)
    assert page.status_code == 409
    sent["tellers"].append(people["lan"].pk)
    assert browser.post(reverse("conferences:hold"), sent).status_code == 302
    sent["tellers"] = [people["tuan"].pk, people["minh"].pk]
    assert browser.post(reverse("conferences:hold"), sent).status_code == 409
