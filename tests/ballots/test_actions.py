"""The paper count: two tellers, each alone; compared, sealed; the seal is broken only with a reason."""

from dataclasses import replace

import pytest

from tests.builders import a_cycle, codes, last_event, on_record, refusal_of
from tests.standing import standing
from thuocdo.ballots.actions import enter_count, prepare_ballot, recount, void_ballot
from thuocdo.ballots.queries import as_it_stands, count_of, labels_of, teller_names, teller_of
from thuocdo.ballots.rules import Count, Difference, Layout, LineCount, Way
from thuocdo.cycle.rules import REASON_LIMIT

lived, year = standing(a_cycle)

COUNT = Count(0, 0, 4, 4, 3, 1, (LineCount("7", "Lan", 3), LineCount("8", "Bảo", 1, 1, 1)))
LINES = {"7": ("Lan", "Chuyên viên"), "8": ("Bảo", "")}


def prepared(year, **how):
    people = year.office.people
    facts = {
        "chair": people["minh"],
        "secretary": people["lan"],
        "voters": [people[name] for name in ("lan", "bao", "tuan", "minh")],
        "tellers": [people["bao"], people["tuan"]],
        "summoned": 5,
    } | how
    lines = facts.pop("lines", LINES)
    return prepare_ballot(year.cycle, year.unit, "Lao động tiên tiến", lines, **facts, by=year.by("minh"))


@pytest.fixture
def slip(year):
    return prepared(year)


def enter(year, slip, name, count=COUNT):
    return enter_count(teller_of(slip, year.person(name)), count, by=year.by(name))


@pytest.fixture
def sealed(year, slip):
    enter(year, slip, "bao")
    enter(year, slip, "tuan")
    return as_it_stands(slip)


def test_a_slip_has_its_lines_in_order_and_its_tellers(slip):
    slip = as_it_stands(slip)
    assert labels_of(slip) == {"7": "Lan", "8": "Bảo"}
    assert teller_names(slip) == ["Huỳnh Gia Bảo", "Phạm Anh Tuấn"]
    assert (slip.members, slip.summoned, slip.present) == (5, 5, 4)


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({"lines": {}}, ["ballot.no_lines"]),
        ({"way": Way.SIMPLE}, ["ballot.way_not_allowed"]),
        ({"layout": Layout.CHOICE, "choose": (1, 3)}, ["ballot.wrong_choice"]),
        ({"layout": Layout.CHOICE, "choose": (0, 1)}, ["ballot.wrong_choice"]),
        ({"way": Way.ELECTRONIC}, ["ballot.three_tellers"]),
    ],
)
def test_what_cannot_be_held_is_not_prepared(year, how, found):
    assert codes(refusal_of(prepared, year, **how)) == found


def test_a_team_of_one_is_no_team(year):
    bao = year.office.people["bao"]
    assert codes(refusal_of(prepared, year, tellers=[bao, bao])) == ["ballot.tellers_lacking"]


def test_two_voters_are_too_few_for_the_electronic_way(year):
    people = [year.office.people[name] for name in ("lan", "bao", "tuan")]
    refused = refusal_of(prepared, year, way=Way.ELECTRONIC, voters=people[:2], tellers=people)
    assert codes(refused) == ["ballot.too_few_voters"]


def test_equal_sheets_are_sealed_with_the_second(year, slip):
    with on_record() as lines:
        assert enter(year, slip, "bao") == []
        assert as_it_stands(slip).state == "prepared"
        assert enter(year, slip, "tuan") == []
    assert [verb for verb, _ in lines] == [
        "ballot.sheet_entered",
        "ballot.sheet_entered",
        "ballot.counted",
        "ballot.sealed",
    ]
    told = count_of(as_it_stands(slip))
    assert (told.lines, told.valid, told.summoned, told.present) == (COUNT.lines, 3, 5, 4)


def test_different_sheets_are_shown_side_by_side_and_neither_counts(year, slip):
    enter(year, slip, "bao")
    other = replace(COUNT, lines=(LineCount("7", "Lan", 2, 1), COUNT.lines[1]))
    assert enter(year, slip, "tuan", other) == [
        Difference("agree", "Lan", 3, 2),
        Difference("disagree", "Lan", 0, 1),
    ]
    assert as_it_stands(slip).state == "prepared"
    assert enter(year, slip, "tuan") == []
    assert as_it_stands(slip).state == "sealed"


def test_nobody_enters_in_a_tellers_place(year, slip):
    teller = teller_of(slip, year.person("bao"))
    assert codes(refusal_of(enter_count, teller, COUNT, by=year.by("tuan"))) == ["ballot.not_yours"]
    assert codes(refusal_of(enter_count, teller, COUNT, by=year.by("minh"))) == ["ballot.not_yours"]


def test_a_sealed_count_is_never_edited(year, sealed):
    assert codes(refusal_of(enter, year, sealed, "bao")) == ["ballot.not_now"]


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({"issued": 5}, "ballot.issued_over_present"),
        ({"issued": 3}, "ballot.collected_over_issued"),
        ({"invalid": 0}, "ballot.valid_and_invalid"),
        ({"lines": (LineCount("7", "Lan", 3), LineCount("8", "Bảo", 1, 1, 2))}, "ballot.line_sum"),
        ({"lines": (LineCount("7", "Lan", 3, 0, 0, 1), COUNT.lines[1])}, "ballot.written_sum"),
        ({"lines": (LineCount("7", "Lan", 3), LineCount("9", "Ai", 3))}, "ballot.other_lines"),
    ],
)
def test_wrong_sums_are_not_kept(year, slip, figures, found):
    assert codes(refusal_of(enter, year, slip, "bao", replace(COUNT, **figures))) == [found]
    assert teller_of(slip, year.person("bao")).sheet is None


def test_written_opinions_stand_apart_and_are_summoned_too(year, slip):
    apart = tuple(replace(line, written_agree=1) for line in COUNT.lines)
    for name in ("bao", "tuan"):
        enter(year, slip, name, replace(COUNT, written=1, lines=apart))
    told = count_of(as_it_stands(slip))
    assert (told.written, told.lines[0].agree, told.lines[0].votes) == (1, 3, 4)
    again = prepared(year)
    twice = tuple(replace(line, written_agree=2) for line in COUNT.lines)
    refused = refusal_of(enter, year, again, "bao", replace(COUNT, written=2, lines=twice))
    assert codes(refused) == ["ballot.present_over_summoned"]


def test_a_choice_of_names_has_votes_within_what_the_slips_hold(year):
    slip = prepared(year, layout=Layout.CHOICE, choose=(1, 2), lines={"a": ("A", ""), "b": ("B", "")})
    for votes, found in [
        ((3, 4), ["ballot.votes_over_slips", "ballot.votes_in_all"]),
        ((1, 1), ["ballot.votes_in_all"]),
    ]:
        lines = (LineCount("a", "A", votes[0]), LineCount("b", "B", votes[1]))
        assert codes(refusal_of(enter, year, slip, "bao", replace(COUNT, lines=lines))) == found
    lines = (LineCount("a", "A", 3), LineCount("b", "B", 1))
    for name in ("bao", "tuan"):
        enter(year, slip, name, replace(COUNT, lines=lines))
    assert as_it_stands(slip).state == "sealed"


def test_the_seal_is_broken_with_a_reason_and_the_earlier_figures_stay_on_record(year, sealed):
    recount(sealed, reason="Đếm nhầm một phiếu", by=year.by("minh"))
    event = last_event()
    assert (event.verb, event.reason, event.facts) == (
        "ballot.recounted",
        "Đếm nhầm một phiếu",
        {"collected": 4, "valid": 3, "lines": {"7": [3, 0, 0], "8": [1, 1, 1]}},
    )
    again = as_it_stands(sealed)
    assert (again.state, again.sealed_at) == ("prepared", None)
    assert enter(year, again, "bao") == []
    assert as_it_stands(sealed).state == "prepared"  # the other counts anew too


@pytest.mark.parametrize(
    ("reason", "found"),
    [(" ", "cycle.reason_missing"), ("x" * (REASON_LIMIT + 1), "cycle.reason_too_long")],
)
def test_a_seal_is_not_broken_without_a_readable_reason(year, sealed, reason, found):
    assert codes(refusal_of(recount, sealed, reason=reason, by=year.by("minh"))) == [found]


def test_only_a_sealed_count_is_counted_again(year, slip):
    assert codes(refusal_of(recount, slip, reason="Đếm nhầm", by=year.by("minh"))) == ["ballot.not_now"]


def test_a_voided_ballot_takes_no_figures(year, slip):
    void_ballot(slip, reason="Lập lại", by=year.by("minh"))
    assert codes(refusal_of(enter, year, slip, "bao")) == ["ballot.not_now"]
    assert codes(refusal_of(void_ballot, slip, reason="Nữa", by=year.by("minh"))) == ["ballot.not_now"]
