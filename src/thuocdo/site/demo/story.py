"""What every part of the demo year stands on: the office, who acts, the cycle."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property

from thuocdo.cycle.models import Cycle
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, actor_of, presiding_over

from .scenes import YEAR
from .settle import COORDINATING, DemoOffice


class Story:
    """The year of one demo office, as its parts share it."""

    def __init__(self, office: DemoOffice) -> None:
        self.office = office
        self._standing: dict[int, Actor] = {}
        self._leaders: dict[str, Person] = {}

    def acting(self, person: Person, moment: datetime) -> Actor:
        """The person with the own standing, asked for once: no post changes between November and the end."""
        if person.pk not in self._standing:
            person.agency = self.office.agency
            self._standing[person.pk] = actor_of(person, moment)
        return replace(self._standing[person.pk], at=moment)

    def clerk(self, moment: datetime) -> Actor:
        told = next(p for p in self.office.of_unit(COORDINATING) if p.duty == "coordinator")
        return self.acting(self.office.people[told.code], moment)

    def leader(self, code: str, moment: datetime) -> Actor:
        """Who leads the unit: the head, or the deputy where there is none."""
        if code not in self._leaders:
            person = presiding_over(self.office.units[code], moment.date())
            if person is None:
                raise LookupError(f"nobody leads {code}")
            self._leaders[code] = person
        return self.acting(self._leaders[code], moment)

    @cached_property
    def cycle(self) -> Cycle:
        return Cycle.objects.get(agency=self.office.agency, year=YEAR)
