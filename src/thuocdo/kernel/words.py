"""The field's standard codes. Labels are Vietnamese and stand in `ui/wording.py`."""

from enum import StrEnum


class Grade(StrEnum):
    """The four levels of quality (Nghị định 90/2020/NĐ-CP), best first."""

    EXCELLENT = "excellent"  # Hoàn thành xuất sắc nhiệm vụ
    GOOD = "good"  # Hoàn thành tốt nhiệm vụ
    SATISFACTORY = "satisfactory"  # Hoàn thành nhiệm vụ
    UNSATISFACTORY = "unsatisfactory"  # Không hoàn thành nhiệm vụ

    @property
    def rank(self) -> int:
        """0 for the best level, 3 for the lowest."""
        return list(Grade).index(self)


class StaffKind(StrEnum):
    """How a person is employed."""

    CADRE = "cadre"  # cán bộ
    CIVIL_SERVANT = "civil_servant"  # công chức
    PUBLIC_EMPLOYEE = "public_employee"  # viên chức
    CONTRACT_WORKER = "contract_worker"  # người lao động


class Stage(StrEnum):
    """Whose word a grade is, in the order of the process."""

    SELF = "self"  # tự nhận
    UNIT = "unit"  # đơn vị đề nghị
    CONSULTED = "consulted"  # sau tham vấn
    DECIDED = "decided"  # cấp có thẩm quyền quyết định


class Axis(StrEnum):
    """What a grade rates: service to the State, Party membership, or a collective."""

    STATE = "state"
    PARTY = "party"
    COLLECTIVE = "collective"


class PostRole(StrEnum):
    """What a post makes of a person in its unit."""

    CHIEF = "chief"  # người đứng đầu cơ quan
    VICE_CHIEF = "vice_chief"  # cấp phó của người đứng đầu cơ quan
    HEAD = "head"  # trưởng phòng, trưởng ban, giám đốc
    DEPUTY = "deputy"  # cấp phó của đơn vị
    STAFF = "staff"  # không giữ chức vụ

    @property
    def leads(self) -> bool:
        """Whether the post is one of leadership or management (chức vụ lãnh đạo, quản lý)."""
        return self is not PostRole.STAFF


def gettext_noop(text: str) -> str:
    """Marks Vietnamese words for the catalogues where Django is not known; whoever shows them translates them."""
    return text
