"""The people of the invented demo office: drawn by a seed, the same for the same seed.

Names follow the shares of family, middle and given names counted in public lists, in the southern forms
(Võ, Huỳnh). The self-grades come near the cap of each comparable group, so that the demo has something to decide.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from thuocdo.kernel.vi_text import clean_line
from thuocdo.kernel.words import Grade, PostRole, StaffKind

_HALF_YEAR = date(2023, 6, 30)  # of the year whose cases office.yaml tells
_OFFICE = Path(__file__).with_name("office.yaml")

_FAMILY = (
    "Nguyễn 314|Trần 97|Lê 95|Phạm 64|Võ 60|Huỳnh 50|Phan 28|Bùi 26|Trương 22|Đỗ 20|Đặng 19|Hồ 17|"
    "Ngô 16|Dương 14|Đoàn 12|Đinh 12|Tạ 10|Trịnh 10|Cao 9|Mai 8|Lương 7|Lưu 7|Lâm 6|Hà 5|Thái 4|"
    "Phùng 4|Tô 3|Châu 3"
)
_MIDDLE_MEN = (
    "Văn 250|Minh 90|Thanh 70|Hoàng 60|Ngọc 60|Quốc 50|Đức 50|Quang 45|Hữu 40|Xuân 35|Thành 35|"
    "Đình 35|Duy 30|Tấn 40|Công 30|Thế 22|Trọng 22|Tiến 20"
)
_MIDDLE_WOMEN = (
    "Thị 340|Thị Thu 45|Thị Thanh 45|Thị Ngọc 40|Thị Kim 40|Thị Mỹ 25|Thị Bích 25|Thị Hồng 25|"
    "Ngọc 80|Thanh 70|Kim 45|Hồng 45|Mỹ 35|Minh 35|Thùy 40|Phương 30"
)
_GIVEN_MEN = (
    "Anh 40|Huy 55|Tuấn 80|Duy 50|Hoàng 60|Nam 60|Minh 45|Hiếu 50|Dũng 90|Đạt 45|Cường 80|Hùng 85|"
    "Tùng 50|Sơn 80|Thành 70|Trung 60|Hải 70|Long 50|Vũ 55|Tâm 50|Tiến 50|Phúc 45|Thắng 50|Thịnh 40|"
    "Vinh 50|Hưng 45|Khánh 35|Quân 35|Tài 40|Trí 30|Phong 40|Toàn 45|Quang 45|Nghĩa 40|Nhân 35|"
    "Bình 50|Lâm 40|Tân 45|Lộc 40|Thái 40|Phú 35|Thiện 35|Phát 20|Thông 35|Phước 45|Thuận 35|Hiệp 35|"
    "Hòa 35|Kiên 25|Lợi 30|Thọ 25|Trọng 20"
)
_GIVEN_WOMEN = (
    "Hoa 30|Lan 30|Hương 45|Hồng 20|Nga 40|Hạnh 40|Hà 45|Thu 20|Thủy 45|Thúy 30|Hằng 45|Huyền 30|"
    "Linh 25|Loan 35|Mai 35|Nguyệt 25|Nhung 30|Oanh 25|Phương 35|Phượng 30|Quyên 30|Quỳnh 15|Tâm 25|"
    "Thanh 20|Thảo 40|Thơ 25|Thư 20|Trang 35|Trâm 30|Trinh 30|Tuyết 30|Vân 45|Vy 10|Xuân 15|Yến 35|"
    "Ánh 15|Bích 15|Châu 15|Chi 15|Diễm 20|Diệp 15|Dung 40|Duyên 30|Giang 15|Hiền 45|Huệ 25|Hường 25|"
    "Kiều 20|Lệ 20|Liên 25|Ly 15|My 10|Ngân 20|Ngọc 20|Nhi 15|Sương 25|Uyên 25|Vi 10"
)


@dataclass(frozen=True)
class DemoPost:
    """A post held beside the main one."""

    unit_code: str
    role: PostRole
    title: str


@dataclass(frozen=True)
class DemoAbsence:
    """A long leave; both days inclusive. `kind` is maternity or sick."""

    kind: str
    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class DemoTransfer:
    """Where a person served before, and from when to when."""

    agency: str
    unit: str
    first: date
    last: date


@dataclass(frozen=True)
class DemoDiscipline:
    """A decision of discipline in the year."""

    form: str
    number: str
    on: date
    reason: str


@dataclass(frozen=True)
class DemoPerson:
    """One invented person of the office.

    `rank` is the place in the unit (0 is the first), by which texts are told apart. `since` is the first day
    in this office. `duty` is coordinator, union_chair, youth_secretary or in_charge. `proposed_grade` is None
    where the year is reviewed but not rated (under six months of service). `colleague_failed`: someone else in
    the unit is unsatisfactory.
    """

    code: str
    full_name: str
    birth_date: date
    gender: str
    unit_code: str
    unit_name: str
    role: PostRole
    title: str
    kind: StaffKind
    line: str
    is_party_member: bool
    party_post: str
    union_post: str
    youth_post: str
    duty: str
    key: str
    extra_posts: tuple[DemoPost, ...]
    since: date
    absence: DemoAbsence | None
    transferred_from: DemoTransfer | None
    discipline: DemoDiscipline | None
    rank: int
    seed: int
    self_grade: Grade = Grade.GOOD
    proposed_grade: Grade | None = Grade.GOOD
    colleague_failed: bool = False

    @property
    def is_new(self) -> bool:
        """Recruited within the second half of the demo's year: reviewed, not rated."""
        return self.since > _HALF_YEAR and self.transferred_from is None


@dataclass(frozen=True)
class DemoUnit:
    """One unit of the office. `supervised_by` is the `key` of the leader in charge of it."""

    code: str
    name: str
    kind: str
    line: str
    supervised_by: str
    seed: int


def demo_agency() -> dict[str, Any]:
    """Name, short name, superior, place and Party organisation of the invented agency."""
    return dict(_office()["agency"])


def demo_units(seed: int = 2023) -> list[DemoUnit]:
    """The ten units, in the order of the office's own list; `seed` colours the figures in their reports."""
    keys = ("code", "name", "kind", "line", "supervised_by")
    return [DemoUnit(**{key: unit[key] for key in keys}, seed=seed) for unit in _office()["units"]]


def demo_people(seed: int = 2023) -> list[DemoPerson]:
    """All the people of the office, unit by unit, head first. The same seed gives the same people."""
    rng = Random(f"people {seed}")
    names: set[str] = set()
    people = [_person(rng, seed, number, *place, names) for number, place in enumerate(_places(), start=1)]
    return _with_failures(_with_grades(rng, people))


@lru_cache(maxsize=1)
def _office() -> dict[str, Any]:
    return yaml.load(_OFFICE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _places() -> Iterator[tuple[Mapping[str, Any], int, Mapping[str, Any]]]:
    for unit in _office()["units"]:
        for rank, post in enumerate(unit["posts"]):
            yield unit, rank, post


def _person(
    rng: Random,
    seed: int,
    number: int,
    unit: Mapping[str, Any],
    rank: int,
    post: Mapping[str, Any],
    names: set[str],
) -> DemoPerson:
    gender = post.get("gender") or rng.choice("mf")
    birth = _day_between(rng, date(post["born"][0], 1, 1), date(post["born"][1], 12, 31))
    case = _office()["cases"].get(post.get("case"), {})
    return DemoPerson(
        code=f"VP{number:03}",
        full_name=_name(rng, gender, names),
        birth_date=birth,
        gender=gender,
        unit_code=unit["code"],
        unit_name=unit["name"],
        role=PostRole(post["role"]),
        title=post["title"],
        kind=StaffKind(post.get("kind", StaffKind.CIVIL_SERVANT)),
        line=post.get("line", unit["line"]),
        is_party_member=post.get("member", True),
        party_post=post.get("party", ""),
        union_post=post.get("union", ""),
        youth_post=post.get("youth", ""),
        duty=post.get("duty", ""),
        key=post.get("key", ""),
        extra_posts=tuple(_extra_posts(post)),
        since=case.get("since") or _first_day(rng, birth),
        absence=DemoAbsence(**case["absence"]) if "absence" in case else None,
        transferred_from=DemoTransfer(**case["from"]) if "from" in case else None,
        discipline=DemoDiscipline(**case["discipline"]) if "discipline" in case else None,
        rank=rank,
        seed=seed,
    )


def _extra_posts(post: Mapping[str, Any]) -> Iterator[DemoPost]:
    if also := post.get("also"):
        yield DemoPost(also["unit"], PostRole(also["role"]), also["title"])


def _first_day(rng: Random, birth: date) -> date:
    first = date(birth.year + 23, 1, 1)
    last = min(date(birth.year + 31, 12, 31), date(2022, 6, 30))
    return _day_between(rng, first, last).replace(day=1)


def _day_between(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _name(rng: Random, gender: str, taken: set[str]) -> str:
    middles, givens = (_MIDDLE_MEN, _GIVEN_MEN) if gender == "m" else (_MIDDLE_WOMEN, _GIVEN_WOMEN)
    while True:
        family, middle, given = (_draw(rng, table) for table in (_FAMILY, middles, givens))
        name = clean_line(f"{family} {middle} {given}")
        words = name.split()
        if len(set(words)) == len(words) and name not in taken:
            taken.add(name)
            return name


def _draw(rng: Random, table: str) -> str:
    words, weights = _table(table)
    return rng.choices(words, weights)[0]


@lru_cache(maxsize=8)
def _table(table: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    pairs = [entry.rsplit(" ", 1) for entry in table.split("|")]
    return tuple(word for word, _ in pairs), tuple(int(weight) for _, weight in pairs)


def _with_grades(rng: Random, people: list[DemoPerson]) -> list[DemoPerson]:
    graded = [_with_case_grade(person) for person in people]
    for group in _groups(graded).values():
        _spread_grades(rng, group, graded)
    return graded


def _with_case_grade(person: DemoPerson) -> DemoPerson:
    if person.discipline:
        return replace(person, self_grade=Grade.UNSATISFACTORY, proposed_grade=Grade.UNSATISFACTORY)
    if person.absence and person.absence.kind == "sick":
        return replace(person, self_grade=Grade.SATISFACTORY, proposed_grade=Grade.SATISFACTORY)
    if person.is_new:
        return replace(person, proposed_grade=None)
    return person


def _groups(people: Iterable[DemoPerson]) -> dict[tuple[PostRole, StaffKind], list[int]]:
    groups: dict[tuple[PostRole, StaffKind], list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        groups[person.role, person.kind].append(index)
    return groups


def _spread_grades(rng: Random, group: list[int], people: list[DemoPerson]) -> None:
    """About one in six excellent, a few satisfactory; a group with room for any asks for one too many."""
    free = [index for index in group if _is_ordinary(people[index])]
    rng.shuffle(free)
    room = len(free) // 6
    for place, index in enumerate(free):
        if place < room:
            people[index] = replace(people[index], self_grade=Grade.EXCELLENT, proposed_grade=Grade.EXCELLENT)
        elif place == room and room:
            people[index] = replace(people[index], self_grade=Grade.EXCELLENT)
        elif place > len(free) - 1 - len(free) // 9 and people[index].role is PostRole.STAFF:
            people[index] = replace(
                people[index], self_grade=Grade.SATISFACTORY, proposed_grade=Grade.SATISFACTORY
            )


def _is_ordinary(person: DemoPerson) -> bool:
    return not (person.discipline or person.absence or person.is_new or person.transferred_from)


def _with_failures(people: list[DemoPerson]) -> list[DemoPerson]:
    failed = {person.unit_code for person in people if person.self_grade is Grade.UNSATISFACTORY}
    return [
        replace(person, colleague_failed=person.unit_code in failed and not person.discipline)
        for person in people
    ]
