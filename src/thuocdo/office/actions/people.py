"""What HCQT notes of single people: leave, discipline, who stands in, who may log in."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.vi_text import clean_line

from ..models import Absence, Charge, Discipline, Login, Person, StandIn, Subject, Unit
from ..permissions import may_note
from ..queries import Actor, standing_on

# Letters and digits that are not mistaken for each other on a printed slip.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 3, 4


def agency_subject(agency_id: int) -> Subject:
    """The agency itself as a subject, made when it is first spoken of."""
    return Subject.objects.get_or_create(agency_id=agency_id, kind=Subject.Kind.AGENCY)[0]


def _ends_before_start(start: date | None, end: date | None) -> list[Finding]:
    if start is None or end is None:
        return [Finding("office.days_missing")]
    return [Finding("office.ends_before_start", facts={"start": start, "end": end})] if end < start else []


def _unsaid(reason: str) -> list[Finding]:
    return [] if reason.strip() else [Finding("office.reason_missing")]


@transaction.atomic
def note_absence(person: Person, kind: str, start: date | None, end: date | None, *, by: Actor) -> Absence:
    """Put leave on record; the ceiling and the months worked are reckoned from it."""
    refuse_if(may_note(person, by), _ends_before_start(start, end))
    absence = Absence.objects.create(person=person, kind=kind, start=start, end=end)
    record("office.absence_noted", by=by, on=person, kind=kind, start=str(start), end=str(end))
    return absence


@transaction.atomic
def strike_absence(absence: Absence, *, reason: str, by: Actor) -> None:
    """Take back leave that was noted by mistake; the record keeps that it stood there."""
    refuse_if(may_note(absence.person, by), _unsaid(reason))
    record(
        "office.absence_struck",
        by=by,
        on=absence.person,
        reason=reason,
        start=str(absence.start),
        end=str(absence.end),
    )
    absence.delete()


@transaction.atomic
def note_discipline(
    person: Person, side: str, form: str, effective_on: date | None, *, duty_related: bool, by: Actor
) -> Discipline:
    """Put a disciplinary decision on record, by its form and the day of effect."""
    missing = [] if effective_on and form.strip() else [Finding("office.days_missing")]
    refuse_if(may_note(person, by), missing)
    discipline = Discipline.objects.create(
        person=person,
        side=side,
        form=clean_line(form)[:60],
        effective_on=effective_on,
        duty_related=duty_related,
    )
    record("office.discipline_noted", by=by, on=person, side=side, effective_on=str(effective_on))
    return discipline


@transaction.atomic
def appoint_stand_in(
    unit: Unit, person: Person, since: date | None, until: date | None, *, reason: str, by: Actor
) -> StandIn:
    """Someone leads the unit in the head's place for a time (replace a person)."""
    elsewhere = [] if unit.agency_id == person.agency_id else [Finding("office.not_yours")]
    days = [] if since else [Finding("office.days_missing")]
    if since and until:
        days = _ends_before_start(since, until)
    refuse_if(may_note(person, by), elsewhere, days, _unsaid(reason))
    stand_in = StandIn.objects.create(
        unit=unit, person=person, since=since, until=until, reason=clean_line(reason)
    )
    record("office.stand_in_appointed", by=by, on=stand_in, reason=reason, unit=unit.pk, person=person.pk)
    return stand_in


@transaction.atomic
def end_stand_in(stand_in: StandIn, *, reason: str, by: Actor) -> None:
    """From today on the unit is led as before."""
    refuse_if(may_note(stand_in.person, by), _unsaid(reason))
    stand_in.until = max(by.on, stand_in.since)
    stand_in.save(update_fields=["until"])
    record("office.stand_in_ended", by=by, on=stand_in, reason=reason)


@transaction.atomic
def put_in_charge(leader: Person, unit: Unit, *, by: Actor) -> Charge:
    """A leader of the agency takes charge of a unit from today on; who was in charge before no longer is."""
    refuse_if(
        may_note(leader, by), [] if unit.agency_id == leader.agency_id else [Finding("office.not_yours")]
    )
    Charge.objects.filter(standing_on(by.on), unit=unit).update(until=by.on)
    charge = Charge.objects.create(leader=leader, unit=unit, since=by.on)
    record("office.put_in_charge", by=by, on=charge, leader=leader.pk, unit=unit.pk)
    return charge


@transaction.atomic
def give_logins(people: Iterable[Person], *, by: Actor) -> list[tuple[Person, str]]:
    """A new password for each, shown this once; whoever gets one chooses an own one at the first login."""
    people = list(people)
    refuse_if(*(may_note(person, by) for person in people[:1]), _strangers(people, by))
    given = []
    for person in people:
        password = "-".join(
            "".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
        )
        Login.objects.update_or_create(
            person=person,
            defaults={
                "code": person.code,
                "password": make_password(password),
                "must_change": True,
                "is_active": True,
            },
        )
        given.append((person, password))
    record("office.logins_given", by=by, on=by.agency, number=len(given))
    return given


@transaction.atomic
def chose_password(login: Login, *, by: Actor) -> None:
    """The holder has chosen a password; the one given out is forgotten."""
    login.must_change = False
    login.save(update_fields=["must_change"])
    record("office.password_chosen", by=by, on=login)


def _strangers(people: Iterable[Person], by: Actor) -> list[Finding]:
    return [] if all(person.agency_id == by.agency_id for person in people) else [Finding("office.not_yours")]
