"""What the words of a staff list mean, in agencies of every kind."""

import pytest

from thuocdo.kernel.words import PostRole
from thuocdo.office.rules.facts import UnitFact
from thuocdo.office.rules.staff_words import role_of, unit_kind


@pytest.mark.parametrize(
    ("title", "unit", "role"),
    [
        ("Chánh Văn phòng", "Lãnh đạo Văn phòng", PostRole.CHIEF),
        ("Phó Chánh Văn phòng", "Văn phòng UBND tỉnh", PostRole.VICE_CHIEF),
        ("Giám đốc", "Lãnh đạo Sở", PostRole.CHIEF),
        ("Phó Giám đốc Sở", "Ban Giám đốc", PostRole.VICE_CHIEF),
        ("Chánh Văn phòng", "Văn phòng Sở", PostRole.HEAD),
        ("Phó Chánh Văn phòng", "Văn phòng", PostRole.DEPUTY),
        ("Chủ tịch UBND xã", "Lãnh đạo UBND", PostRole.CHIEF),
        ("Chủ tịch Công đoàn cơ sở", "Phòng Tổng hợp", PostRole.STAFF),
        ("Phó Hiệu trưởng", "Lãnh đạo trường", PostRole.VICE_CHIEF),
        ("Chi cục trưởng", "Chi cục Văn thư - Lưu trữ", PostRole.HEAD),
        ("Giám đốc Trung tâm", "Trung tâm Lưu trữ", PostRole.HEAD),
        ("Quyền Trưởng phòng", "Phòng Nội chính", PostRole.HEAD),
        ("Kế toán trưởng, Phó Trưởng phòng", "Phòng Tài vụ", PostRole.DEPUTY),
        ("Tổ trưởng Tổ lái xe", "Văn phòng Sở", PostRole.STAFF),
    ],
)
def test_a_title_makes_of_a_person_what_it_does_in_that_unit(title, unit, role):
    assert role_of(title, UnitFact(None, "X", unit, unit_kind(unit))) == role
