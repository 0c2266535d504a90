"""A template in an agency's own words."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.vi_text import clean_line

from ..models import Rewording
from ..rendering import PaperError, PaperKind, compose, load_kind, write_pictures
from ..rules import words_defects

Phrases = tuple[tuple[str, str], ...]


@lru_cache(maxsize=256)
def _kind(kind: str, edition: str, said: Phrases) -> PaperKind:
    return load_kind(settings.REGULATIONS, kind, edition, dict(said))


def worded(kind: str, edition: str, said: Mapping[str, str]) -> PaperKind:
    """One template with some phrases in other words; each read once per process."""
    return _kind(kind, edition, tuple(sorted(said.items())))


def rewordings_of(agency_id: int, kind: str, edition: str) -> QuerySet[Rewording]:
    """Every version of an agency's words for a template, the one that holds first."""
    return Rewording.objects.filter(agency=agency_id, kind=kind, edition=edition).order_by("-id")


def own_phrases(agency_id: int, kind: str, edition: str) -> dict[str, str]:
    """The phrases of a template that the agency puts in its own words today."""
    newest = rewordings_of(agency_id, kind, edition).first()
    return newest.phrases if newest else {}


def own_words(kind: PaperKind, said: Mapping[str, str]) -> dict[str, str]:
    """What differs from the pack among phrases as typed, each on one line."""
    lines = {phrase.key: clean_line(said.get(phrase.key, phrase.text)) for phrase in kind.phrases()}
    return {phrase.key: lines[phrase.key] for phrase in kind.phrases() if lines[phrase.key] != phrase.text}


def rewording_defects(kind: PaperKind, own: Mapping[str, str]) -> list[Finding]:
    """Why a template cannot be put in these words; at the end it must hold the facts of every sample."""
    phrases = [phrase for phrase in kind.phrases() if phrase.key in own]
    if found := [finding for phrase in phrases for finding in words_defects(phrase, own[phrase.key])]:
        return found
    try:
        trial = load_kind(settings.REGULATIONS, kind.kind, kind.edition, own)
        for facts in kind.samples().values():
            compose(trial, facts)
    except PaperError as error:
        return [Finding("paper.words_do_not_fit", facts={"why": str(error)})]
    return []


def pages_so_worded(kind: PaperKind, own: Mapping[str, str], facts: Mapping[str, Any]) -> list[bytes]:
    """The pages of a template in these words with sample facts, as PNG; nothing is kept."""
    return write_pictures(compose(load_kind(settings.REGULATIONS, kind.kind, kind.edition, own), facts))
