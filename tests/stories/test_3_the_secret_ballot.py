"""Four people of one unit vote in secret, each at a machine of their own; three of them are its tellers."""

import pytest

from thuocdo.ballots.belenios.verify import verify_archive

from .polling import hold_encrypted
from .test_1_the_year_of_a_unit import item
from .visitors import Browsers, Visitor

pytestmark = pytest.mark.browser

UNIT = {"minh": "VP004", "tuan": "VP005", "lan": "VP006", "bao": "VP007"}


def test_the_whole_ceremony(served, browsers, tmp_path):
    office = at_their_machines(browsers, served("at-the-ballot"))
    minh = office["minh"]
    minh.task("Họp kiểm điểm đơn vị")
    item(minh, "Bình xét Lao động tiên tiến")
    minh.press("Bắt đầu")
    hold_encrypted(office, minh, tmp_path)
    archive = minh.page.get_by_role("link", name="Tải kho phiếu (.bel)")
    report = verify_archive(minh.download(archive))
    assert (report.holds, report.counts) == (True, [[4, 0]] * 4)
    faults = [fault for visitor in office.values() for fault in visitor.faults_of_page()]
    minh.task("Họp kiểm điểm đơn vị")
    item(minh, "Bình xét Lao động tiên tiến")
    assert "Phát ra 4, thu vào 4, hợp lệ 4" in minh.words
    assert (faults, browsers.complaints) == ([], [])


def at_their_machines(browsers: Browsers, address: str) -> dict[str, Visitor]:
    return {name: browsers.visitor(address).log_in(code) for name, code in UNIT.items()}
