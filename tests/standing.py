"""A stage of the year that a whole module of tests stands on: lived through once, given to each test anew.

    lived, year = standing(a_meeting)

Each test gets `year`; what it writes is taken back after it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.builders import Year, a_review
from tests.people import a_login


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def standing(build: Callable[[], Year]) -> tuple[Any, Any]:
    """Two fixtures: the stage itself, once for the module, and `year`, as each test meets it."""

    @pytest.fixture(scope="module")
    def lived(django_db_setup, django_db_blocker) -> Iterator[Year]:
        with django_db_blocker.unblock(), _taken_back():
            yield build()

    @pytest.fixture
    def year(lived: Year) -> Iterator[Year]:
        with _taken_back():
            yield replace(lived)

    return lived, year


# --- those who look ---

OURS = ("lan", "bao", "tuan", "minh", "hoa", "son", "khach")
STRANGERS = ("minh@so", "hoa@so")  # a head, and the coordinator, of another agency
EVERYBODY = OURS + STRANGERS


def beside_another(build: Callable[[], Year]) -> Callable[[], Year]:
    """The stage, and beside it another agency with a year of its own."""

    def built() -> Year:
        year = build()
        return replace(year, neighbour=a_review("so"))

    return built


def browser_of(year: Year, name: str) -> Client:
    """The browser of a person, logged in."""
    client = Client()
    client.force_login(a_login(year.person(name)))
    return client
