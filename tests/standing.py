"""A stage of the year that a whole module of tests stands on: lived through once, given to each test anew.

    lived, year = standing(a_meeting)

Each test gets `year`; what it writes is taken back after it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.builders import Year, a_review
from tests.people import a_login


def standing(build: Callable[[], Year]) -> tuple[Any, Any]:
    """Two fixtures: the stage itself, once for the module, and `year`, as each test meets it."""

    @pytest.fixture(scope="module")
    def lived(django_db_setup, django_db_blocker) -> Iterator[Year]:
        # The test case behind `db` closes the connection after each test; our transaction would end with it.
        staying = patch.object(connection, "close")
        with django_db_blocker.unblock(), staying, transaction.atomic():
            yield build()
            transaction.set_rollback(True)

    @pytest.fixture
    def year(lived: Year, db) -> Year:
        return replace(lived)

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
