"""The four kinds of deadline in words, and how they stand on a day."""

from datetime import date

import pytest
from django.utils import translation

from thuocdo.kernel.dues import Due, DueKind
from thuocdo.ui.due_words import due_left, due_term
from thuocdo.ui.templatetags.ui import due

BEFORE = Due(DueKind.BEFORE, date(2023, 11, 20))
BY = Due(DueKind.BY, date(2023, 11, 26))
EXPECTED = Due(DueKind.EXPECTED, date(2023, 11, 24))
WINDOW = Due(DueKind.WINDOW, date(2023, 12, 15), start=date(2023, 12, 12))


@pytest.mark.parametrize(
    ("term", "on", "words"),
    [
        (BEFORE, date(2023, 11, 16), "trước ngày 20/11 – còn 3 ngày"),
        (BEFORE, date(2023, 11, 19), "trước ngày 20/11 – hôm nay là hạn cuối"),
        (BEFORE, date(2023, 11, 20), "trước ngày 20/11 – trễ 1 ngày"),
        (BY, date(2023, 11, 26), "chậm nhất ngày 26/11 – hôm nay là hạn cuối"),
        (BY, date(2023, 11, 28), "chậm nhất ngày 26/11 – trễ 2 ngày"),
        (EXPECTED, date(2023, 11, 24), "dự kiến ngày 24/11 – hôm nay"),
        (WINDOW, date(2023, 12, 10), "từ ngày 12/12 đến ngày 15/12 – bắt đầu sau 2 ngày"),
        (WINDOW, date(2023, 12, 12), "từ ngày 12/12 đến ngày 15/12 – còn 3 ngày"),
        (BY, date(2024, 1, 2), "chậm nhất ngày 26/11/2023 – trễ 37 ngày"),
    ],
)
def test_term_in_words(term, on, words):
    assert f"{due_term(term, on)} – {due_left(term, on)}" == words


def test_term_in_english_knows_one_day_from_two():
    with translation.override("en"):
        assert due_left(BY, date(2023, 11, 25)) == "1 day left"
        assert due_left(BY, date(2023, 11, 24)) == "2 days left"


def test_mark_of_a_term_follows_its_state():
    days = {"waiting": date(2023, 11, 1), "soon": date(2023, 11, 25), "late": date(2023, 11, 27)}
    assert [kind for kind, on in days.items() if f"mark-{kind}" in due(BY, on)] == ["waiting", "soon", "late"]
    assert due(BY, days["late"], done=True).endswith("chậm nhất ngày 26/11</span>")
    assert due(None, days["late"]) == ""
