"""Who may do what with the office. Empty means yes."""

from collections.abc import Mapping
from enum import StrEnum

from thuocdo.kernel.findings import Finding

from .models import Person, StaffImport
from .queries import Actor


class Dependent(StrEnum):
    """What may rest on an import, as a reader knows it."""

    LOGIN = "office.login"
    DUTY = "office.duty"
    CHARGE = "office.charge"
    STAND_IN = "office.standin"
    ABSENCE = "office.absence"
    DISCIPLINE = "office.discipline"
    POST = "office.post"
    WORK = "work"  # anything of the other rooms


def may_see_staff(by: Actor) -> list[Finding]:
    """The staff list of the whole agency is for the coordinating unit and the chief."""
    return [] if by.coordinates or by.heads_agency else [Finding("office.not_yours")]


def may_import(by: Actor) -> list[Finding]:
    """Only the coordinating unit changes the staff list."""
    return [] if by.coordinates else [Finding("office.not_yours")]


def may_note(person: Person, by: Actor) -> list[Finding]:
    """HCQT keeps what is noted of the people of its own agency."""
    return [] if by.coordinates and person.agency_id == by.agency_id else [Finding("office.not_yours")]


def may_undo(
    imported: StaffImport,
    by: Actor,
    *,
    dependents: Mapping[str, int],
    altered: int,
    later: StaffImport | None,
) -> list[Finding]:
    """An import is undone as one act, the newest first, while nothing rests on it and nothing changed since."""
    findings = may_import(by)
    if imported.undone_at:
        findings.append(Finding("office.already_undone", facts={"on": imported.undone_at.date()}))
        return findings
    if later:
        findings.append(Finding("office.later_import", facts={"file": later.file_name}))
    if dependents:
        known = {kind.value: kind for kind in Dependent}
        what = sorted({known.get(label, Dependent.WORK) for label in dependents})
        findings.append(Finding("office.in_use", facts={"what": what, "count": sum(dependents.values())}))
    if altered:
        findings.append(Finding("office.changed_since", facts={"count": altered}))
    return findings
