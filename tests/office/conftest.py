import pytest

from tests.people import Office, an_office
from thuocdo.office.queries import Actor


@pytest.fixture
def office(db) -> Office:
    return an_office()


@pytest.fixture
def hoa(office) -> Actor:
    """The coordinating unit, on 14 November 2023."""
    return office.acting("hoa")
