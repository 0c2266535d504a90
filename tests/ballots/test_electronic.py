"""The electronic ballot from the keys to the sealed result, and what is refused on the way."""

import json
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.conf import settings

from tests.builders import a_cycle, codes, nothing_written, on_record, refusal_of
from tests.standing import standing
from thuocdo.ballots.actions import (
    begin_keys_again,
    cast_ballot,
    cast_simple,
    close_ballot,
    enter_written,
    extend_ballot,
    freeze_ballot,
    hand_in_round,
    open_ballot,
    open_sums,
    prepare_ballot,
    seal_result,
    try_code,
    void_ballot,
)
from thuocdo.ballots.belenios.ballot import make_ballot
from thuocdo.ballots.belenios.tellers import Teller as Code
from thuocdo.ballots.belenios.tellers import new_code
from thuocdo.ballots.belenios.verify import verify_archive
from thuocdo.ballots.keys import receipt_holds, receipt_public_key
from thuocdo.ballots.models import Cast
from thuocdo.ballots.queries import (
    as_it_stands,
    ballots_waiting_for,
    count_of,
    roll_of,
    sealed_election,
    teller_of,
    ticks,
    todo_of,
)
from thuocdo.ballots.rules import Layout, LineCount, Way
from thuocdo.kernel.words import Grade
from thuocdo.site.demo.polling import cast_all, hold_electronic, make_keys, opening

lived, year = standing(a_cycle)

VOTERS, TELLERS = ("lan", "bao", "tuan", "minh"), ("bao", "tuan", "lan")
LINES = {"7": ("Lan", ""), "8": ("Bảo", "")}
YES, NO = [1, 0], [0, 1]


def prepared(year, **how):
    people = year.office.people
    facts = {
        "lines": LINES,
        "way": Way.ELECTRONIC,
        "chair": people["minh"],
        "secretary": people["hoa"],
        "voters": [people[name] for name in VOTERS],
        "tellers": [people[name] for name in TELLERS],
        "rule": "emulation/advanced_worker",
    } | how
    lines = facts.pop("lines")
    return prepare_ballot(year.cycle, year.unit, "Lao động tiên tiến", lines, **facts, by=year.by("minh"))


def acting(year):
    names = {person.pk: name for name, person in year.office.people.items()}
    return lambda person: year.by(names[person.pk])


def frozen(year, **how):
    ballot = prepared(year, **how)
    made = make_keys(ballot, acting(year)) if ballot.way == Way.ELECTRONIC else {}
    freeze_ballot(ballot, by=year.by("minh"))
    return as_it_stands(ballot), made


def opened(year, **how):
    ballot, made = frozen(year, **how)
    open_ballot(ballot, by=year.by("minh"))
    return as_it_stands(ballot), made


def a_slip(ballot, *marks) -> str:
    return make_ballot(sealed_election(ballot.election), [list(one) for one in marks]).decode()


# --- the whole way ---


def test_the_result_is_the_sum_and_the_archive_proves_it(year):
    choices = [[YES, YES], [YES, NO], [YES, NO], [NO, NO]]
    with on_record() as lines:
        ballot = hold_electronic(prepared(year), choices, acting(year), by=year.by("minh"))
    told = count_of(ballot)
    assert [(line.label, line.agree, line.disagree) for line in told.lines] == [("Lan", 3, 1), ("Bảo", 1, 3)]
    assert (told.issued, told.collected, told.valid, told.invalid) == (4, 4, 4, 0)
    report = verify_archive(ballot.election.archive.read())
    assert (report.holds, report.counts) == (True, [[3, 1], [1, 3]])
    assert not [verb for verb, _ in lines if "cast" in verb or "vote" in verb]


@pytest.mark.parametrize(
    ("how", "choices", "figures"),
    [
        (
            {"layout": Layout.OPINION},
            [[[1, 0, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1]], [[1, 0, 0], [1, 0, 0]]],
            [(2, 1, 0), (1, 0, 2)],
        ),
        (
            {"layout": Layout.LEVEL, "lines": {grade: (grade, "") for grade in Grade}, "rule": ""},
            [[[1, 0, 0, 0]], [[0, 1, 0, 0]], [[0, 1, 0, 0]]],
            [(1, 0, 0), (2, 0, 0), (0, 0, 0), (0, 0, 0)],
        ),
        (
            {"layout": Layout.CHOICE, "choose": (1, 2), "lines": {n: (n, "") for n in "abc"}, "rule": ""},
            [[[1, 1, 0]], [[0, 1, 0]], [[0, 1, 1]]],
            [(1, 0, 0), (3, 0, 0), (1, 0, 0)],
        ),
    ],
)
def test_each_layout_is_counted(year, how, choices, figures):
    voters = [year.office.people[name] for name in VOTERS[:3]]
    ballot = hold_electronic(prepared(year, voters=voters, **how), choices, acting(year), by=year.by("minh"))
    assert [(line.agree, line.disagree, line.blank) for line in count_of(ballot).lines] == figures


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_one_lost_teller_does_not_matter(year, lost):
    ballot = hold_electronic(prepared(year), [[YES, NO]] * 4, acting(year), lost=lost, by=year.by("minh"))
    assert [line.agree for line in count_of(ballot).lines] == [4, 0]


# --- the keys ---


def test_each_teller_is_told_what_waits(year):
    ballot = prepared(year)
    bao, lan = teller_of(ballot, year.person("bao")), teller_of(ballot, year.person("lan"))
    assert (todo_of(bao), ballots_waiting_for(year.person("bao"))) == ("certificate", [(ballot, False)])
    hand_in_round(bao, "certificate", Code(new_code(), 1).certificate(), by=year.by("bao"))
    assert todo_of(teller_of(ballot, year.person("bao"))) == "polynomial"
    early = refusal_of(hand_in_round, bao, "polynomial", {}, by=year.by("bao"))
    assert codes(early) == ["ballot.round_waits"]
    assert todo_of(lan) == "certificate"


def test_a_part_for_another_place_or_of_another_is_refused(year):
    ballot = prepared(year)
    bao, tuan = (teller_of(ballot, year.person(name)) for name in ("bao", "tuan"))
    code = new_code()
    wrong_place = refusal_of(
        hand_in_round, bao, "certificate", Code(code, 2).certificate(), by=year.by("bao")
    )
    not_mine = refusal_of(hand_in_round, bao, "certificate", Code(code, 1).certificate(), by=year.by("tuan"))
    assert [codes(wrong_place), codes(not_mine)] == [["ballot.part_wrong"], ["ballot.not_yours"]]
    hand_in_round(bao, "certificate", Code(code, 1).certificate(), by=year.by("bao"))
    same_code = refusal_of(
        hand_in_round, tuan, "certificate", Code(code, 2).certificate(), by=year.by("tuan")
    )
    other = refusal_of(
        hand_in_round, bao, "certificate", Code(new_code(), 1).certificate(), by=year.by("bao")
    )
    assert [codes(same_code), codes(other)] == [["ballot.part_wrong"], ["ballot.part_stands"]]


@pytest.mark.parametrize("told", [None, 1, [], {}, {"message": "{}"}, {"message": 1, "signature": {}}, "\0"])
def test_whatever_a_browser_sends_is_refused_in_words(year, told):
    bao = teller_of(prepared(year), year.person("bao"))
    for name in ("certificate", "polynomial", "share"):
        refused = refusal_of(hand_in_round, bao, name, told, by=year.by("bao"))
        assert codes(refused) in (["ballot.part_wrong"], ["ballot.round_waits"])


def test_nothing_is_frozen_before_three_codes_were_tried(year):
    ballot = prepared(year)
    assert codes(refusal_of(freeze_ballot, ballot, by=year.by("minh"))) == ["ballot.codes_untried"]
    make_keys(ballot, acting(year))
    ballot.tellers.filter(index=3).update(tried_at=None)
    (found,) = refusal_of(freeze_ballot, ballot, by=year.by("minh"))
    assert found.facts["names"] == "Nguyễn Thị Lan"
    lan = teller_of(ballot, year.person("lan"))
    wrong = Code(new_code(), 3).signed({"trial": "thuocdo trial|1"})
    assert codes(refusal_of(try_code, lan, wrong, by=year.by("lan"))) == ["ballot.part_wrong"]


def test_a_lost_code_before_opening_means_new_keys(year):
    ballot = prepared(year)
    make_keys(ballot, acting(year))
    begin_keys_again(ballot, reason="Mất phong bì", by=year.by("minh"))
    assert todo_of(teller_of(ballot, year.person("bao"))) == "certificate"
    make_keys(as_it_stands(ballot), acting(year))
    freeze_ballot(ballot, by=year.by("minh"))


# --- casting ---


def test_a_name_is_ticked_once_and_the_same_bytes_are_one_ballot(year):
    ballot, _ = opened(year)
    assert ballots_waiting_for(year.person("lan")) == [(ballot, True)]
    words = a_slip(ballot, YES, NO)
    first = cast_ballot(ballot, words, by=year.by("lan"))
    assert cast_ballot(ballot, words, by=year.by("lan")) == first
    assert receipt_holds(ballot.election.uuid, first.tracker, first.receipt, receipt_public_key())
    assert not receipt_holds(ballot.election.uuid, "x" * 43, first.receipt, receipt_public_key())
    other = refusal_of(cast_ballot, ballot, a_slip(ballot, NO, NO), by=year.by("lan"))
    assert codes(other) == ["ballot.voted_already"]
    assert (Cast.objects.filter(ballot=ballot).count(), ticks(ballot)) == (1, 1)
    assert ballots_waiting_for(year.person("lan")) == []


def test_the_ballot_of_another_is_not_mine_and_my_name_stays_free(year):
    ballot, _ = opened(year)
    words = a_slip(ballot, YES, NO)
    cast_ballot(ballot, words, by=year.by("lan"))
    assert codes(refusal_of(cast_ballot, ballot, words, by=year.by("bao"))) == ["ballot.invalid"]
    assert dict(roll_of(ballot))["Huỳnh Gia Bảo"] is False


def _spoilt(words: str) -> list[str]:
    whole = json.loads(words)
    proof = whole["signature"]["proof"]
    other = whole | {"signature": whole["signature"] | {"proof": proof | {"response": "1"}}}
    return [
        "",
        "{}",
        "[]",
        words + " ",
        words.replace('"answers":', '"answers": ', 1),
        json.dumps(other, separators=(",", ":"), ensure_ascii=False),
        words.replace(whole["election_hash"], "x" * 43),
        "\ud800",
    ]


def test_what_is_no_valid_ballot_is_refused_and_ticks_nobody(year):
    ballot, _ = opened(year)
    for words in _spoilt(a_slip(ballot, YES, NO)):
        with nothing_written():
            assert codes(refusal_of(cast_ballot, ballot, words, by=year.by("lan"))) == ["ballot.invalid"]


def test_who_is_not_on_the_roll_does_not_vote_and_nobody_outside_the_time(year):
    ballot, _ = frozen(year)
    words = a_slip(ballot, YES, NO)
    assert codes(refusal_of(cast_ballot, ballot, words, by=year.by("lan"))) == ["ballot.not_open"]
    open_ballot(ballot, by=year.by("minh"))
    ballot = as_it_stands(ballot)
    assert codes(refusal_of(cast_ballot, ballot, words, by=year.by("hoa"))) == ["ballot.not_yours"]
    cast_all(ballot, [[YES, NO]] * 3, acting(year))
    close_ballot(ballot, by=year.by("minh"))
    assert codes(refusal_of(cast_ballot, as_it_stands(ballot), words, by=year.by("minh"))) == [
        "ballot.not_open"
    ]


# --- closing, few, opening ---


def closed(year, number, **how):
    ballot, made = opened(year, **how)
    cast_all(ballot, [[YES, NO]] * number, acting(year))
    close_ballot(ballot, by=year.by("minh"))
    return as_it_stands(ballot), made


def open_as(year, ballot, made, name):
    teller = teller_of(ballot, year.person(name))
    open_sums(teller, opening(teller, made[teller.index]), by=year.by(name))


def test_two_ballots_are_not_opened_but_others_may_still_vote(year):
    ballot, made = closed(year, 2)
    refused = refusal_of(open_as, year, ballot, made, "bao")
    assert codes(refused) == ["ballot.too_few_ballots"]
    extend_ballot(ballot, reason="Còn hai người", by=year.by("minh"))
    ballot = as_it_stands(ballot)
    for name in ("tuan", "minh"):
        cast_ballot(ballot, a_slip(ballot, NO, NO), by=year.by(name))
    close_ballot(ballot, by=year.by("minh"))
    for name in ("bao", "tuan"):
        open_as(year, as_it_stands(ballot), made, name)
    assert as_it_stands(ballot).state == "counted"


def test_enough_ballots_are_never_extended(year):
    ballot, _ = closed(year, 3)
    refused = refusal_of(extend_ballot, ballot, reason="Thêm", by=year.by("minh"))
    assert codes(refused) == ["ballot.not_now"]


def test_one_teller_and_the_server_open_nothing(year):
    ballot, made = closed(year, 3)
    open_as(year, ballot, made, "bao")
    open_as(year, ballot, made, "bao")  # twice is once
    told = as_it_stands(ballot)
    assert (told.state, [line.agree for line in count_of(told).lines]) == ("closed", [0, 0])
    assert codes(refusal_of(seal_result, told, by=year.by("minh"))) == ["ballot.not_now"]


def test_another_code_opens_nothing(year):
    ballot, made = closed(year, 3)
    bao, tuan = (teller_of(ballot, year.person(name)) for name in ("bao", "tuan"))
    theirs = opening(tuan, made[tuan.index])
    assert codes(refusal_of(open_sums, bao, theirs, by=year.by("bao"))) == ["ballot.part_wrong"]
    assert codes(refusal_of(open_sums, bao, "{}", by=year.by("bao"))) == ["ballot.part_wrong"]
    assert codes(refusal_of(open_sums, bao, theirs, by=year.by("tuan")))[0] == "ballot.not_yours"


def test_without_the_servers_key_two_tellers_open_nothing(year):
    ballot, made = closed(year, 3)
    (settings.KEYS_ROOT / f"{ballot.election.uuid}.key").unlink()
    open_as(year, ballot, made, "bao")
    assert codes(refusal_of(open_as, year, ballot, made, "tuan")) == ["ballot.server_key_gone"]
    void_ballot(ballot, reason="Mất khóa máy chủ", by=year.by("minh"))
    assert as_it_stands(ballot).state == "void"


def test_a_sum_is_opened_once(year, django_capture_on_commit_callbacks):
    ballot, made = closed(year, 3)
    for name in ("bao", "tuan"):
        open_as(year, ballot, made, name)
    lan = teller_of(ballot, year.person("lan"))
    again = refusal_of(open_sums, lan, opening(lan, made[3]), by=year.by("lan"))
    assert codes(again) == ["ballot.not_now"]
    key = settings.KEYS_ROOT / f"{ballot.election.uuid}.key"
    assert key.stat().st_mode & 0o777 == 0o600
    with django_capture_on_commit_callbacks() as after:
        seal_result(as_it_stands(ballot), by=year.by("minh"))
    after[0]()
    assert not key.exists()
    assert as_it_stands(ballot).election.key_gone_at == year.by("minh").at


def test_an_archive_that_was_touched_is_not_sealed(year):
    ballot, made = closed(year, 3)
    for name in ("bao", "tuan"):
        open_as(year, ballot, made, name)
    ballot.lines.filter(key="7").update(agree=2, disagree=1)
    refused = refusal_of(seal_result, as_it_stands(ballot), by=year.by("minh"))
    assert codes(refused) == ["ballot.not_verified"]


# --- beside the ballot ---


def test_written_opinions_stand_beside_and_count_into_the_base(year):
    ballot, _ = closed(year, 3, summoned=5)
    lines = [LineCount("7", "Lan", 0, written_agree=1), LineCount("8", "Bảo", 0, written_disagree=1)]
    enter_written(ballot, lines, 1, by=year.by("minh"))
    told = count_of(as_it_stands(ballot))
    assert (told.written, told.lines[0].written_agree, told.lines[1].written_disagree) == (1, 1, 1)
    wrong = refusal_of(enter_written, ballot, lines, 2, by=year.by("minh"))
    assert codes(wrong) == ["ballot.present_over_summoned", "ballot.written_sum", "ballot.written_sum"]


def test_the_simple_way_adds_to_the_sums_and_keeps_no_ballot(year):
    with _allowing_simple():
        ballot, _ = opened(year, way=Way.SIMPLE)
        cast_simple(ballot, [YES, NO], by=year.by("lan"))
        assert codes(refusal_of(cast_simple, ballot, [YES, YES], by=year.by("lan"))) == [
            "ballot.voted_already"
        ]
        for wrong in ([], [YES], [YES, [1, 1]], [YES, [0, 0]], [YES, [2, -1]]):
            assert codes(refusal_of(cast_simple, ballot, wrong, by=year.by("bao"))) == ["ballot.invalid"]
        for name in ("bao", "tuan"):
            cast_simple(ballot, [YES, YES], by=year.by(name))
        close_ballot(ballot, by=year.by("minh"))
        seal_result(as_it_stands(ballot), by=year.by("minh"))
    told = as_it_stands(ballot)
    assert [(line.agree, line.disagree) for line in count_of(told).lines] == [(3, 0), (2, 1)]
    assert (told.state, Cast.objects.filter(ballot=ballot).exists()) == ("sealed", False)


@contextmanager
def _allowing_simple():
    with patch("thuocdo.ballots.actions.preparing.ways_in", lambda book: list(Way)):
        yield


@pytest.mark.parametrize("name", ["lan", "bao", "son", "khach"])
def test_only_who_runs_the_ballot_moves_it(year, name):
    ballot = prepared(year)
    by = year.by(name)
    for act in (freeze_ballot, open_ballot, close_ballot, seal_result):
        assert codes(refusal_of(act, ballot, by=by))[:1] == ["ballot.not_yours"]
    assert codes(refusal_of(void_ballot, ballot, reason="x", by=by)) == ["ballot.not_yours"]
