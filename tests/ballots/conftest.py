from datetime import date

import pytest

from tests.standing import EVERYBODY, browser_of


@pytest.fixture
def desks(year, settings):
    """Everybody's browser on the day, logged in before anything is asked."""
    settings.PRETEND_TODAY = date(2023, 11, 22)
    return {name: browser_of(year, name) for name in EVERYBODY}
