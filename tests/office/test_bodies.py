import pytest

from thuocdo.kernel.words import PostRole
from thuocdo.office.rules.bodies import Body, bodies_of


@pytest.mark.parametrize(
    ("role", "party", "union", "heads", "bodies"),
    [
        (PostRole.CHIEF, "Bí thư Đảng ủy Văn phòng", "", False, [Body.LEADERSHIP, Body.PARTY]),
        (PostRole.HEAD, "Bí thư chi bộ", "Chủ tịch Công đoàn Văn phòng", True, [Body.UNION, Body.HEADS]),
        (PostRole.STAFF, "Chi ủy viên", "Tổ trưởng Tổ công đoàn", False, []),
        (PostRole.STAFF, "", "Bí thư Đoàn Thanh niên Văn phòng", False, [Body.YOUTH]),
        (PostRole.STAFF, "", "Phó Chủ tịch Công đoàn", False, []),
        (PostRole.STAFF, "", "Phó Bí thư Đoàn Thanh niên", False, []),
        (PostRole.DEPUTY, "", "", True, [Body.HEADS]),
        (PostRole.DEPUTY, "", "", False, []),
    ],
)
def test_the_posts_say_whom_somebody_stands_for(role, party, union, heads, bodies):
    assert bodies_of(role, party, union, heads_unit=heads) == bodies
