"""Where the Chief is away another leader presides: who may, what it opens, what the minutes say; a transfer meanwhile."""

from datetime import date

import pytest

from tests.builders import codes, refusal_of
from tests.people import moment
from tests.standing import beside_another, browser_of, standing
from thuocdo.assemblies.actions import mark_seats, open_assembly, seat
from thuocdo.assemblies.queries import seats_of
from thuocdo.consultation.actions import close_consultation, move_card
from thuocdo.consultation.permissions import may_run, may_see_board
from thuocdo.consultation.queries import card_of
from thuocdo.consultation.sheets import minutes
from thuocdo.kernel.words import Grade
from thuocdo.office.actions import appoint_stand_in
from thuocdo.office.models import Post
from thuocdo.office.rules.bodies import Body
from thuocdo.reviews.actions import reroute_review

from .stage import MET, before, begin, call, end, meeting, move, person, seat_of

lived, year = standing(beside_another(before))
BOARD = "/hoi-y/"


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 28)


def away(year, *names):
    marks = {one.pk: (True, "") for one in seats_of(meeting(year))}
    marks |= {seat_of(year, name): (False, "đi công tác") for name in names}
    mark_seats(meeting(year), marks, by=year.by("hoa", MET))


def begin_without_the_chief(year, chair="phuc"):
    call(year)
    away(year, "son")
    open_assembly(meeting(year), chair=person(year, chair), by=year.by("hoa", MET))


def stand_in(year, name):
    leadership = year.office.units["LD"]
    since = date(2023, 11, 20)
    appoint_stand_in(leadership, person(year, name), since, None, reason="Đi học", by=year.by("hoa", MET))


def test_a_deputy_presides_runs_it_and_the_minutes_say_in_whose_place(year):
    assert codes(may_run(year.cycle, year.by("phuc", MET))) == ["assembly.not_yours"]
    begin_without_the_chief(year)
    assert meeting(year).chair == person(year, "phuc")
    move(year, "hoa", Grade.SATISFACTORY, by="phuc")  # of a unit that is not in his charge
    end(year, by="phuc")
    (paper,) = year.papers(kind="consultation-minutes")
    assert paper.sheet["chair"] == {
        "name": "Đặng Văn Phúc",
        "post": "Phó Chánh Văn phòng (chủ trì thay Chánh Văn phòng vắng mặt)",
    }
    assert paper.sheet["signers"]["chair"]["name"] == "Đặng Văn Phúc"


@pytest.mark.parametrize(
    ("chair", "gone", "found"),
    [
        (None, ["son"], ["assembly.chair_absent"]),
        ("phuc", ["son", "phuc"], ["assembly.chair_absent"]),
        ("minh", ["son"], ["assembly.chair_no_leader"]),
        ("hoa", ["son"], ["assembly.chair_no_leader"]),
    ],
)
def test_who_does_not_preside(year, chair, gone, found):
    call(year)
    away(year, *gone)
    chosen = person(year, chair) if chair else None
    refused = refusal_of(open_assembly, meeting(year), chair=chosen, by=year.by("hoa", MET))
    assert codes(refused) == found


def test_who_was_appointed_to_stand_in_calls_and_runs_it_before_it_is_open(year):
    stand_in(year, "phuc")
    by = year.by("phuc", MET)
    assert may_run(year.cycle, by) == []
    call(year)
    away(year, "son")
    open_assembly(meeting(year), chair=person(year, "phuc"), by=by)
    assert codes(may_run(year.cycle, year.by("phuc", "2023-11-15 08:00"))) == []  # chairs it by now


def test_a_stand_in_who_is_on_the_board_moves_neither_the_own_card_nor_that_of_the_unit_led(year):
    stand_in(year, "minh")
    call(year)
    away(year, "son")
    open_assembly(meeting(year), chair=person(year, "minh"), by=year.by("minh", MET))
    facts = {"seen": "good", "reason": "Nổi trội"}
    for name in ("minh", "TH"):
        subject, by = year.subject(name).pk, year.by("minh", MET)
        refused = refusal_of(move_card, meeting(year), subject, Grade.EXCELLENT, **facts, by=by)
        assert codes(refused) == ["consultation.own_card"]
    assert move(year, "minh", Grade.SATISFACTORY, by="hoa").grade == "satisfactory"


def test_the_page_offers_whoever_may_preside_and_shows_the_whole_board(year):
    call(year)
    away(year, "son")
    hoa, phuc = browser_of(year, "hoa"), browser_of(year, "phuc")
    page = hoa.get("/hoi-y/thanh-phan/").content.decode()
    options = page.partition('name="chair"')[2].partition("</select>")[0]
    assert ["Võ Trường Sơn" in options, "Đặng Văn Phúc" in options, "Lê Quang Minh" in options] == [
        True,
        True,
        False,
    ]
    khach = f"<strong>{person(year, 'khach').full_name}</strong>"
    assert khach not in phuc.get(BOARD).content.decode()
    sent = {f"co-mat-{one.pk}": "yes" for one in seats_of(meeting(year))}
    sent |= {f"co-mat-{seat_of(year, 'son')}": "no", f"ly-do-{seat_of(year, 'son')}": "đi công tác"}
    hoa.post("/hoi-y/diem-danh/", sent | {"mo-hop": "1", "chair": person(year, "phuc").pk})
    assert meeting(year).chair == person(year, "phuc")
    assert khach in phuc.get(BOARD).content.decode()


def test_two_who_mark_one_list_leave_each_other_their_marks(year):
    call(year)
    seats, hoa = list(seats_of(meeting(year))), browser_of(year, "hoa")
    shown = {f"truoc-{one.pk}": "|" for one in seats}
    first, second = seats[0].pk, seats[1].pk
    hoa.post("/hoi-y/diem-danh/", shown | {f"co-mat-{first}": "yes"})
    hoa.post("/hoi-y/diem-danh/", shown | {f"co-mat-{second}": "no", f"ly-do-{second}": "đi công tác"})
    marks = {one.pk: (one.present, one.reason) for one in seats_of(meeting(year))}
    assert (marks[first], marks[second]) == ((True, ""), (False, "đi công tác"))


@pytest.mark.parametrize("name", ["lan", "bao", "minh", "khach", "minh@so", "hoa@so"])
def test_nobody_else_gains_anything_by_it(year, name):
    begin_without_the_chief(year)
    assert codes(may_see_board(year.cycle, year.by(name, MET))) == ["assembly.not_yours"]


def test_the_minutes_of_the_chief_name_nobody_away(year):
    begin(year)
    assert minutes(meeting(year), moment(MET).date())["chair"]["post"] == "Chánh Văn phòng"


def test_a_transfer_in_the_middle_moves_the_card_with_the_level_it_has(year):
    begin(year)
    move(year, "lan", Grade.SATISFACTORY)
    home = year.office.units["HCQT"]
    Post.objects.filter(person=person(year, "lan")).update(unit=home)
    refused = refusal_of(reroute_review, year.review("lan"), home, reason="Điều động", by=year.by("hoa", MET))
    assert codes(refused) == ["review.heard_already"]  # heard and proposed where she was
    card = card_of(year.cycle, year.subject("lan").pk, moment(MET).date())
    assert (card.unit_name, card.column) == ("Phòng Tổng hợp", "satisfactory")


def test_who_leaves_the_agency_in_the_middle_is_still_concluded_on_as_the_review_stands(year):
    begin(year)
    person(year, "bao").posts.update(until="2023-11-27")
    assert card_of(year.cycle, year.subject("bao").pk, moment(MET).date()).column == "good"
    end(year)


def test_a_guest_of_the_meeting_presides_over_nothing(year):
    call(year)
    seat(meeting(year), person(year, "lan"), Body.GUESTS, by=year.by("hoa", MET))
    away(year, "son", "phuc")
    refused = refusal_of(open_assembly, meeting(year), chair=person(year, "lan"), by=year.by("hoa", MET))
    assert codes(refused) == ["assembly.chair_no_leader"]


def test_the_one_who_presided_does_not_conclude_before_it_is_open(year):
    call(year)
    facts = {"summary": "", "conclusion": "Thống nhất"}
    refused = refusal_of(close_consultation, meeting(year), **facts, by=year.by("phuc", MET))
    assert codes(refused) == ["assembly.not_yours"]
