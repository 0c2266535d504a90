import pytest

from tests.builders import Year, a_closed_meeting
from tests.standing import standing

lived, closed = standing(a_closed_meeting)


@pytest.fixture
def year(closed: Year, settings) -> Year:
    """A unit whose meeting is over: its papers are issued, without numbers."""
    settings.PRETEND_TODAY = None
    return closed
