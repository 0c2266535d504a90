"""A new agency: its coordinating unit and the first person who may log in. The rest HCQT does in the browser."""

from django.db import transaction

from thuocdo.kernel.vi_text import clean_line
from thuocdo.kernel.words import PostRole, StaffKind
from thuocdo.office.actions import give_logins
from thuocdo.office.models import Agency, Duty, Person, Post, Subject, Unit
from thuocdo.office.queries import actor_of
from thuocdo.office.rules.staff_words import unit_code
from thuocdo.ui.clock import now


@transaction.atomic
def found_agency(code: str, name: str, pack: str, unit_name: str, coordinator: str, staff_code: str) -> str:
    """Create the agency; returns the coordinator's first password. An IntegrityError where the code is taken."""
    agency = Agency.objects.create(code=code, name=clean_line(name), pack=pack)
    unit = Unit.objects.create(
        agency=agency,
        subject=Subject.objects.create(agency=agency, kind=Subject.Kind.UNIT),
        code=unit_code(unit_name),
        name=clean_line(unit_name),
        is_coordinating=True,
    )
    person = Person(
        agency=agency,
        subject=Subject.objects.create(agency=agency, kind=Subject.Kind.PERSON),
        code=staff_code,
        kind=StaffKind.CIVIL_SERVANT,
    )
    person.rename(clean_line(coordinator))
    person.save()
    Post.objects.create(person=person, unit=unit, role=PostRole.STAFF, title="Chuyên viên")
    Duty.objects.create(person=person, kind=Duty.Kind.COORDINATOR)
    [(_person, password)] = give_logins([person], by=actor_of(person, now()))
    return password
