from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.kernel.findings import Finding
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from .models import PromptSheet, Review
from .states import AUTHOR, CHIEF, COLLEAGUE, COMPLETING, COORDINATOR, HEAD, IN_CHARGE, REVIEW, WRITABLE, sees

NOT_YOURS = Finding("review.not_yours")


def roles_in(review: Review, by: Actor) -> frozenset[str]:
    """What the actor is to this review; empty for a stranger."""
    if review.cycle.agency_id != by.agency_id:
        return frozenset()
    roles = {
        AUTHOR: review.person_id == by.person_id if review.person_id else review.unit_id in by.leads,
        HEAD: review.unit_id in by.leads,
        COLLEAGUE: review.unit_id in by.units,
        COORDINATOR: by.coordinates,
        IN_CHARGE: review.unit_id in by.charges,
        CHIEF: by.heads_agency,
    }
    return frozenset(role for role, holds in roles.items() if holds)


def may_read(review: Review, by: Actor) -> list[Finding]:
    return [] if sees(review.state, roles_in(review, by)) == "text" else [NOT_YOURS]


def may_write(review: Review, by: Actor, step: Step) -> list[Finding]:
    """The author writes while it is not handed in and HCQT still takes it in (S-6 … S-10)."""
    if AUTHOR not in roles_in(review, by):
        return [NOT_YOURS]
    if review.state not in WRITABLE:
        return [Finding("review.handed_in")]
    return [] if review.state == COMPLETING else step_closed(step)


def may_submit(review: Review, by: Actor, step: Step) -> list[Finding]:
    return may_write(review, by, step) or REVIEW.lacking(review.state, "submit")


def may_complete(review: Review, by: Actor) -> list[Finding]:
    """S-13: the author takes the remarks up and completes the review."""
    yours = [] if AUTHOR in roles_in(review, by) else [NOT_YOURS]
    return yours or REVIEW.lacking(review.state, "complete")


def may_return(review: Review, by: Actor) -> list[Finding]:
    """Who leads the unit returns what is not in order; HCQT returns one item for correction, also later."""
    roles = roles_in(review, by)
    if COORDINATOR not in roles and (HEAD not in roles or AUTHOR in roles):
        return [NOT_YOURS]
    if COORDINATOR not in roles and review.state == "complete":
        return [NOT_YOURS]
    return REVIEW.lacking(review.state, "return")


def may_coordinate_reviews(cycle: Cycle, by: Actor) -> list[Finding]:
    ours = by.coordinates and by.agency_id == cycle.agency_id
    return [] if ours else [Finding("office.not_yours")]


def may_prompt(cycle: Cycle, unit: Unit, by: Actor, step: Step) -> list[Finding]:
    """Who leads the unit writes its review prompts (S-5)."""
    if unit.agency_id != by.agency_id or unit.pk not in by.leads:
        return [NOT_YOURS]
    return step_closed(step)


def may_see_prompts(unit: Unit, by: Actor) -> list[Finding]:
    """They name people and failings: for who leads the unit, who is in charge of it, HCQT and the chief."""
    sees = unit.pk in by.leads | by.charges or by.coordinates or by.heads_agency
    return [] if sees and unit.agency_id == by.agency_id else [NOT_YOURS]


def may_send_prompts(sheet: PromptSheet, by: Actor, step: Step) -> list[Finding]:
    sent = [Finding("review.prompts_sent")] if sheet.sent_at else []
    return may_prompt(sheet.cycle, sheet.unit, by, step) or sent
