from typing import Any

from django.db.models import QuerySet

from thuocdo.office.models import Person

from .models import Assembly


def seats_of(assembly: Assembly) -> QuerySet[Any]:
    """Everybody called, in the order of the list."""
    return assembly.seats.select_related("person")


def present_people(assembly: Assembly) -> list[Person]:
    """Who is there and can be heard."""
    return [one.person for one in seats_of(assembly).filter(present=True)]
