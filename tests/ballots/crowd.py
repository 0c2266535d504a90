"""Many people and a ballot open to them, on one question; for the tests that need a database of their own."""

from collections.abc import Callable
from typing import Any

from tests.builders import Year, a_cycle
from tests.people import a_person
from thuocdo.ballots.actions import freeze_ballot, open_ballot, prepare_ballot
from thuocdo.ballots.belenios.tellers import Teller as Code
from thuocdo.ballots.queries import as_it_stands
from thuocdo.ballots.rules import Way
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, actor_of
from thuocdo.site.demo.polling import make_keys


def crowd(number: int) -> tuple[Year, list[Person]]:
    year = a_cycle()
    return year, [a_person(year.office, f"V{place:02}", f"Người {place:02}") for place in range(number)]


def standing_of(year: Year) -> Callable[[Person], Actor]:
    return lambda person: actor_of(person, year.by("minh").at)


def opened_for(year: Year, people: list[Person], names: int = 1) -> tuple[Any, dict[int, Code]]:
    """A ballot on so many names, and the codes of its tellers: the first three people."""
    by = year.by("minh")
    ballot = prepare_ballot(
        year.cycle,
        year.unit,
        "Bầu",
        {str(number): (f"Tên {number}", "") for number in range(1, names + 1)},
        way=Way.ELECTRONIC,
        chair=by.person,
        secretary=by.person,
        voters=people,
        tellers=people[:3],
        by=by,
    )
    codes = make_keys(ballot, standing_of(year))
    freeze_ballot(ballot, by=by)
    open_ballot(ballot, by=by)
    return as_it_stands(ballot), codes
