"""Papers made by hand: begun, typed, issued, or begun again to correct one that was issued."""

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import Actor

from ..filling import typed_from
from ..filling.typed import Typed
from ..models import DraftPaper, Paper
from ..permissions import may_begin_again, may_compose, may_write_draft
from ..queries import paper_kind
from ..sheets.by_hand import (
    IssuingBody,
    defects_of_draft,
    draft_title,
    facts_of_draft,
    form_or_404,
    prefilled,
    taken_over,
)
from .issuing import issue_paper


@transaction.atomic
def begin_draft(
    kind: str, cycle: Cycle, body: IssuingBody, *, earlier: Paper | None = None, by: Actor
) -> DraftPaper:
    """Begin a paper: with what the office knows, and with the content of an earlier one where it is named."""
    refuse_if(may_compose(by))
    form, template = form_or_404(kind, cycle.edition), paper_kind(kind, cycle.edition, cycle.agency_id)
    typed = prefilled(form, template, cycle, body, by.on)
    if earlier:
        typed = taken_over(form, typed, earlier)
    return _begun(kind, cycle, body.key, body.unit.pk, typed, None, by=by)


@transaction.atomic
def begin_again(paper: Paper, *, by: Actor) -> DraftPaper:
    """Correct an issued paper: all it says to be typed over, into a new paper that will name it. One such draft at a time."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("cycle", "draft").get(pk=paper.pk)
    refuse_if(may_begin_again(paper, by))
    if standing := DraftPaper.objects.filter(replaces=paper, paper=None).first():
        return standing
    typed = typed_from(form_or_404(paper.kind, paper.cycle.edition).fields, paper.sheet)
    return _begun(paper.kind, paper.cycle, paper.draft.body, paper.unit_id, typed, paper, by=by)


def _begun(
    kind: str, cycle: Cycle, body: str, unit: int, typed: Typed, replaces: Paper | None, *, by: Actor
) -> DraftPaper:
    draft = DraftPaper.objects.create(
        agency_id=cycle.agency_id,
        cycle=cycle,
        kind=kind,
        body=body,
        unit_id=unit,
        typed=typed,
        begun_at=by.at,
        saved_at=by.at,
        by_name=by.name,
        replaces=replaces,
    )
    record("paper.draft_begun", by=by, on=draft, kind=kind)
    return draft


@transaction.atomic
def save_draft(draft: DraftPaper, typed: Typed, *, version: int, by: Actor) -> DraftPaper:
    """Keep what was typed so far. A page older than the draft is refused, never merged.

    The same again is no write, whatever its version: a page that saved itself while a button was pressed is no conflict.
    """
    draft = _locked(draft)
    refuse_if(may_write_draft(draft, by))
    if typed == draft.typed:
        return draft
    refuse_if(_stale(draft, version))
    draft.typed, draft.saved_at, draft.by_name = typed, by.at, by.name
    draft.version += 1
    draft.save(update_fields=["typed", "saved_at", "by_name", "version"])
    return draft


@transaction.atomic
def issue_draft(draft: DraftPaper, *, version: int, by: Actor) -> Paper:
    """The draft becomes a paper, frozen as any other; it replaces the one it corrects."""
    draft = _locked(draft)
    refuse_if(may_write_draft(draft, by), _stale(draft, version), defects_of_draft(draft))
    old = draft.replaces
    refuse_if([Finding("paper.superseded")] if old and not old.is_current else [])
    paper = issue_paper(
        draft.kind,
        draft.cycle,
        draft.unit,
        draft.unit.subject_id,
        facts_of_draft(draft, by.on),
        title=draft_title(draft),
        part=old.part if old else f"draft-{draft.pk}",
        by=by,
    )
    refuse_if([Finding("paper.nothing_changed")] if paper == old else [])
    draft.paper = paper
    draft.save(update_fields=["paper"])
    return paper


@transaction.atomic
def drop_draft(draft: DraftPaper, *, by: Actor) -> None:
    """Throw away what was begun; the record says that it was there."""
    draft = _locked(draft)
    refuse_if(may_write_draft(draft, by))
    record("paper.draft_dropped", by=by, on=draft, kind=draft.kind, title=draft_title(draft))
    draft.delete()


def _locked(draft: DraftPaper) -> DraftPaper:
    rows = DraftPaper.objects.select_for_update(of=("self",)).select_related("cycle", "unit", "replaces")
    found = rows.filter(pk=draft.pk).first()
    if found is None:
        raise Refused([Finding("paper.draft_dropped")])
    return found


def _stale(draft: DraftPaper, version: int) -> list[Finding]:
    return [] if version == draft.version else [Finding("paper.draft_stale")]
