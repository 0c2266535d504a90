from collections.abc import Sequence

from thuocdo.consultation.queries import consultation_missed
from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Notice, Petition
from .queries import Bench, open_benches, terms_of, units_decided_in
from .rules import too_late_to_petition

NOT_YOURS = Finding("office.not_yours")
NAMED = 5  # of those who are undecided, in a refusal


def may_see_benches(cycle: Cycle, by: Actor) -> list[Finding]:
    """Whoever decides on somebody by the book; HCQT sees what was proposed, and how far it is."""
    ours = cycle.agency_id == by.agency_id
    return [] if ours and (by.coordinates or may_decide_here(cycle, by) == []) else [NOT_YOURS]


def may_decide_here(cycle: Cycle, by: Actor) -> list[Finding]:
    """The head of the agency, and heads whom the book lets decide on their own staff."""
    ours = cycle.agency_id == by.agency_id
    return [] if ours and (by.heads_agency or units_decided_in(cycle, by)) else [NOT_YOURS]


def not_ready(cycle: Cycle, benches: Sequence[Bench]) -> list[Finding]:
    """Why it is not issued yet: the consultation has not ended, somebody waits, a group is over its final cap (II.4)."""
    waiting = open_benches(benches)
    if not waiting:
        return [Finding("decision.nothing_to_issue")]
    names = [case.name for case in waiting if case.decided is None]
    facts = {"number": len(names), "names": [*names[:NAMED], *(["…"] if names[NAMED:] else [])]}
    undecided = [Finding("decision.undecided", facts=facts)] if names else []
    return _before_consultation(cycle) + undecided + _over_cap(benches)


def _before_consultation(cycle: Cycle) -> list[Finding]:
    """First the bodies are consulted, where the year's plan says so; then it is decided."""
    step = consultation_missed(cycle)
    facts = {"title": step.title, "section": step.section} if step else {}
    return [Finding("decision.before_consultation", facts=facts)] if step else []


def _over_cap(benches: Sequence[Bench]) -> list[Finding]:
    return [
        Finding(
            "rating.decided_over_cap",
            bench.count.cap.source,
            {
                "group": bench.count.group.name,
                "have": bench.count.headroom.proposed,
                "room": bench.count.possible,
            },
        )
        for bench in benches
        if bench.count and bench.mine and bench.count.over
    ]


def may_keep_notices(cycle: Cycle, by: Actor) -> list[Finding]:
    """Who follows whether everybody has read: HCQT, and whoever decides."""
    return may_see_benches(cycle, by)


def may_confirm(notice: Notice, by: Actor) -> list[Finding]:
    """Whom it is for says, once, that it was read."""
    if not _is_for(notice, by):
        return [NOT_YOURS]
    if not notice.is_current:
        return [Finding("notice.superseded")]
    return [Finding("notice.read_already")] if notice.read_at else []


def _is_for(notice: Notice, by: Actor) -> bool:
    if notice.subject.kind == "unit":
        return notice.subject.unit.pk in by.leads
    return notice.subject_id == by.person.subject_id


def may_petition(notice: Notice, by: Actor) -> list[Finding]:
    """The person rated, against the standing result, within the term of the law where it states one."""
    terms = terms_of(notice)
    if terms is None or notice.subject_id != by.person.subject_id:
        return [NOT_YOURS]
    if not notice.is_current:
        return [Finding("notice.superseded")]
    if notice.petitions.filter(answered_at=None).exists():
        return [Finding("petition.one_is_open")]
    return too_late_to_petition(terms, by.on)


def may_answer(petition: Petition, by: Actor) -> list[Finding]:
    """Who is competent to rate answers (of the office of who decided), never the one who petitions."""
    decision, own = petition.notice.decision, petition.notice.subject_id == by.person.subject_id
    heads = by.heads_agency if decision.unit.is_coordinating else decision.unit_id in by.leads
    if own or not heads or petition.notice.cycle.agency_id != by.agency_id:
        return [NOT_YOURS]
    return [Finding("petition.answered_already")] if petition.answered_at else []
