"""An agency's own Word files: which one it uses, and whether a file can serve."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from ..models import WordTemplate
from ..rendering import Fact, PaperError, PaperKind, in_word, look_over, pictures_of, render_docx
from .rewording import worded


def word_templates_of(agency_id: int, kind: str, edition: str) -> QuerySet[WordTemplate]:
    """The agency's Word files for a template, those only looked at too, newest first."""
    return WordTemplate.objects.filter(agency=agency_id, kind=kind, edition=edition).order_by("-id")


def standing_word(agency_id: int, kind: str, edition: str) -> WordTemplate | None:
    """The Word file that the agency uses for a template today."""
    return (
        word_templates_of(agency_id, kind, edition)
        .filter(adopted_at__isnull=False, withdrawn_at=None)
        .first()
    )


def word_template_or_404(by: Actor, pk: int) -> WordTemplate:
    return get_object_or_404(WordTemplate, pk=pk, agency=by.agency_id)


def word_file(kept: WordTemplate) -> bytes:
    """The file as it came."""
    with kept.file.open("rb") as stored:
        return stored.read()


def with_word(kind: PaperKind, kept: WordTemplate | None) -> PaperKind:
    """The template with its DOCX made from the agency's file, where there is one."""
    return in_word(kind, word_file(kept)) if kept else kind


def word_defects(kind: PaperKind, data: bytes) -> list[Finding]:
    """Why a Word file cannot serve a template: its marks, and whether it holds the facts of every sample."""
    if kind.fixed_profile is None:
        return [Finding("paper.word_many_forms")]
    if found := look_over(kind, data).defects:
        return found
    try:
        trial = in_word(kind, data)
        for facts in kind.samples().values():
            render_docx(trial, facts)
    except PaperError as error:
        return [Finding("paper.words_do_not_fit", facts={"why": str(error)})]
    return []


def word_filled(kept: WordTemplate, facts: Mapping[str, Any]) -> bytes:
    """The agency's file with sample facts in it."""
    return render_docx(in_word(worded(kept.kind, kept.edition, {}), word_file(kept)), facts)


def word_unused(kept: WordTemplate) -> list[Fact]:
    """Facts that papers made from the file will not tell."""
    return look_over(worded(kept.kind, kept.edition, {}), word_file(kept)).unused


@lru_cache(maxsize=16)
def pictures_of_word(docx: bytes) -> list[bytes]:
    """Pages of a DOCX as PNG; none where the server has no LibreOffice."""
    return pictures_of(docx, settings.LIBREOFFICE)
