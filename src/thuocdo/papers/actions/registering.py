"""The verbs of the registry: a number is drawn once, in order, and is never given back."""

from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.queries import book_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.office.queries import Actor

from ..models import Number, Paper, Series
from ..permissions import may_cancel, may_register
from ..queries import paper_kind_of
from ..rendering import render
from ..rules import NUMBER, RegisterRule, content_digest, number_line, numbered


@transaction.atomic
def register_paper(paper: Paper, *, by: Actor) -> Number:
    """Draw the next number of the paper's series and print it, with the day, on the frozen facts (Điều 15).

    The number is drawn in the transaction that keeps the numbered file: either both are there or neither, so the
    series has no hole and no number twice.
    """
    kind = paper_kind_of(paper)
    rule = RegisterRule.of(book_of(paper.cycle).facts)
    series = _locked(paper.agency_id, by.on.year, rule.series(kind.symbol_type, paper.symbol))
    refuse_if(may_register(paper, by), _changed_template(paper, kind.template_digest))
    series.last += 1
    series.save(update_fields=["last"])
    shape = kind.profile_of(paper.sheet).look.number_format
    sheet = numbered(paper.sheet, series.last, paper.symbol, shape, by.on)
    made, name = render(kind, sheet), uuid4().hex
    drawn = Number.objects.create(
        series=series,
        number=series.last,
        paper=paper,
        line=number_line(series.last, paper.symbol, shape),
        day=by.on,
        content_digest=content_digest(sheet),
        docx=ContentFile(made.docx, f"{name}.docx"),
        pdf=ContentFile(made.pdf, f"{name}.pdf"),
        docx_sha256=sha256(made.docx).hexdigest(),
        pdf_sha256=sha256(made.pdf).hexdigest(),
        drawn_at=by.at,
        by_name=by.name,
    )
    record("paper.registered", by=by, on=paper, line=drawn.line, sha256=drawn.pdf_sha256)
    return drawn


@transaction.atomic
def cancel_number(number: Number, *, reason: str, by: Actor) -> None:
    """Cancel a drawn number. It stays in the register with its reason; the paper may take a new one."""
    number = Number.objects.select_for_update(of=("self",)).select_related("paper").get(pk=number.pk)
    refuse_if(may_cancel(number, by), reason_missing(reason))
    number.cancelled_at, number.cancelled_reason, number.cancelled_by_name = by.at, reason, by.name
    number.save(update_fields=["cancelled_at", "cancelled_reason", "cancelled_by_name"])
    record("paper.number_cancelled", by=by, on=number.paper, reason=reason, line=number.line)


def _locked(agency_id: int, year: int, key: str) -> Series:
    """The row of the series; whoever comes next waits until this transaction ends."""
    series, _ = Series.objects.select_for_update().get_or_create(agency_id=agency_id, year=year, key=key)
    return series


def _changed_template(paper: Paper, digest: str) -> list[Finding]:
    """A paper is numbered as it was issued: under another template it would be another paper."""
    return [] if paper.template_digest == digest else [Finding("paper.template_changed", NUMBER)]
