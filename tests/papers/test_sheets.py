"""Facts that papers of every room share."""

import pytest

from tests.people import an_office
from thuocdo.papers.sheets import gathered_by
from thuocdo.papers.sheets.signers import unit_head_called

pytestmark = pytest.mark.django_db


def test_papers_go_to_the_coordinating_unit_and_its_own_to_nobody():
    office = an_office()
    home, other = office.units["HCQT"], office.units["TH"]
    assert gathered_by(office.agency.pk, but=other) == gathered_by(office.agency.pk) == [home.name]
    assert gathered_by(office.agency.pk, but=home) == []


def test_a_unit_that_nobody_ever_led_is_called_by_its_own_name():
    office = an_office()
    unit = office.units["HCQT"]
    assert unit_head_called(unit) == "Trưởng phòng Hành chính - Quản trị"
    unit.posts.all().delete()
    assert unit_head_called(unit) == "Phòng Hành chính - Quản trị"
