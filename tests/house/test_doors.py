"""Every address asks who comes: the table of `doors.py` against the program, person by person."""

from collections.abc import Container, Iterable
from datetime import date
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, path, reverse
from django.urls.resolvers import RegexPattern

from tests.builders import nothing_written
from tests.house.doors import DOORS, PEOPLE
from tests.house.typed_back import long_words, lost
from tests.house.whole_year import ADDRESSES, a_whole_year, addresses_of, patterns, words_of
from tests.standing import beside_another, browser_of, standing

lived, year = standing(beside_another(a_whole_year))


@pytest.fixture(scope="module")
def logged_in(lived, django_db_blocker) -> dict[str, Client]:
    with django_db_blocker.unblock():
        return {name: browser_of(lived, name) for name in PEOPLE}


@pytest.fixture(scope="module")
def addresses(lived, django_db_blocker) -> dict[str, str]:
    with django_db_blocker.unblock():
        return addresses_of(lived)


@pytest.fixture(scope="module")
def words(lived, django_db_blocker) -> dict[str, dict[str, object]]:
    with django_db_blocker.unblock():
        return words_of(lived)


@pytest.fixture
def browsers(year, logged_in, settings) -> dict[str, Client]:
    settings.PRETEND_TODAY = date(2023, 11, 24)
    return logged_in


def undeclared(names: Iterable[str], doors: Container[str]) -> list[str]:
    """Addresses that nobody said who may enter."""
    return [name for name in names if name not in doors]


def test_every_address_declares_who_gets_in():
    names = [name for name, _ in patterns()]
    assert undeclared(names, DOORS) == []
    assert sorted(names) == sorted(DOORS)  # each once, and no row without an address


def test_an_address_without_a_row_is_noticed():
    new = path("moi/", lambda request: None, name="new")
    names = [name for name, _ in patterns(URLResolver(RegexPattern(""), [new]))]
    assert undeclared(names, DOORS) == ["new"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_gets_in(browsers, addresses, words, name):
    asked = _look if DOORS[name].methods.startswith("GET") else _act
    with nothing_written():
        answers = {who: asked(browsers[who], addresses[name], words.get(name, {})) for who in PEOPLE}
    assert answers == dict(zip(PEOPLE, DOORS[name].answers, strict=True))


def _look(browser: Client, url: str, _words: dict[str, object]) -> int:
    return browser.get(url).status_code


def _act(browser: Client, url: str, words: dict[str, object]) -> int:
    """The status. What was done is taken back; where it was refused there is nothing to take back."""
    with transaction.atomic():
        status = browser.post(url, words).status_code
        transaction.set_rollback(status < 400)
    return status


@pytest.mark.parametrize("name", ADDRESSES)
def test_whoever_is_not_logged_in_is_sent_to_the_door(year, addresses, client, name):
    url = addresses[name]
    answer = client.get(url) if "GET" in DOORS[name].methods else client.post(url)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('login')}?next={quote(url)}")


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_is_asked_only_as_declared(addresses, browsers, name):
    url, declared = addresses[name], DOORS[name].methods.split()
    with nothing_written():
        answers = {
            method: browsers["khach"].generic(method, url).status_code
            for method in ("GET", "POST", "DELETE")
            if method not in declared
        }
    assert answers == dict.fromkeys(answers, 405)


@pytest.mark.parametrize("name", [name for name in ADDRESSES if "POST" in DOORS[name].methods])
def test_what_was_typed_comes_back_with_the_refusal(year, browsers, addresses, words, name):
    asked = {
        "reviews": year.review("lan").answers,
        "figures": [f"o-{field.pk}" for field in year.cycle.figure_request.fields.all()],
    }
    said = long_words(name, *asked.get(name.partition(":")[0], ()))
    for who in dict(
        reversed([(answer, who) for who, answer in zip(PEOPLE, DOORS[name].answers, strict=True)])
    ).values():
        with transaction.atomic():
            answer = browsers[who].post(addresses[name], said | words.get(name, {}))
            transaction.set_rollback(True)
        if answer.status_code >= 400:
            kept = {key: text for key, text in said.items() if key not in words.get(name, {})}
            assert (who, lost(answer.content, addresses[name], kept)) == (who, [])


def test_words_that_a_page_drops_are_noticed():
    form = '<form action="/a/"><input name="reason" value=""></form>'
    assert lost(form.encode(), "/a/", {"reason": "Vì ốm"}) == ["reason"]
    given_back = f"{form}<textarea readonly>\nVì ốm</textarea>"
    assert lost(given_back.encode(), "/a/", {"reason": "Vì ốm", "place": "Phòng họp"}) == ["place"]
