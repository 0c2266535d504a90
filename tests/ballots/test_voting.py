"""Voting through the pages: what a cast writes and what it does not, what is turned away, the simple way without scripts."""

import re
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from tests.ballots.browsing import at, get
from tests.ballots.test_electronic import NO, YES, a_slip, closed, opened
from tests.ballots.test_electronic import prepared as electronic
from tests.builders import a_cycle, everything, nothing_written
from tests.standing import beside_another, standing
from thuocdo.ballots.actions import close_ballot, freeze_ballot, open_ballot
from thuocdo.ballots.models import Ballot, Line
from thuocdo.ballots.queries import as_it_stands, roll_of
from thuocdo.ballots.rules import Layout, Way

lived, year = standing(beside_another(a_cycle))


def written_anywhere() -> dict[str, list[tuple]]:
    return everything() | {"django_session": list(Session.objects.order_by("pk").values_list())}


def test_a_cast_writes_a_tick_and_a_ballot_and_nothing_else(year, desks):
    ballot, _ = opened(year)
    lan, words = desks["lan"], a_slip(ballot, YES, NO)
    lan.get(at("vote", ballot))
    before = written_anywhere()
    answer = lan.post(at("cast", ballot), words, content_type="text/plain")
    after = written_anywhere()
    assert (answer.status_code, set(answer.json())) == (200, {"tracker", "receipt"})
    assert {table for table in after if after[table] != before[table]} == {"ballots_voter", "ballots_cast"}
    changed = [
        (old, new)
        for old, new in zip(before["ballots_voter"], after["ballots_voter"], strict=True)
        if old != new
    ]
    assert [sum(one != other for one, other in zip(old, new, strict=True)) for old, new in changed] == [1]
    assert dict(roll_of(ballot))["Nguyễn Thị Lan"] is True
    (row,) = set(after["ballots_cast"]) - set(before["ballots_cast"])
    assert len(row) == 4  # with the credential's hash
    assert {answer.json()["tracker"], words, ballot.pk} < set(row)


def test_the_same_bytes_get_the_same_answer_and_write_nothing(year, desks):
    ballot, _ = opened(year)
    words = a_slip(ballot, YES, NO)
    lan = desks["lan"]
    first = lan.post(at("cast", ballot), words, content_type="text/plain")
    with nothing_written():
        again = lan.post(at("cast", ballot), words, content_type="text/plain")
    assert (again.status_code, again.json()) == (200, first.json())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"\xff\xfe\x00",
        b"null",
        b'{"answers":[]}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 10_000,
    ],
    ids=lambda body: repr(body[:8]),
)
def test_bad_bytes_are_refused_and_tick_nobody(year, desks, body):
    ballot, _ = opened(year)
    with nothing_written():
        answer = desks["lan"].post(at("cast", ballot), body, content_type="text/plain")
    assert answer.status_code == 409


def test_an_oversized_body_is_turned_away(year, desks):
    ballot, _ = opened(year)
    body = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    for name, url in (("lan", at("cast", ballot)), ("bao", at("key_part", ballot, "certificate"))):
        with nothing_written():
            answer = desks[name].post(url, body, content_type="text/plain")
        assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b"9" * 10_000, b"\xff", b"null", b"[]", b'{"message":1}']
)
def test_whatever_is_sent_as_a_part_of_the_key_gets_an_answer(year, desks, body):
    ballot = electronic(year)
    for part in ("certificate", "polynomial", "share", "try"):
        with nothing_written():
            answer = desks["bao"].post(at("key_part", ballot, part), body, "application/json")
        assert answer.status_code == 409, part
    answer = desks["bao"].post(at("key_part", ballot, "nothing"), b"{}", "application/json")
    assert answer.status_code == 404


def test_who_is_not_on_the_roll_casts_nothing(year, desks):
    ballot, _ = opened(year)
    with nothing_written():
        answer = desks["hoa"].post(at("cast", ballot), a_slip(ballot, YES, NO), "text/plain")
    assert answer.status_code == 403


def test_after_closing_nothing_is_taken(year, desks):
    ballot, _ = closed(year, 3)
    with nothing_written():
        answer = desks["minh"].post(at("cast", ballot), a_slip(ballot, YES, NO), "text/plain")
    assert answer.status_code == 409


# --- the simple way: plain forms ---


def simple(year, **how) -> Ballot:
    with patch("thuocdo.ballots.actions.preparing.ways_in", lambda book: list(Way)):
        ballot = electronic(year, way=Way.SIMPLE, **how)
    freeze_ballot(ballot, by=year.by("minh"))
    open_ballot(ballot, by=year.by("minh"))
    return as_it_stands(ballot)


def test_the_simple_way_needs_no_script_and_keeps_sums_alone(year, desks):
    ballot = simple(year)
    lan = desks["lan"]
    page = lan.get(at("vote", ballot)).content.decode()
    assert ("vote-page.js" in page, "người quản trị máy chủ có thể đã nhìn thấy" in page) == (False, True)
    assert set(re.findall(r'name="(dong-\d+)"', page)) == {"dong-7", "dong-8"}
    for wrong in ({}, {"dong-7": "0"}, {"dong-7": "0", "dong-8": "2"}, {"dong-7": "0", "dong-8": "x"}):
        with nothing_written():
            assert lan.post(at("cast", ballot), wrong).status_code == 409
    before = written_anywhere()
    assert lan.post(at("cast", ballot), {"dong-7": "0", "dong-8": "1"}).status_code == 302
    after = written_anywhere()
    assert {table for table in after if after[table] != before[table]} == {"ballots_voter", "ballots_line"}
    assert list(Line.objects.filter(ballot=ballot).values_list("agree", "disagree")) == [(1, 0), (0, 1)]
    with nothing_written():
        assert lan.post(at("cast", ballot), {"dong-7": "1", "dong-8": "1"}).status_code == 409
    assert "Bạn đã bỏ phiếu" in lan.get(at("show", ballot)).content.decode()


def test_the_simple_way_chooses_names(year, desks):
    lines = {name: (name.upper(), "") for name in "abc"}
    ballot = simple(year, layout=Layout.CHOICE, choose=(1, 2), lines=lines, rule="")
    for name, chosen, status in (
        ("lan", [], 409),
        ("lan", ["0", "1", "2"], 409),
        ("lan", ["0", "2"], 302),
        ("bao", ["2"], 302),
    ):
        assert desks[name].post(at("cast", ballot), {"chon": chosen}).status_code == status
    assert list(Line.objects.filter(ballot=ballot).values_list("agree", flat=True)) == [1, 0, 2]


def test_a_simple_ballot_has_no_key_no_board_and_no_question_to_fetch(year, desks):
    ballot = simple(year)
    close_ballot(ballot, by=year.by("minh"))
    for act in ("key", "key_state", "election"):
        get(desks, "bao", at(act, ballot), 404)
    for act in ("board", "archive"):
        get(desks, "lan", at(act, ballot), 409)
