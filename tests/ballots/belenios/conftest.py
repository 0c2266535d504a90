import random

import pytest

from .elections import Held, Keys, an_election, layout


@pytest.fixture(scope="session")
def keys() -> Keys:
    """One ceremony for all tests of a run."""
    return Keys()


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """The same choices in every run of a test; the cryptography is fresh each time."""
    return random.Random(request.node.name)


@pytest.fixture(scope="session")
def small(keys: Keys) -> Held:
    """Three voters on four levels, one of them in favour of each of three."""
    return an_election(keys, layout("E", 0)).cast([[1, 0, 0, 0]], [[0, 1, 0, 0]], [[0, 1, 0, 0]])


@pytest.fixture(scope="session")
def small_archive(small: Held) -> bytes:
    """The same, counted with the second teller lost."""
    return small.counted(1, 2, 4).written()
