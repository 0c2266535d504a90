from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.permissions import step_closed
from thuocdo.figures.permissions import may_see_all
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Comment, CommentRequest, Draft, DraftSection
from .queries import forms_in
from .rules import Kind
from .states import CLOSED, DRAFT

NOT_YOURS = Finding("drafting.not_yours")


def _open(draft: Draft) -> list[Finding]:
    return [Finding("drafting.closed")] if draft.state == CLOSED else []


def may_coordinate_drafts(cycle: Cycle, by: Actor) -> list[Finding]:
    """HCQT runs the drafting (II.3.a)."""
    return [] if by.coordinates and cycle.agency_id == by.agency_id else [NOT_YOURS]


def may_open(cycle: Cycle, kind: Kind, by: Actor, step: Step) -> list[Finding]:
    """Each report once a year, where the year's book says which sections it has."""
    unknown = [] if kind in forms_in(cycle) else [Finding("drafting.no_sections")]
    taken = Draft.objects.filter(cycle=cycle, kind=kind).exists()
    opened = [Finding("drafting.opened")] if taken else []
    return may_coordinate_drafts(cycle, by) or unknown + opened + step_closed(step)


def may_run(draft: Draft, by: Actor) -> list[Finding]:
    """Who writes what, who is asked: HCQT, while it is open."""
    return may_coordinate_drafts(draft.cycle, by) or _open(draft)


def writes(section: DraftSection, by: Actor) -> bool:
    """Its owner, and HCQT, which leads the work; to nobody else is shown what is not given out."""
    ours = section.draft.cycle.agency_id == by.agency_id
    return ours and (section.owner_id == by.person_id or by.coordinates)


def may_write(section: DraftSection, by: Actor, step: Step) -> list[Finding]:
    yours = [] if writes(section, by) else [Finding("section.not_yours")]
    return yours or _open(section.draft) + step_closed(step)


def may_take_figures(section: DraftSection, by: Actor, step: Step) -> list[Finding]:
    """Whoever puts the units' parts together takes them into a section (S-20)."""
    return may_write(section, by, step) or may_see_all(section.draft.cycle, by)


def may_ask(draft: Draft, by: Actor, step: Step) -> list[Finding]:
    """There must be something to read."""
    given = draft.sections.filter(given__isnull=False).exists()
    nothing = [] if given else [Finding("drafting.nothing_given")]
    return may_run(draft, by) or nothing + step_closed(step)


def may_withdraw_request(request: CommentRequest, by: Actor, *, said: bool) -> list[Finding]:
    """Somebody asked by mistake; not once there is a comment."""
    return may_run(request.draft, by) or ([Finding("drafting.said_already")] if said else [])


def _asked(request: CommentRequest, by: Actor) -> bool:
    ours = request.draft.cycle.agency_id == by.agency_id
    return ours and (request.person_id == by.person_id or request.unit_id in by.leads)


def may_comment(request: CommentRequest, by: Actor, step: Step) -> list[Finding]:
    """Whoever was asked; for a unit who leads it. Late is late, and still taken in until HCQT closes."""
    yours = [] if _asked(request, by) else [NOT_YOURS]
    return yours or _open(request.draft) + step_closed(step)


def may_withdraw_comment(comment: Comment, by: Actor) -> list[Finding]:
    answered = [Finding("drafting.answered")] if comment.taken_up is not None else []
    yours = [] if _asked(comment.request, by) else [NOT_YOURS]
    return yours or _open(comment.request.draft) + answered


def may_answer(comment: Comment, by: Actor) -> list[Finding]:
    """The owner of the section, or HCQT."""
    yours = [] if writes(comment.version.section, by) else [Finding("section.not_yours")]
    return yours or _open(comment.request.draft)


def may_read_comments(draft: Draft, by: Actor) -> list[Finding]:
    """Everybody's: those who write the draft, and the Chief; who was asked sees the own ones."""
    inside = by.coordinates or by.heads_agency or draft.sections.filter(owner=by.person).exists()
    return [] if inside and draft.cycle.agency_id == by.agency_id else [NOT_YOURS]


def may_close(draft: Draft, by: Actor) -> list[Finding]:
    return may_coordinate_drafts(draft.cycle, by) or DRAFT.lacking(draft.state, "close")


def may_reopen(draft: Draft, by: Actor) -> list[Finding]:
    """With a reason; what was issued stays until it is issued anew."""
    return may_coordinate_drafts(draft.cycle, by) or DRAFT.lacking(draft.state, "reopen")
