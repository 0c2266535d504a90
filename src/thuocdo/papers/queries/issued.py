"""Papers as they were issued, and files to print that are not kept."""

from collections.abc import Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Expression, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from ..models import Number, Paper, SignedCopy
from ..rendering import render_docx, render_pdf
from .templates import paper_kind


def paper_or_404(by: Actor, pk: int) -> Paper:
    """A paper of the actor's agency; who may read it is asked by whoever shows it."""
    rows = Paper.objects.select_related("cycle", "unit", "replaces").filter(agency=by.agency_id)
    return get_object_or_404(rows, pk=pk)


def papers_of_unit(cycle: Cycle, unit: Unit) -> QuerySet[Paper]:
    """Issued papers of the unit that stand today."""
    return Paper.objects.filter(cycle=cycle, unit=unit, is_current=True)


def paper_about(cycle: Cycle, kind: str, subject_id: int, part: str = "") -> Paper | None:
    own = Paper.objects.filter(cycle=cycle, kind=kind, subject=subject_id, part=part)
    return own.filter(is_current=True).first()


def history_of(paper: Paper) -> list[Paper]:
    """The papers that this one replaces, newest first, then those that replaced it, oldest first."""
    line = []
    older = paper.replaces
    while older:
        line.append(older)
        older = older.replaces
    newer = Paper.objects.filter(replaces=paper).first()
    while newer:
        line.append(newer)
        newer = Paper.objects.filter(replaces=newer).first()
    return line


def file_of(kept: Paper | Number | SignedCopy, extension: str) -> bytes:
    """The finished file as it was issued, numbered or signed; a signed copy is a PDF."""
    if extension != "pdf" and isinstance(kept, SignedCopy):
        raise Http404
    with (kept.pdf if extension == "pdf" else kept.docx).open("rb") as stored:
        return stored.read()


def newest_docx(kind: str, part: Expression | str = "") -> Subquery:
    """For rows with a cycle and a subject: where the DOCX of their standing paper is kept."""
    own = Paper.objects.filter(
        cycle=OuterRef("cycle"), subject=OuterRef("subject"), kind=kind, part=part, is_current=True
    )
    return Subquery(own.values("docx")[:1])


def kept_docx(name: str) -> bytes:
    """The file of an issued paper, by where it is kept."""
    with default_storage.open(name, "rb") as stored:
        return stored.read()


def draft_file(kind: str, cycle: Cycle, sheet: Mapping[str, Any], extension: str) -> bytes:
    """The paper as it would be printed now, marked as a draft; nothing is kept."""
    return printed_file(kind, cycle, {**sheet, "draft": True}, extension)


def printed_file(kind: str, cycle: Cycle, sheet: Mapping[str, Any], extension: str) -> bytes:
    """A paper to print and not to keep: ballot slips, which are all alike. Http404 for another kind of file."""
    writer = {"docx": render_docx, "pdf": render_pdf}.get(extension)
    if writer is None:
        raise Http404
    return writer(paper_kind(kind, cycle.edition, cycle.agency_id), sheet)
