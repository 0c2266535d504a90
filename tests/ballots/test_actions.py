"""The paper count: entered, checked, sealed; the seal is broken only with a reason."""

from dataclasses import replace

import pytest

from tests.builders import a_cycle, codes, last_event, on_record, refusal_of
from tests.standing import standing
from thuocdo.audit.models import Event
from thuocdo.ballots.actions import enter_count, prepare_ballot, recount, seal_count
from thuocdo.ballots.models import Ballot
from thuocdo.ballots.queries import ballot_with, count_of, labels_of
from thuocdo.ballots.rules import Count, LineCount
from thuocdo.cycle.rules import REASON_LIMIT

lived, year = standing(a_cycle)

TELLERS = ["Huỳnh Gia Bảo", "Phạm Anh Tuấn"]
COUNT = Count(4, 4, 4, 4, 3, 1, (LineCount("7", "Lan", 3, 0, 0), LineCount("8", "Bảo", 1, 1, 1)))


@pytest.fixture
def hoa(year):
    return year.by("hoa")


@pytest.fixture
def slip(hoa):
    return prepare_ballot("Lao động tiên tiến", {"7": "Lan", "8": "Bảo"}, summoned=4, by=hoa)


@pytest.fixture
def sealed(slip, hoa):
    enter_count(slip, COUNT, tellers=TELLERS, by=hoa)
    seal_count(slip, by=hoa)
    return slip


def again(slip: Ballot) -> Ballot:
    return ballot_with(slip.pk)


def test_a_slip_has_its_lines_in_order(slip):
    assert labels_of(again(slip)) == {"7": "Lan", "8": "Bảo"}
    assert count_of(again(slip)) == Count(
        4, 0, 0, 0, 0, 0, (LineCount("7", "Lan", 0, 0, 0), LineCount("8", "Bảo", 0, 0, 0))
    )


def test_no_ballot_is_no_ballot(year):
    assert ballot_with(None) is None


def test_each_act_is_on_record_and_none_tells_a_vote(year, hoa):
    with on_record() as lines:
        slip = prepare_ballot("Lao động tiên tiến", {"7": "Lan", "8": "Bảo"}, summoned=4, by=hoa)
        enter_count(slip, COUNT, tellers=TELLERS, by=hoa)
        seal_count(slip, by=hoa)
    assert [verb for verb, _ in lines] == ["ballot.prepared", "ballot.counted", "ballot.sealed"]
    assert [event.facts for event in Event.objects.filter(thing="ballots.ballot").order_by("id")] == [
        {"lines": 2},
        {"collected": 4, "valid": 3},
        {},
    ]


def test_what_was_entered_is_what_is_read(sealed):
    assert count_of(again(sealed)) == COUNT
    assert (again(sealed).tellers, again(sealed).state) == (TELLERS, "sealed")


def test_figures_may_be_corrected_until_the_seal(slip, hoa):
    enter_count(slip, COUNT, tellers=TELLERS, by=hoa)
    better = replace(COUNT, lines=(LineCount("7", "Lan", 2, 1, 0), LineCount("8", "Bảo", 3, 0, 0)))
    enter_count(again(slip), better, tellers=TELLERS, by=hoa)
    assert count_of(again(slip)) == better


def test_a_sealed_count_is_never_edited(sealed, hoa):
    other = replace(COUNT, valid=4, invalid=0)
    assert codes(refusal_of(enter_count, again(sealed), other, tellers=TELLERS, by=hoa)) == [
        "ballot.not_now",
        "ballot.line_sum",
        "ballot.line_sum",
    ]
    assert codes(refusal_of(seal_count, again(sealed), by=hoa)) == ["ballot.not_now"]


@pytest.mark.parametrize("tellers", [[], ["Bảo"], ["Bảo", "  "]])
def test_a_count_is_signed_by_two(slip, hoa, tellers):
    assert codes(refusal_of(enter_count, slip, COUNT, tellers=tellers, by=hoa)) == ["ballot.tellers_lacking"]


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({"present": 5}, "ballot.present_over_summoned"),
        ({"issued": 5}, "ballot.issued_over_present"),
        ({"issued": 3}, "ballot.collected_over_issued"),
        ({"invalid": 0}, "ballot.valid_and_invalid"),
        ({"lines": (LineCount("7", "Lan", 3, 0, 0), LineCount("8", "Bảo", 1, 1, 2))}, "ballot.line_sum"),
    ],
)
def test_wrong_sums_are_not_kept(slip, hoa, figures, found):
    wrong = replace(COUNT, **figures)
    assert codes(refusal_of(enter_count, slip, wrong, tellers=TELLERS, by=hoa)) == [found]


@pytest.mark.parametrize("keys", [("7",), ("7", "9"), ("7", "8", "9")])
def test_a_count_is_of_the_lines_on_the_slip(slip, hoa, keys):
    other = replace(COUNT, lines=tuple(LineCount(key, key, 3, 0, 0) for key in keys))
    assert codes(refusal_of(enter_count, slip, other, tellers=TELLERS, by=hoa)) == ["ballot.other_lines"]


def test_nothing_is_sealed_before_it_is_counted(slip, hoa):
    assert codes(refusal_of(seal_count, slip, by=hoa)) == ["ballot.not_now"]


def test_the_seal_is_broken_with_a_reason_and_the_earlier_figures_stay_on_record(sealed, hoa):
    recount(again(sealed), reason="Đếm nhầm một phiếu", by=hoa)
    event = last_event()
    assert (event.verb, event.reason, event.facts) == (
        "ballot.recounted",
        "Đếm nhầm một phiếu",
        {"collected": 4, "valid": 3, "lines": {"7": [3, 0, 0], "8": [1, 1, 1]}},
    )
    assert (again(sealed).state, again(sealed).sealed_at) == ("prepared", None)


@pytest.mark.parametrize(
    ("reason", "found"),
    [(" ", "cycle.reason_missing"), ("x" * (REASON_LIMIT + 1), "cycle.reason_too_long")],
)
def test_a_seal_is_not_broken_without_a_readable_reason(sealed, hoa, reason, found):
    assert codes(refusal_of(recount, again(sealed), reason=reason, by=hoa)) == [found]


def test_only_a_sealed_count_is_counted_again(slip, hoa):
    assert codes(refusal_of(recount, slip, reason="Đếm nhầm", by=hoa)) == ["ballot.not_now"]
