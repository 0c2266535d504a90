"""Who presides over a unit, and over the agency, where those before are away."""

from datetime import date

from tests.people import a_person
from thuocdo.kernel.words import PostRole
from thuocdo.office.actions import appoint_stand_in, end_stand_in
from thuocdo.office.models import Post
from thuocdo.office.queries import (
    absent_chief,
    absent_head,
    presiding_order,
    presiding_over,
    presiding_over_agency,
    signing_seat,
)

DAY = date(2023, 11, 20)


def first_names(office, people):
    return [next(name for name, one in office.people.items() if one == person) for person in people]


def stand_in(office, unit, name, since=DAY, until=None):
    by = office.acting("hoa")
    return appoint_stand_in(office.units[unit], office.people[name], since, until, reason="Đi học", by=by)


def test_the_head_then_who_stands_in_then_the_deputies(office):
    stand_in(office, "TH", "bao")
    assert first_names(office, presiding_order(office.units["TH"], DAY)) == ["minh", "bao", "tuan"]
    office.minh.posts.update(until="2023-11-01")
    assert presiding_over(office.units["TH"], DAY) == office.bao


def test_a_stand_in_counts_from_one_day_to_another(office):
    row = stand_in(office, "TH", "bao", until=date(2023, 11, 25))
    assert first_names(office, presiding_order(office.units["TH"], date(2023, 11, 25))) == ["minh", "tuan"]
    assert first_names(office, presiding_order(office.units["TH"], date(2023, 11, 19))) == ["minh", "tuan"]
    end_stand_in(row, reason="Về sớm", by=office.acting("hoa", "2023-11-21 08:00"))
    assert first_names(office, presiding_order(office.units["TH"], date(2023, 11, 22))) == ["minh", "tuan"]


def test_over_the_agency_the_chief_before_any_deputy_whoever_was_entered_first(office):
    deputy = a_person(office, "VP090", "Đặng Văn Phúc")
    office.people["phuc"] = deputy
    leadership = office.units["LD"]
    chief = office.son.posts.get()
    Post.objects.create(person=deputy, unit=leadership, role=PostRole.VICE_CHIEF, title="Phó Chánh Văn phòng")
    office.son.posts.all().delete()
    Post.objects.create(person=office.son, unit=leadership, role=chief.role, title=chief.title)
    assert first_names(office, presiding_over_agency(office.agency, DAY)) == ["son", "phuc"]
    stand_in(office, "LD", "hoa")
    assert first_names(office, presiding_over_agency(office.agency, DAY)) == ["son", "hoa", "phuc"]


def test_who_stands_in_for_the_chief_is_told_apart_from_the_chief(office):
    stand_in(office, "LD", "minh")
    minh = office.acting("minh", "2023-11-21 08:00")
    assert (minh.is_chief, minh.stands_for_chief) == (False, True)
    assert not office.acting("minh", "2023-11-19 08:00").stands_for_chief
    stand_in(office, "HCQT", "lan")
    assert not office.acting("lan", "2023-11-21 08:00").stands_for_chief


def test_in_whose_place_is_said_only_where_somebody_else_presides(office):
    assert absent_head(office.units["TH"], office.minh.pk, DAY) == ""
    assert absent_head(office.units["TH"], office.tuan.pk, DAY) == "Trưởng phòng"
    assert absent_chief(office.agency, office.hoa.pk, DAY) == "Chánh Văn phòng"
    office.minh.posts.update(until="2023-11-01")
    assert absent_head(office.units["TH"], office.tuan.pk, DAY) == ""


def test_papers_are_signed_by_somebody_with_a_post_in_the_unit(office):
    office.minh.posts.update(until="2023-11-01")
    stand_in(office, "TH", "hoa")
    assert signing_seat(office.units["TH"], DAY).person == office.tuan
