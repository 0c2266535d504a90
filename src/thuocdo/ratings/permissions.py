from collections.abc import Callable, Collection, Iterable, Mapping

from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from .queries import Case
from .rules.competence import Authority


def may_form_groups(cycle: Cycle, by: Actor) -> list[Finding]:
    """The agency defines its comparable groups; HCQT enters them."""
    ours = by.coordinates and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_try(cycle: Cycle, by: Actor) -> list[Finding]:
    """HCQT and the chief try other proposals; it names people of every unit."""
    ours = (by.coordinates or by.heads_agency) and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_decide_all(
    cycle: Cycle, cases: Mapping[int, Case], subjects: Iterable[int], by: Actor
) -> list[Finding]:
    """The authority that the book names for each decides, never on itself, and once (II.4)."""
    subjects = set(subjects)
    if not subjects:
        return [Finding("rating.nothing_chosen")]
    strangers = subjects - set(cases)
    if strangers or cycle.agency_id != by.agency_id or not any(map(_decides_something(by), cases.values())):
        return [Finding("office.not_yours")]
    return [finding for case in cases.values() for finding in _not_to_decide(case, by)]


def _decides_something(by: Actor) -> Callable[[Case], bool]:
    """Whether the actor is such an authority as the case asks for; then a refusal says whose it is instead."""
    return lambda case: by.heads_agency or case.decided_by(by)


def _not_to_decide(case: Case, by: Actor) -> list[Finding]:
    if case.about(by):
        return [Finding("rating.own_grade")]
    if not case.decided_by(by):
        return [other_authority(case)]
    return [Finding("rating.already_announced", facts={"name": case.name})] if case.announced else []


def other_authority(case: Case) -> Finding:
    """Whose decision it is instead, with the clause."""
    if case.competence is None:
        return Finding("rating.nobody_competent", facts={"name": case.name})
    facts = {"name": case.name, "who": case.competence.authority}
    return Finding("rating.other_authority", case.competence.source, facts)


def rated_elsewhere(cases: Iterable[Case]) -> list[Finding]:
    """Leaders whom the superior rates are counted in no group of the agency: its cap is not theirs (II.7.a)."""
    return [
        other_authority(case)
        for case in cases
        if case.competence and case.competence.authority == Authority.SUPERIOR
    ]


def too_early(case: Case, waiting: Collection[int]) -> list[Finding]:
    """A unit is rated before who heads it (rating/order)."""
    early = set(waiting) & set(case.waits_for)
    return [Finding("rating.unit_first", case.clause, {"name": case.name})] if early else []


def may_revise(cycle: Cycle, case: Case | None, by: Actor) -> list[Finding]:
    """Who decided decides again, once the first decision was announced."""
    if case is None or cycle.agency_id != by.agency_id or not case.decided_by(by):
        return [Finding("office.not_yours")]
    return [] if case.announced else [Finding("rating.not_announced", facts={"name": case.name})]


def may_score(cycle: Cycle, unit: Unit, by: Actor) -> list[Finding]:
    """Who leads the unit scores its people by period; HCQT enters what was sent in."""
    ours = unit.agency_id == by.agency_id == cycle.agency_id
    return [] if ours and (unit.pk in by.leads or by.coordinates) else [Finding("office.not_yours")]


def may_approve_groups(cycle: Cycle, by: Actor) -> list[Finding]:
    """The head of the agency approves its comparable groups."""
    ours = by.heads_agency and cycle.agency_id == by.agency_id
    return [] if ours else [Finding("rating.not_yours")]


def may_see_groups(cycle: Cycle, by: Actor) -> list[Finding]:
    """HCQT, the chief and who leads a unit: the cap spans units."""
    sees = by.coordinates or by.heads_agency or bool(by.leads or by.charges)
    return [] if sees and cycle.agency_id == by.agency_id else [Finding("office.not_yours")]
