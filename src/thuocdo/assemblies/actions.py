from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.vi_text import clean_line
from thuocdo.office.models import Person
from thuocdo.office.queries import Actor, main_posts, presiding_over_agency, standing_for
from thuocdo.office.rules.bodies import Body

from .models import Assembly, Seat
from .permissions import may_call, may_open, may_prepare, may_reopen
from .queries import seats_of
from .rules import Attendance, attendance_open
from .states import ASSEMBLY

Kind = TypeVar("Kind", bound=Assembly)


def lock(assembly: Assembly) -> None:
    """Hold the row until the act is done and read it afresh: two people may press at once."""
    standing = type(assembly).objects.select_for_update().get(pk=assembly.pk)
    for field in assembly._meta.concrete_fields:
        setattr(assembly, field.attname, getattr(standing, field.attname))


@transaction.atomic
def call_assembly(
    kind: type[Kind],
    cycle: Cycle,
    step: Step,
    *,
    planned_at: datetime,
    place: str,
    secretary: Person,
    by: Actor,
) -> Kind:
    """Call it, with everybody whom the posts make a member of one of the bodies."""
    refuse_if(may_call(kind, cycle, by, step))
    chief = next(iter(presiding_over_agency(cycle.agency_id, by.on)), None)
    refuse_if(
        [] if place.strip() else [Finding("assembly.no_place")],
        [] if chief else [Finding("assembly.no_chief")],
        [] if secretary.agency_id == cycle.agency_id else [Finding("office.not_yours")],
    )
    assembly = kind.objects.create(
        cycle=cycle, planned_at=planned_at, place=clean_line(place)[:160], chair=chief, secretary=secretary
    )
    seats = assembly.seats
    seats.bulk_create(
        seats.model(assembly=assembly, person=post.person, bodies=bodies, title=post.title)
        for post, bodies in standing_for(cycle.agency_id, by.on)
    )
    record("assembly.called", by=by, on=assembly, planned_at=planned_at.isoformat())
    return assembly


@transaction.atomic
def seat(assembly: Assembly, person: Person, body: Body, *, by: Actor) -> Seat:
    """Call somebody by name; who sits there already takes the other body too, with one seat as before."""
    lock(assembly)
    elsewhere = [] if person.agency_id == assembly.cycle.agency_id else [Finding("office.not_yours")]
    refuse_if(may_prepare(assembly, by), elsewhere)
    post = main_posts([person.pk], by.on).get(person.pk)
    taken, _fresh = assembly.seats.get_or_create(
        person=person, defaults={"bodies": [], "title": post.title if post else ""}
    )
    if body not in taken.bodies:
        taken.bodies = [one for one in Body if one in (*taken.bodies, body)]
        taken.save(update_fields=["bodies"])
        record("assembly.seated", by=by, on=taken, person=person.pk, body=body)
    return taken


@transaction.atomic
def unseat(taken: Seat, *, by: Actor) -> None:
    """Take somebody off the list."""
    lock(taken.assembly)
    refuse_if(may_prepare(taken.assembly, by))
    record("assembly.unseated", by=by, on=taken, person=taken.person_id, bodies=taken.bodies)
    taken.delete()


@transaction.atomic
def mark_seats(assembly: Assembly, marks: Mapping[int, tuple[bool | None, str]], *, by: Actor) -> None:
    """Seat -> present or not, and why absent."""
    lock(assembly)
    refuse_if(may_prepare(assembly, by))
    seats = list(assembly.seats.filter(pk__in=marks))
    for one in seats:
        one.present, reason = marks[one.pk]
        one.reason = "" if one.present else clean_line(reason)[:200]
    assembly.seats.bulk_update(seats, ["present", "reason"])
    present = assembly.seats.filter(present=True).count()
    record("assembly.attendance_marked", by=by, on=assembly, present=present)


def attendance_lacking(assembly: Assembly, chair: int) -> list[Finding]:
    """Somebody is not marked, or whoever is to preside is away."""
    seats = list(seats_of(assembly))
    here = any(one.person_id == chair and one.present for one in seats)
    return attendance_open(Attendance.of(seats)) + ([] if here else [Finding("assembly.chair_absent")])


@transaction.atomic
def open_assembly(assembly: Assembly, *, chair: Person | None = None, by: Actor) -> None:
    """Begin, once everyone is marked and whoever presides is there. `chair`: where the Chief is away."""
    lock(assembly)
    refuse_if(may_open(assembly, by))
    presides = chair or assembly.chair
    able = presiding_over_agency(assembly.cycle.agency_id, by.on)
    refuse_if(
        [] if presides in able else [Finding("assembly.chair_no_leader")],
        attendance_lacking(assembly, presides.pk),
    )
    assembly.state = ASSEMBLY.move(assembly.state, "open")
    assembly.opened_at, assembly.chair = by.at, presides
    assembly.save(update_fields=["state", "opened_at", "chair"])
    record("assembly.opened", by=by, on=assembly, chair=presides.pk)


@transaction.atomic
def reopen_assembly(assembly: Assembly, *, reason: str, by: Actor) -> None:
    """Open again; what was stated and issued stays until it ends anew."""
    lock(assembly)
    refuse_if(may_reopen(assembly, by), reason_missing(reason))
    assembly.state = ASSEMBLY.move(assembly.state, "reopen")
    assembly.closed_at = None
    assembly.save(update_fields=["state", "closed_at"])
    record("assembly.reopened", by=by, on=assembly, reason=reason)
