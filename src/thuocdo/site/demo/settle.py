"""Puts the invented office into the database: agency, units, people, posts, cases, logins."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction

from thuocdo.office.models import (
    Absence,
    Agency,
    Charge,
    Discipline,
    Duty,
    Login,
    Person,
    Post,
    Subject,
    Unit,
)

from .people import DemoPerson, DemoUnit, demo_agency, demo_people, demo_units

PACK = "mau-vpubnd"
COORDINATING = "HCQT"
PASSWORD = "thuocdo-2023"  # noqa: S105 - of the invented office, printed for whoever runs it


@dataclass
class DemoOffice:
    """The office with its rows, by the codes of the story."""

    agency: Agency
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    told: dict[str, DemoPerson] = field(default_factory=dict)
    told_units: dict[str, DemoUnit] = field(default_factory=dict)

    def of_unit(self, code: str) -> list[DemoPerson]:
        return [person for person in self.told.values() if person.unit_code == code]


@transaction.atomic
def settle() -> DemoOffice:
    """Create the office, once."""
    told = demo_agency()
    agency = Agency.objects.create(code=told["code"], name=told["short_name"], pack=PACK)
    office = DemoOffice(
        agency, told={p.code: p for p in demo_people()}, told_units={u.code: u for u in demo_units()}
    )
    for order, unit in enumerate(office.told_units.values()):
        office.units[unit.code] = Unit.objects.create(
            agency=agency,
            subject=Subject.objects.create(agency=agency, kind=Subject.Kind.UNIT),
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            order=order,
            is_coordinating=unit.code == COORDINATING,
        )
    for person in office.told.values():
        office.people[person.code] = _enter(office, person)
    _put_in_charge(office)
    secret = make_password(PASSWORD)  # one password for all: it is a demo, and hashing 78 times takes long
    Login.objects.bulk_create(
        Login(code=code, person=person, password=secret) for code, person in office.people.items()
    )
    return office


def _enter(office: DemoOffice, told: DemoPerson) -> Person:
    person = Person(
        agency=office.agency,
        subject=Subject.objects.create(agency=office.agency, kind=Subject.Kind.PERSON),
        code=told.code,
        birth_date=told.birth_date,
        kind=told.kind,
        is_party_member=told.is_party_member,
        party_post=told.party_post,
        union_post=told.union_post or told.youth_post,
        joined_on=told.transferred_from.first if told.transferred_from else told.since,
    )
    person.rename(told.full_name)
    person.save()
    since = told.since
    Post.objects.create(
        person=person, unit=office.units[told.unit_code], role=told.role, title=told.title, since=since
    )
    for extra in told.extra_posts:
        Post.objects.create(
            person=person,
            unit=office.units[extra.unit_code],
            role=extra.role,
            title=extra.title,
            is_main=False,
        )
    if told.duty == "coordinator":
        Duty.objects.create(person=person, kind=Duty.Kind.COORDINATOR)
    if told.absence:
        kind = told.absence.kind
        Absence.objects.create(person=person, kind=kind, start=told.absence.first, end=told.absence.last)
    if told.discipline:
        Discipline.objects.create(
            person=person, side="state", form=told.discipline.form, effective_on=told.discipline.on
        )
    return person


def _put_in_charge(office: DemoOffice) -> None:
    leaders = {told.key: office.people[told.code] for told in office.told.values() if told.key}
    Charge.objects.bulk_create(
        Charge(leader=leaders[unit.supervised_by], unit=office.units[unit.code])
        for unit in office.told_units.values()
        if unit.supervised_by in leaders and unit.kind != "leadership"
    )
    head = next(told for told in office.of_unit(COORDINATING) if told.role == "head")
    Duty.objects.create(person=office.people[head.code], kind=Duty.Kind.COORDINATOR)


def resettle(agency: Agency) -> DemoOffice:
    """The office already in the database, with the story it was made from."""
    office = DemoOffice(
        agency, told={p.code: p for p in demo_people()}, told_units={u.code: u for u in demo_units()}
    )
    office.units = {unit.code: unit for unit in Unit.objects.filter(agency=agency)}
    office.people = {person.code: person for person in Person.objects.filter(agency=agency)}
    return office
