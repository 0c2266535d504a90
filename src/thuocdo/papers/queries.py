from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from thuocdo.cycle.models import Cycle
from thuocdo.office.models import Unit

from .models import Paper
from .rendering import PaperKind, load_kind, render_docx, render_pdf


@lru_cache(maxsize=64)
def _kind(kind: str, edition: str, _fresh: int) -> PaperKind:
    return load_kind(settings.REGULATIONS, kind, edition)


def paper_kind(kind: str, edition: str) -> PaperKind:
    """The template of a kind of paper for an edition; read once per process."""
    return _kind(kind, edition, 0)


def draft_file(kind: str, edition: str, sheet: Mapping[str, Any], extension: str) -> bytes:
    """The paper as it would be printed now; nothing is kept. Http404 for another kind of file."""
    writer = {"docx": render_docx, "pdf": render_pdf}.get(extension)
    if writer is None:
        raise Http404
    return writer(paper_kind(kind, edition), {**sheet, "draft": True})


def papers_of_unit(cycle: Cycle, unit: Unit) -> QuerySet[Paper]:
    """Issued papers of the unit that stand today."""
    return Paper.objects.filter(cycle=cycle, unit=unit, is_current=True)


def paper_about(cycle: Cycle, kind: str, subject_id: int) -> Paper | None:
    return Paper.objects.filter(cycle=cycle, kind=kind, subject=subject_id, is_current=True).first()


def file_of(paper: Paper, extension: str) -> bytes:
    """The finished file as it was issued."""
    with (paper.pdf if extension == "pdf" else paper.docx).open("rb") as stored:
        return stored.read()
