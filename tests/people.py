"""Five people, always the same: Lan (staff), Minh (head of her unit), Hoa (HCQT), Son (chief), Khach (a stranger).

Also Tuấn, Minh's deputy, and Bảo, Lan's colleague. They work in an office of three units.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from thuocdo.kernel.words import PostRole, StaffKind
from thuocdo.office.models import Agency, Charge, Duty, Login, Person, Post, Subject, Unit
from thuocdo.office.queries import Actor, actor_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "mat-khau-thu-2023"


def moment(text: str) -> datetime:
    """ "2023-11-14 08:00" """
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@dataclass
class Office:
    """A small office, with its people by first name."""

    agency: Agency
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        raise AttributeError(name)

    def acting(self, name: str, at: str = "2023-11-14 08:00") -> Actor:
        """The person as an actor, at that moment."""
        person = Person.objects.select_related("agency").get(pk=self.people[name].pk)
        return actor_of(person, moment(at))


ROWS = [
    # name, full name, unit, role, title, kind, Party member
    ("son", "Võ Trường Sơn", "LD", PostRole.CHIEF, "Chánh Văn phòng", StaffKind.CIVIL_SERVANT, True),
    ("hoa", "Trần Thị Hoa", "HCQT", PostRole.HEAD, "Trưởng phòng", StaffKind.CIVIL_SERVANT, True),
    ("khach", "Đinh Văn Khách", "HCQT", PostRole.STAFF, "Lái xe", StaffKind.CONTRACT_WORKER, False),
    ("minh", "Lê Quang Minh", "TH", PostRole.HEAD, "Trưởng phòng", StaffKind.CIVIL_SERVANT, True),
    ("tuan", "Phạm Anh Tuấn", "TH", PostRole.DEPUTY, "Phó Trưởng phòng", StaffKind.CIVIL_SERVANT, True),
    ("lan", "Nguyễn Thị Lan", "TH", PostRole.STAFF, "Chuyên viên", StaffKind.CIVIL_SERVANT, True),
    ("bao", "Huỳnh Gia Bảo", "TH", PostRole.STAFF, "Chuyên viên", StaffKind.CIVIL_SERVANT, False),
]
UNITS = [
    ("LD", "Lãnh đạo Văn phòng", Unit.Kind.LEADERSHIP),
    ("HCQT", "Phòng Hành chính - Quản trị", Unit.Kind.DEPARTMENT),
    ("TH", "Phòng Tổng hợp", Unit.Kind.DEPARTMENT),
]


def an_office(code: str = "vp") -> Office:
    """The office with its three units and seven people."""
    agency = Agency.objects.create(code=code, name="Văn phòng UBND tỉnh", pack="mau-vpubnd")
    office = Office(agency)
    for order, (unit_code, name, kind) in enumerate(UNITS):
        subject = Subject.objects.create(agency=agency, kind=Subject.Kind.UNIT)
        office.units[unit_code] = Unit.objects.create(
            agency=agency,
            subject=subject,
            code=unit_code,
            name=name,
            kind=kind,
            order=order,
            is_coordinating=unit_code == "HCQT",
        )
    for number, (name, full_name, unit, role, title, kind, member) in enumerate(ROWS, 1):
        office.people[name] = a_person(
            office, f"{code.upper()}{number:03}", full_name, kind=kind, is_party_member=member
        )
        Post.objects.create(person=office.people[name], unit=office.units[unit], role=role, title=title)
    Duty.objects.create(person=office.hoa, kind=Duty.Kind.COORDINATOR)
    Charge.objects.create(leader=office.son, unit=office.units["TH"])
    return office


def a_person(office: Office, code: str, full_name: str, **facts: Any) -> Person:
    subject = Subject.objects.create(agency=office.agency, kind=Subject.Kind.PERSON)
    facts = {"kind": StaffKind.CIVIL_SERVANT, "birth_date": date(1985, 5, 12)} | facts
    person = Person(agency=office.agency, subject=subject, code=code, **facts)
    person.rename(full_name)
    person.save()
    return person


def a_login(person: Person) -> Login:
    return Login.objects.create_login(person.code, PASSWORD, person)
