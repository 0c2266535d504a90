"""Facts that papers of every room share."""

import pytest

from tests.people import an_office
from thuocdo.papers.sheets import gathered_by


@pytest.mark.django_db
def test_papers_go_to_the_coordinating_unit_and_its_own_to_nobody():
    office = an_office()
    home, other = office.units["HCQT"], office.units["TH"]
    assert gathered_by(office.agency.pk, but=other) == gathered_by(office.agency.pk) == [home.name]
    assert gathered_by(office.agency.pk, but=home) == []
