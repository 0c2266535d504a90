"""The pages of each role, read by axe-core in a browser: WCAG 2 A and AA, as far as a program can tell."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from scripts.packages import package
from tests.builders import GIVEN, Year
from tests.drafting import stage as drafting
from tests.house.test_doors import a_whole_year
from tests.standing import browser_of, standing
from thuocdo.meetings.actions import reopen_meeting

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.axe]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
ASKED = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
ROLES = ("lan", "khach", "minh", "hoa", "son")
LAPTOP = {"width": 1366, "height": 900}


def with_a_meeting_opened_again() -> Year:
    year = a_whole_year()
    reopen_meeting(year.meeting, reason="Còn ý kiến", by=year.by("hoa", GIVEN))
    return year


lived, year = standing(with_a_meeting_opened_again)


@pytest.fixture
def chrome(chromium) -> Iterator[Any]:
    """For one test: while it runs, its loop keeps this thread from the database."""
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=FLAGS)


def answer_with(texts: dict[str, str]) -> Callable[[Any], None]:
    """The browser's own network: these pages and our static files, and no server."""

    def answer(route: Any) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
        else:
            route.fulfill(body=texts.get(path, ""), content_type="text/html; charset=utf-8")

    return answer


def asked_by(who: str, year: Year) -> list[str]:
    """The main pages of one role, with their forms open."""
    unit, meeting, lan = year.unit.pk, year.meeting.pk, year.office.lan
    items = [year.item(name).pk for name in ("TH", "lan", "emulation")]
    asked: dict[str, list[tuple[str, list[object]]]] = {
        "lan": [
            ("desk", []),
            ("cycle:plan", []),
            ("reviews:show", [year.review("lan").pk]),
            ("drafting:section", [drafting.section(year, "causes").pk]),
            ("decisions:notice", [year.notice("lan").pk]),
            ("difficulties:list", []),
            ("password", []),
        ],
        "khach": [("reviews:show", [year.cycle.reviews.get(person=year.person("khach")).pk])],
        "minh": [
            ("desks:unit", [unit]),
            *(("meetings:item", [meeting, item]) for item in items),
            ("meetings:minutes", [meeting]),
            ("dossiers:show", [unit]),
            ("reviews:prompts", [unit]),
        ],
        "hoa": [
            ("desk", []),
            ("desks:wall", []),
            ("office:people", []),
            ("office:person", [lan.pk]),
            ("office:import", []),
            ("cycle:step", ["self_reviews"]),
            ("papers:register", []),
            ("figures:request", []),
            ("law:book", []),
        ],
        "son": [
            ("desk", []),
            ("consultation:board", []),
            ("consultation:card", [lan.subject_id]),
            ("ratings:groups", []),
            ("decisions:re_rate", [lan.subject_id]),
        ],
    }
    return [reverse(name, args=args) for name, args in asked[who]]


def violations(page: Any) -> list[str]:
    """Each rule broken in the light and in the dark, and the first places where."""
    page.evaluate(Path(package("axe").path()).read_text(encoding="utf-8"))
    broken = []
    for scheme, rules in (("light", RULES), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(ASKED, rules)["violations"]
        broken += [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
    return broken


@pytest.fixture
def pages(year, settings) -> dict[str, dict[str, str]]:
    """What everybody reads, by role and address."""
    settings.PRETEND_TODAY = date(2023, 11, 24)
    return {who: dict(read(browser_of(year, who), asked_by(who, year))) for who in ROLES}


def read(browser: Client, paths: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        text = browser.get(path).content.decode()
        assert "<main" in text, path
        yield path, text


def test_what_each_role_reads_can_be_read_by_anyone(pages, chrome):
    broken = {}
    for who, texts in pages.items():
        context = chrome.new_context(
            locale="vi-VN", viewport=LAPTOP, bypass_csp=True, reduced_motion="reduce"
        )
        context.route("**/*", answer_with(texts))
        page = context.new_page()
        for path in texts:
            page.goto(f"http://testserver{path}")
            if found := violations(page):
                broken[who, path] = found
    assert broken == {}


def test_a_page_that_cannot_be_read_is_noticed(chrome):
    page = chrome.new_page()
    page.set_content('<html lang="vi"><title>a</title><main><h1>a</h1><input name="reason"></main></html>')
    assert [found.partition(":")[0] for found in violations(page)] == ["label"]
