"""A first proposal of comparable groups, by post and employment. The agency decides (II.2.d, Lưu ý). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from thuocdo.kernel.words import PostRole, StaffKind


@dataclass(frozen=True)
class Seat:
    """What makes people comparable: post, employment, kind of unit."""

    subject: int
    role: PostRole
    kind: StaffKind
    in_centre: bool


COLLECTIVES = "Tập thể phòng, ban, đơn vị"
MANAGERS = "Viên chức quản lý"
HEADS = "Trưởng phòng, Trưởng ban"
DEPUTIES = "Phó Trưởng phòng, Phó Trưởng ban"
STAFF = {
    StaffKind.CADRE: "Công chức không giữ chức vụ",
    StaffKind.CIVIL_SERVANT: "Công chức không giữ chức vụ",
    StaffKind.PUBLIC_EMPLOYEE: "Viên chức không giữ chức vụ",
    StaffKind.CONTRACT_WORKER: "Người lao động hợp đồng",
}
REASON = "Cùng chức vụ và hình thức tuyển dụng: vị trí, vai trò, chức năng, nhiệm vụ tương đồng"


def group_of(seat: Seat) -> str:
    """The name of the group; empty for leaders, whom the superior rates."""
    if seat.role in (PostRole.CHIEF, PostRole.VICE_CHIEF):
        return ""
    if seat.role is PostRole.STAFF:
        return STAFF[seat.kind]
    if seat.in_centre:
        return MANAGERS
    return HEADS if seat.role is PostRole.HEAD else DEPUTIES


def proposed_groups(seats: Iterable[Seat], units: Iterable[int]) -> dict[str, list[int]]:
    """Group name -> subjects, groups of people first, in the order of posts, then the units."""
    groups: dict[str, list[int]] = {
        name: [] for name in (HEADS, DEPUTIES, MANAGERS, *dict.fromkeys(STAFF.values()))
    }
    for seat in seats:
        if name := group_of(seat):
            groups[name].append(seat.subject)
    groups[COLLECTIVES] = list(units)
    return {name: subjects for name, subjects in groups.items() if subjects}
