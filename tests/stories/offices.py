"""The offices in which the stories begin: `python -m tests.stories.offices NAME`, in the empty database of the program.

Run as a program of its own, with the settings people run, so that a story is told of the program they get.
"""

import sys

import django

PASSWORD = (
    "mat-khau-thu-2023"  # as tests.people has it; that module needs the models, and they a set-up Django
)


def empty() -> None:
    """Three units, and the clerk who knows how to begin."""
    from tests.people import a_login, a_person, an_office
    from thuocdo.office.models import Charge, Duty, Person, Post, Subject

    office = an_office()
    Duty.objects.all().delete()
    Charge.objects.all().delete()
    Post.objects.all().delete()
    Person.objects.all().delete()
    Subject.objects.filter(kind=Subject.Kind.PERSON).delete()
    hoa = a_person(office, "VP002", "Trần Thị Hoa", is_party_member=True)
    Post.objects.create(person=hoa, unit=office.units["HCQT"], role="head", title="Trưởng phòng")
    Duty.objects.create(person=hoa, kind=Duty.Kind.COORDINATOR)
    a_login(hoa)


def waiting_for_lan() -> None:
    """Everyone in Phòng Tổng hợp has handed in but Lan; all have a login."""
    from tests.builders import a_submitted_review
    from tests.people import a_login

    year = a_submitted_review(names=("minh", "tuan", "bao", "TH"))
    for person in year.office.people.values():
        a_login(person)


def at_the_ballot() -> None:
    """The meeting of Phòng Tổng hợp has heard everyone; the title is left."""
    from tests.builders import UNIT, a_meeting, hear
    from tests.people import a_login

    year = a_meeting()
    for name in ("TH", *UNIT):
        hear(year, name)
    for person in year.office.people.values():
        a_login(person)


def consultation() -> None:
    """The Chief's meeting is open, everybody proposed as good; all have a login."""
    from tests.consultation.stage import under_way
    from tests.people import a_login

    for person in under_way().office.people.values():
        a_login(person)


def after_the_units() -> None:
    """Every unit has proposed; the vice chief has handed in, the Chief has not begun; all have a login."""
    from tests.builders import submit
    from tests.consultation.stage import before
    from tests.people import a_login
    from thuocdo.reviews.actions import call_for_reviews

    year = before()
    call_for_reviews(year.cycle, by=year.by("hoa"))  # the vice chief has come since
    submit(year, "phuc")
    for person in year.office.people.values():
        a_login(person)


def drafting() -> None:
    """The agency's report is out in every section, and phòng Tổng hợp and Bảo are asked; all have a login."""
    from tests.drafting.stage import a_given_draft, ask
    from tests.people import a_login

    year = a_given_draft()
    ask(year)
    for person in year.office.people.values():
        a_login(person)


OFFICES = {
    "empty": empty,
    "waiting-for-lan": waiting_for_lan,
    "at-the-ballot": at_the_ballot,
    "consultation": consultation,
    "after-the-units": after_the_units,
    "drafting": drafting,
}

if __name__ == "__main__":
    django.setup()
    OFFICES[sys.argv[1]]()
