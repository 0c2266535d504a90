"""The Chief's meeting: who is called, the moves with their reasons, the cap at the end, the minutes."""

from uuid import uuid4

import pytest

from tests.builders import codes, last_event, nothing_written, on_record, refusal_of
from tests.people import moment
from tests.standing import beside_another, standing
from thuocdo.assemblies.actions import mark_seats, open_assembly, reopen_assembly, seat, unseat
from thuocdo.assemblies.queries import seats_of
from thuocdo.consultation.actions import (
    call_consultation,
    close_consultation,
    move_card,
    record_opinion,
    strike_opinion,
)
from thuocdo.consultation.models import Opinion
from thuocdo.consultation.queries import board_of, card_of
from thuocdo.kernel.words import Axis, Grade, Stage
from thuocdo.office.models import Discipline, Post
from thuocdo.office.rules.bodies import Body
from thuocdo.ratings.actions import withdraw_grade
from thuocdo.ratings.models import Rating

from .stage import MET, before, begin, call, end, meeting, move, person, seat_of

lived, year = standing(beside_another(before))


def test_the_bodies_are_called_from_the_posts(year):
    called = {(one.person.full_name, *one.bodies) for one in seats_of(call(year))}
    assert called == {
        ("Võ Trường Sơn", Body.LEADERSHIP),
        ("Đặng Văn Phúc", Body.LEADERSHIP),
        ("Trần Thị Hoa", Body.HEADS),
        ("Lê Quang Minh", Body.HEADS),
    }


def test_a_unit_without_a_head_sends_its_deputy(year):
    Post.objects.filter(person=person(year, "minh")).update(until="2023-11-01")
    assert "Phạm Anh Tuấn" in {one.person.full_name for one in seats_of(call(year))}


def test_hcqt_puts_the_list_right(year):
    seated = seat(call(year), person(year, "lan"), Body.YOUTH, by=year.by("hoa", MET))
    assert last_event().verb == "assembly.seated"
    unseat(seated, by=year.by("hoa", MET))
    assert not seats_of(meeting(year)).filter(person=person(year, "lan")).exists()


@pytest.mark.parametrize("name", ["lan", "minh", "phuc", "hoa@so"])
def test_only_the_chief_and_hcqt_call_it(year, name):
    facts = {"planned_at": moment(MET), "place": "P1", "secretary": person(year, "hoa")}
    refused = refusal_of(call_consultation, year.cycle, **facts, by=year.by(name, MET))
    assert codes(refused) == ["assembly.not_yours"]


def test_it_does_not_begin_without_the_chief(year):
    marks = {one.pk: (True, "") for one in seats_of(call(year))}
    marks[seat_of(year, "son")] = (False, "Ốm")
    mark_seats(meeting(year), marks, by=year.by("hoa", MET))
    refused = refusal_of(open_assembly, meeting(year), by=year.by("hoa", MET))
    assert codes(refused) == ["assembly.chair_absent"]


def test_a_move_is_a_grade_in_the_ledger_with_its_reason(year):
    begin(year)
    with on_record() as lines:
        rating = move(year, "lan", Grade.SATISFACTORY, by="hoa")
    assert (rating.stage, rating.grade, rating.reason) == (Stage.CONSULTED, "satisfactory", "Còn việc chậm")
    assert lines == [("rating.stated", "Trần Thị Hoa")]
    move(year, "lan", Grade.GOOD, seen="satisfactory", reason="Đã giải trình")
    stated = Rating.objects.filter(subject=year.subject("lan"), stage=Stage.CONSULTED).order_by("id")
    assert [(row.grade, row.is_current) for row in stated] == [("satisfactory", False), ("good", True)]


def test_a_unit_is_moved_on_the_collective_axis(year):
    begin(year)
    assert move(year, "TH", Grade.EXCELLENT).axis == Axis.COLLECTIVE


def refused_move(year, name, grade, *, by="son", **more):
    facts = {"seen": "good", "reason": "Còn việc chậm"} | more
    subject = year.subject(name).pk
    return codes(refusal_of(move_card, meeting(year), subject, grade, by=year.by(by, MET), **facts))


def test_a_move_asks_a_reason_and_a_fresh_eye(year):
    begin(year)
    assert refused_move(year, "lan", Grade.EXCELLENT, reason=" ") == ["cycle.reason_missing"]
    assert refused_move(year, "lan", Grade.EXCELLENT, seen="excellent") == ["consultation.moved_meanwhile"]


def test_nobody_moves_the_own_card(year):
    begin(year)
    assert refused_move(year, "hoa", Grade.EXCELLENT, by="hoa") == ["consultation.own_card"]
    assert move(year, "hoa", Grade.SATISFACTORY).grade == "satisfactory"


@pytest.mark.parametrize("name", ["minh", "lan", "phuc", "khach", "hoa@so"])
def test_whoever_does_not_run_the_meeting_moves_nothing(year, name):
    begin(year)
    assert refused_move(year, "lan", Grade.EXCELLENT, by=name)[0] == "assembly.not_yours"


def test_the_limits_of_the_law_hold(year):
    begin(year)
    Discipline.objects.create(
        person=person(year, "lan"), side="party", form="Khiển trách", effective_on="2023-05-04"
    )
    assert refused_move(year, "lan", Grade.SATISFACTORY) == ["rating.disciplined"]


def test_leaders_are_not_on_the_board(year):
    begin(year)
    assert card_of(year.cycle, year.subject("son").pk, moment(MET).date()) is None
    assert refused_move(year, "son", Grade.EXCELLENT, by="hoa") == ["consultation.no_card"]


def test_whoever_heads_two_units_is_one_card(year):
    Post.objects.create(
        person=person(year, "minh"),
        unit=year.office.units["HCQT"],
        role="head",
        title="Phụ trách",
        is_main=False,
    )
    names = [card.name for group in board_of(year.cycle, moment(MET).date()) for card in group.cards]
    assert names.count("Lê Quang Minh") == 1


def speak(year, name, speaker, by, once=None):
    subject = year.subject(name).pk
    said = {"once": once or uuid4(), "by": year.by(by, MET)}
    return record_opinion(meeting(year), subject, person(year, speaker), "Nhất trí", **said)


def test_an_opinion_sent_twice_is_one_and_the_record_keeps_a_struck_one(year):
    begin(year)
    once = uuid4()
    opinion = speak(year, "lan", "minh", "hoa", once)
    assert speak(year, "lan", "minh", "hoa", once) == opinion
    strike_opinion(Opinion.objects.select_related("consultation__cycle").get(), by=year.by("hoa", MET))
    assert (Opinion.objects.count(), last_event().facts["before"]) == (0, "Nhất trí")


def test_a_leader_speaks_on_the_units_in_charge_and_for_nobody_else(year):
    begin(year)
    assert speak(year, "lan", "phuc", "phuc").speaker == person(year, "phuc")
    for name, speaker in (("khach", "phuc"), ("lan", "minh")):
        refused = refusal_of(
            record_opinion,
            meeting(year),
            year.subject(name).pk,
            person(year, speaker),
            "Nhất trí",
            once=uuid4(),
            by=year.by("phuc", MET),
        )
        assert codes(refused) == ["assembly.not_yours"]


def test_who_is_absent_has_no_opinion(year):
    begin(year)
    facts = {"once": uuid4(), "by": year.by("hoa", MET)}
    args = (meeting(year), year.subject("lan").pk, person(year, "bao"), "Nhất trí")
    assert codes(refusal_of(record_opinion, *args, **facts)) == ["consultation.speaker_absent"]


def test_the_end_concludes_everybody_and_issues_the_minutes(year):
    begin(year)
    move(year, "lan", Grade.EXCELLENT)
    speak(year, "bao", "minh", "hoa")
    end(year)
    concluded = dict(
        Rating.objects.filter(cycle=year.cycle, stage=Stage.CONSULTED, is_current=True).values_list(
            "subject", "grade"
        )
    )
    assert concluded == {
        year.subject(name).pk: "excellent" if name == "lan" else "good"
        for name in ("lan", "bao", "minh", "tuan", "hoa", "khach", "TH", "HCQT")
    }
    (paper,) = year.papers(kind="consultation-minutes")
    assert paper.unit == year.office.units["LD"]
    assert [(case["subject"], case["concluded"], case["reason"]) for case in paper.sheet["opinions"]] == [
        ("Nguyễn Thị Lan, Phòng Tổng hợp", "Hoàn thành xuất sắc nhiệm vụ", "Còn việc chậm"),
        ("Huỳnh Gia Bảo, Phòng Tổng hợp", "Hoàn thành tốt nhiệm vụ", ""),
    ]
    assert [(line["name"], line["excellent"], line["limit"]) for line in paper.sheet["totals"]] == [
        ("Mọi người", 1, 1),
        ("Đơn vị", 0, 0),
        ("Tổng cộng", 1, None),
    ]


def refused_end(year, conclusion="Thống nhất."):
    args = {"summary": "", "conclusion": conclusion, "by": year.by("son", MET)}
    return codes(refusal_of(close_consultation, meeting(year), **args))


def test_over_the_cap_it_does_not_end(year):
    begin(year)
    move(year, "lan", Grade.EXCELLENT)
    move(year, "bao", Grade.EXCELLENT)
    assert refused_end(year) == ["rating.over_cap"]


def test_a_head_does_not_stay_above_the_unit_that_was_moved_down(year):
    begin(year)
    move(year, "TH", Grade.SATISFACTORY)
    assert refused_end(year) == ["consultation.above_limit"]
    move(year, "minh", Grade.SATISFACTORY)
    end(year)


def test_it_ends_with_a_level_for_everybody_and_a_conclusion(year):
    begin(year)
    withdraw_grade(year.cycle, year.subject("khach").pk, Stage.UNIT, by=year.by("hoa", MET))
    assert refused_end(year, "") == ["consultation.unconcluded", "assembly.no_conclusion"]
    move(year, "khach", None, seen="", reason="Mới vào làm")
    end(year)


def test_reopened_with_a_reason_and_concluded_anew(year):
    begin(year)
    end(year)
    assert refused_move(year, "lan", Grade.EXCELLENT) == ["assembly.closed"]
    refused = refusal_of(reopen_assembly, meeting(year), reason="", by=year.by("son", MET))
    assert codes(refused) == ["cycle.reason_missing"]
    reopen_assembly(meeting(year), reason="Sót ý kiến", by=year.by("son", MET))
    move(year, "lan", Grade.EXCELLENT)
    end(year)
    old, new = year.papers(kind="consultation-minutes")
    assert (old.is_current, new.is_current, new.replaces_id) == (False, True, old.pk)


def test_looking_writes_nothing(year):
    begin(year)
    with nothing_written():
        board_of(year.cycle, moment(MET).date())
