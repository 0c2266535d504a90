from datetime import date

import pytest

from tests.builders import codes
from thuocdo.cycle.rules import REASON_LIMIT, extended, reason_missing, wrong_term
from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.findings import Finding


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("", ["cycle.reason_missing"]),
        (" \n\t ", ["cycle.reason_missing"]),
        ("Bão số 5", []),
        ("x" * REASON_LIMIT, []),
        ("x" * (REASON_LIMIT + 1), ["cycle.reason_too_long"]),
    ],
)
def test_a_change_carries_a_reason_that_people_can_read(reason, found):
    assert codes(reason_missing(reason)) == found


@pytest.mark.parametrize(
    ("kind", "start", "day", "found"),
    [
        ("by", None, date(2023, 11, 20), []),
        ("before", None, date(2024, 12, 31), []),
        ("window", date(2023, 12, 12), date(2023, 12, 15), []),
        ("window", date(2023, 12, 12), date(2023, 12, 12), []),
        ("by", None, None, ["cycle.term_incomplete"]),
        ("window", None, date(2023, 12, 15), ["cycle.term_incomplete"]),
        ("window", date(2023, 12, 16), date(2023, 12, 15), ["cycle.term_backwards"]),
        ("by", None, date(2022, 12, 31), ["cycle.term_far_off"]),
        ("by", None, date(2025, 1, 1), ["cycle.term_far_off"]),
    ],
)
def test_a_term_is_whole_in_order_and_near_its_year(kind, start, day, found):
    assert codes(wrong_term(kind, start, day, 2023)) == found


def test_a_wrong_term_names_its_days():
    start, day = date(2023, 12, 16), date(2023, 12, 15)
    assert wrong_term("window", start, day, 2023) == [
        Finding("cycle.term_backwards", facts={"start": start, "day": day})
    ]


BEFORE_20 = Due(DueKind.BEFORE, date(2023, 11, 20))


@pytest.mark.parametrize(
    ("due", "until", "result"),
    [
        (BEFORE_20, date(2023, 11, 22), Due(DueKind.BY, date(2023, 11, 22))),
        (BEFORE_20, date(2023, 11, 20), Due(DueKind.BY, date(2023, 11, 20))),  # one day later than "before"
        (BEFORE_20, date(2023, 11, 19), BEFORE_20),
        (BEFORE_20, None, BEFORE_20),
        (None, date(2023, 11, 22), None),
    ],
)
def test_an_extension_only_ever_gives_more_time(due, until, result):
    assert extended(due, until) == result
