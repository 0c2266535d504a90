from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from ..models import Paper
from ..permissions import may_issue_plan
from ..queries import paper_about, paper_kind
from ..rendering import PaperError, PaperKind, Rendered, UnprintableText, render
from ..rules import symbol_of
from ..sheets.plan import plan_sheet
from ..wording import kind_on_paper


@transaction.atomic
def issue_paper(
    kind: str,
    cycle: Cycle,
    unit: Unit,
    subject_id: int,
    sheet: Mapping[str, Any],
    *,
    title: str,
    part: str = "",
    by: Any,
) -> Paper:
    """Join the facts with the template and keep the finished files. Whoever calls has asked for permission.

    `part` tells papers of one kind about one subject apart. The same facts give the same paper; other facts give a new paper that names the one it replaces.
    """
    template = paper_kind(kind, cycle.edition, cycle.agency_id)
    standing = paper_about(cycle, kind, subject_id, part)
    if standing and standing.sheet == sheet and standing.template_digest == template.template_digest:
        return standing
    if standing:
        standing.is_current = False
        standing.save(update_fields=["is_current"])
    rendered = _rendered(template, sheet)
    shape = template.profile_of(sheet).look.number_format
    name = uuid4().hex
    paper = Paper.objects.create(
        agency_id=cycle.agency_id,
        cycle=cycle,
        kind=kind,
        part=part,
        edition=cycle.edition,
        subject_id=subject_id,
        unit=unit,
        title=title,
        symbol=symbol_of(sheet["letterhead"]["number_line"], shape),
        sheet=sheet,
        template_digest=rendered.template_digest,
        docx=ContentFile(rendered.docx, f"{name}.docx"),
        pdf=ContentFile(rendered.pdf, f"{name}.pdf"),
        docx_sha256=sha256(rendered.docx).hexdigest(),
        pdf_sha256=sha256(rendered.pdf).hexdigest(),
        issued_at=by.at,
        by_name=by.name,
        replaces=standing,
    )
    record("paper.issued", by=by, on=paper, kind=kind, sha256=paper.pdf_sha256)
    return paper


def _rendered(template: PaperKind, sheet: Mapping[str, Any]) -> Rendered:
    try:
        return render(template, sheet)
    except UnprintableText as error:
        raise Refused([error.finding]) from error
    except PaperError as error:
        raise Refused([Finding("paper.cannot_be_made", facts={"why": str(error)})]) from error


def issue_plan(cycle: Cycle, *, by: Actor) -> Paper:
    """The plan as it stands becomes a paper of the coordinating unit; a changed plan replaces the issued one (S-32)."""
    refuse_if(may_issue_plan(cycle, by))
    unit = Unit.objects.get(agency=cycle.agency_id, is_coordinating=True)
    title = f"{kind_on_paper('plan')} {cycle.year}"
    return issue_paper("plan", cycle, unit, unit.subject_id, plan_sheet(cycle), title=title, by=by)
