"""The office of the tests with a centre, whose head decides on its staff, and a vice chief, whom the superior rates."""

from tests.builders import Year, a_closed_meeting
from tests.decisions.stages import without_a_consultation
from tests.people import a_person
from thuocdo.kernel.words import PostRole, StaffKind
from thuocdo.office.models import Person, Post, Subject, Unit
from thuocdo.ratings.actions import form_proposed_groups

PEOPLE = [
    # name, full name, unit, role, kind
    ("pho", "Ngô Thanh Phó", "LD", PostRole.VICE_CHIEF, StaffKind.CIVIL_SERVANT),
    ("giam_doc", "Bùi Văn Giám", "TT", PostRole.HEAD, StaffKind.PUBLIC_EMPLOYEE),
    ("vien", "Hồ Thị Viên", "TT", PostRole.STAFF, StaffKind.PUBLIC_EMPLOYEE),
    ("lai", "Đỗ Văn Lái", "TT", PostRole.STAFF, StaffKind.CONTRACT_WORKER),
]


def with_a_centre() -> Year:
    """Phòng Tổng hợp has met; the centre and the leadership have people too; the plan has no consultation."""
    year = a_closed_meeting()
    office = year.office
    subject = Subject.objects.create(agency=office.agency, kind=Subject.Kind.UNIT)
    office.units["TT"] = Unit.objects.create(
        agency=office.agency, subject=subject, code="TT", name="Trung tâm Tin học", kind="centre", order=9
    )
    for number, (name, full_name, unit, role, kind) in enumerate(PEOPLE, 50):
        office.people[name] = a_person(office, f"VP{number:03}", full_name, kind=kind)
        give_post(office.people[name], office.units[unit], role)
    form_proposed_groups(year.cycle, by=year.by("hoa", "2023-11-27 08:00"))
    return without_a_consultation(year)


def give_post(person: Person, unit: Unit, role: PostRole, **facts: object) -> Post:
    return Post.objects.create(person=person, unit=unit, role=role, title=role.value, **facts)
