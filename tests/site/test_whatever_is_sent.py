"""Whatever is sent to whatever address gets an answer. On PostgreSQL, which takes fewer things than SQLite."""

from datetime import date

import pytest
from django.db import transaction

from tests.house.doors import DOORS, PEOPLE
from tests.house.typed_back import every_field
from tests.house.whole_year import ADDRESSES, a_whole_year, addresses_of
from tests.standing import beside_another, browser_of, standing

pytestmark = pytest.mark.postgres
SENT = {"get": ("a\x00b",), "post": ("9" * 5_000, "a\x00b", "2023-02-30", "x" * 100_000)}

lived, year = standing(beside_another(a_whole_year))


@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for name in ADDRESSES}))
def test_whatever_is_sent_gets_an_answer(year, settings, room):
    """To the person whom the address lets in furthest."""
    settings.PRETEND_TODAY = date(2023, 11, 24)
    browsers = {who: browser_of(year, who) for who in PEOPLE}
    addresses = {name: url for name, url in addresses_of(year).items() if name.partition(":")[0] == room}
    for name, url in addresses.items():
        _answer, who = min(zip(DOORS[name].answers, PEOPLE, strict=True))
        for method in DOORS[name].methods.lower().split():
            for words in SENT[method]:
                with transaction.atomic():
                    answer = getattr(browsers[who], method)(url, dict.fromkeys(every_field(name), words))
                    transaction.set_rollback(True)
                assert answer.status_code < 500, (name, method, words[:10])
