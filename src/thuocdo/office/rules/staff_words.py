"""How staff lists write things: headings, units, posts, kinds of employment, marks. Words in, codes out; pure.

What is read here comes from people's own files, so several spellings stand for one thing. What the screens say stands
in `wording.py`.
"""

import re
import unicodedata
from functools import lru_cache

from thuocdo.kernel.vi_text import clean_line, fold
from thuocdo.kernel.words import PostRole, StaffKind

from .facts import UnitFact

# Field -> headings; the first is the one of our own template.
HEADINGS: dict[str, tuple[str, ...]] = {
    "code": (
        "Mã số", "Mã", "Mã nhân sự", "Mã nhân viên", "Mã NV", "Mã cán bộ", "Mã CB", "Mã CBCC", "Mã CBCCVC", "Mã công chức",
        "Mã số cán bộ", "Số hiệu", "Số hiệu công chức", "Số hiệu CBCC", "Số hiệu CBCCVC", "Số hiệu cán bộ, công chức",
        "Mã số nhân viên", "Mã số CBCCVC",
    ),
    "full_name": (
        "Họ và tên", "Họ tên", "Họ, tên", "Họ, chữ đệm và tên", "Họ và tên khai sinh", "Tên cán bộ", "Tên nhân viên",
        "Họ và tên cán bộ", "Họ và tên CBCC", "Họ và tên CBCCVC", "Họ tên cán bộ", "Họ và tên đệm", "Họ đệm", "Họ và chữ đệm",
        "Họ lót", "Họ", "Họ và tên lót", "Tên", "Họ và tên CBCCVC NLĐ", "Họ và tên công chức, viên chức, người lao động",
    ),
    "birth_date": (
        "Ngày sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Năm sinh", "Ngày sinh (dd/mm/yyyy)", "Sinh ngày",
        "Sinh năm", "NTNS", "Ngày/tháng/năm sinh",
    ),
    "unit": (
        "Đơn vị", "Phòng, ban, đơn vị", "Phòng ban", "Phòng/ban", "Phòng", "Đơn vị công tác", "Phòng, ban", "Bộ phận",
        "Tên đơn vị", "Phòng ban đơn vị", "Nơi công tác", "Phòng công tác", "Đơn vị/phòng ban", "Ban", "Trung tâm", "Khoa",
        "Phòng chuyên môn", "Tổ chuyên môn",
    ),
    "title": (
        "Chức vụ", "Chức danh", "Chức vụ, chức danh", "Chức vụ/chức danh", "Chức danh, chức vụ", "Chức vụ chính quyền",
        "Chức vụ hiện tại", "Chức vụ Chính quyền, chuyên môn", "Vị trí việc làm", "Chức vụ công tác", "Chức vụ hoặc chức danh",
    ),
    "kind": (
        "Đối tượng", "Loại lao động", "Loại hình", "Loại cán bộ", "Diện", "Hình thức tuyển dụng", "Loại hợp đồng",
        "Công chức, viên chức, người lao động", "Loại nhân sự", "Đối tượng (công chức, viên chức, người lao động)",
        "CC, VC, NLĐ", "Loại hình lao động", "Loại",
    ),
    "party": (
        "Đảng viên", "Là đảng viên", "Đảng", "ĐV", "Đảng viên (x)", "Ngày vào Đảng", "Ngày kết nạp Đảng", "Kết nạp Đảng",
    ),
    "party_post": ("Chức vụ Đảng", "Chức vụ trong Đảng", "Chức danh Đảng", "Chức vụ đảng, đoàn thể Đảng"),
    "union_post": (
        "Chức vụ đoàn thể", "Chức vụ công đoàn", "Đoàn thể", "Chức vụ công đoàn, đoàn thể", "Chức vụ đoàn thể (nếu có)",
    ),
    "joined_on": (
        "Ngày về cơ quan", "Ngày vào cơ quan", "Ngày bắt đầu làm việc", "Ngày về đơn vị", "Ngày vào làm", "Ngày nhận công tác",
    ),
}  # fmt: skip

LONGEST = {"code": 20, "full_name": 120, "unit": 160, "title": 120, "party_post": 120, "union_post": 120}
AGES = range(15, 91)  # outside of it a birth date is taken for a slip of the pen

_KINDS: tuple[tuple[str, StaffKind], ...] = (
    (r"cc|cong chuc|cong chuc .*", StaffKind.CIVIL_SERVANT),
    (r"vc|vien chuc|vien chuc .*", StaffKind.PUBLIC_EMPLOYEE),
    (r"cb|can bo", StaffKind.CADRE),
    (
        r"nld|ld|ldhd|hd|hdld|nguoi lao dong.*|lao dong.*|hop dong.*|hd .*|hdld .*|.*\b(nd|nghi dinh)( so)? ?(68|111)\b.*|68|111",
        StaffKind.CONTRACT_WORKER,
    ),
)
_YES = {
    "x",
    "v",
    "co",
    "dang vien",
    "dv",
    "1",
    "yes",
    "y",
    "roi",
    "✓",
    "✔",
    "☑",
    "☒",
    "true",
    "dang vien chinh thuc",
}
_YES |= {"dang vien du bi", "chinh thuc", "du bi"}
_NO = {
    "",
    "khong",
    "0",
    "-",
    "–",
    "k",
    "no",
    "n",
    "chua",
    "quan chung",
    "☐",
    "false",
    "ngoai dang",
    "khong phai dang vien",
}

# Titles by their beginnings. Who leads a group or a team of a unit, or a union, leads no unit.
_CHAIR = r"chu tich(?! cong doan| hoi (?!dong))"
_DEPUTY = (
    rf"pho (truong )?(phong|ban|don vi|khoa|tram)|pho (tong )?giam doc|pho chanh thanh tra|pho hieu truong|hieu pho|pho {_CHAIR}"
    r"|pho (cuc|chi cuc|vu|vien) truong|ptp|pgd|pho tp|cap pho"
)
_HEAD = (
    r"(quyen |q )?(truong (phong|ban|don vi|khoa|tram)|(tong )?giam doc|chanh thanh tra|hieu truong"
    rf"|{_CHAIR}|(cuc|chi cuc|vu|vien) truong)|tp|gd"
)
_ROLES: tuple[tuple[str, PostRole], ...] = (
    (r"pho chanh van phong|pcvp", PostRole.VICE_CHIEF),
    (r"(quyen |q )?chanh van phong|cvp", PostRole.CHIEF),
    (_DEPUTY, PostRole.DEPUTY),
    (_HEAD, PostRole.HEAD),
)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w✓✔☑☒☐\-–]+", " ", fold(text)).split())


@lru_cache(maxsize=4096)
def kind_named(text: str) -> StaffKind | None:
    """The kind of employment a list means by these words; None for words nobody knows."""
    plain = _plain(text)
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, plain)), None)


def party_mark(text: str) -> bool | None:
    """Whether the mark says "Party member" (a date of admission does too); None when it is unclear."""
    plain = _plain(text)
    if plain in _NO:
        return False
    return True if plain in _YES or re.fullmatch(r"[\d ]{4,10}", _plain(text.replace("/", " "))) else None


@lru_cache(maxsize=4096)
def role_of(title: str, unit: UnitFact | None = None) -> PostRole:
    """What the title makes of a person in the unit.

    In the leadership, heads and deputies are those of the agency. A Chánh Văn phòng leads an agency that is an office,
    or the "Văn phòng" among an agency's units.
    """
    elsewhere = _ROLE_IN_AN_OFFICE if unit and _OFFICE.match(unit_key(unit.name)) else {}
    roles = _ROLE_IN_LEADERSHIP if unit and unit.kind == "leadership" else elsewhere
    for part in re.split(r"[,;]|\bkiêm\b|\s[-–]\s", clean_line(title).casefold()):
        plain = _plain(part)
        for pattern, role in _ROLES:
            if re.match(rf"({pattern})\b", plain):
                return roles.get(role, role)
    return PostRole.STAFF


_ROLE_IN_LEADERSHIP = {PostRole.HEAD: PostRole.CHIEF, PostRole.DEPUTY: PostRole.VICE_CHIEF}
_ROLE_IN_AN_OFFICE = {chief: head for head, chief in _ROLE_IN_LEADERSHIP.items()}
_OFFICE = re.compile(r"van phong(?! (ubnd|uy ban|hdnd|hoi dong|doan|tinh uy|huyen uy|thanh uy)\b)")


@lru_cache(maxsize=4096)
def unit_key(text: str) -> str:
    """A unit's name as it is compared: "P. Tổng hợp" and "Phòng tổng hợp" are one."""
    plain = " ".join(re.sub(r"[^\w]+", " ", fold(text)).split())
    plain = re.sub(r"^p (?=\w)", "phong ", plain)
    return re.sub(r"^tt (?=\w)", "trung tam ", plain)


def unit_short_key(key: str) -> str:
    """The key without the word for the kind of unit."""
    return re.sub(r"^(phong|ban|trung tam) (?=\w)", "", key)


_UNIT_KINDS = (
    ("(ban |tap the )?lanh dao", "leadership"),
    ("ban giam doc", "leadership"),
    ("ban", "board"),
    ("trung tam", "centre"),
)


def unit_kind(name: str) -> str:
    """leadership, department, board or centre, by the first words of the name."""
    key = unit_key(name)
    return next((kind for start, kind in _UNIT_KINDS if re.match(rf"{start}\b", key)), "department")


def unit_code(name: str) -> str:
    """A short code for a new unit: the first letters of its words ("Phòng Hành chính - Quản trị": HCQT)."""
    return "".join(word[0] for word in unit_short_key(unit_key(name)).split()).upper()[:12] or "DV"


def named_properly(full_name: str) -> str:
    """A name typed in capitals, or in small letters, throughout, as it is written in a sentence."""
    throughout = full_name.isupper() or full_name.islower()
    return full_name.title() if throughout and len(full_name) > 3 else full_name


def odd_in_name(full_name: str) -> bool:
    """Figures, stars, brackets, letters of no Latin alphabet: a note beside the name, a font of old, or no name at all."""
    return any(
        letter not in " '’-." and not unicodedata.name(letter, "").startswith("LATIN ")
        for letter in full_name
    )
