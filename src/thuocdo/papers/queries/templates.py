"""What a paper is made with: the pack's template of its year, in the agency's words and Word file."""

from datetime import date
from functools import lru_cache

from django.conf import settings

from ..models import Paper
from ..rendering import PaperKind, digest_in_word, edition_for, profile_in_force
from .rewording import own_phrases, rewordings_of, worded
from .word import standing_word, with_word, word_file, word_templates_of


def paper_kind(kind: str, edition: str, agency_id: int) -> PaperKind:
    """The template of a kind of paper for a year, the newest by then, in the agency's words and Word file."""
    found = edition_for(settings.REGULATIONS, kind, edition)
    ours = worded(kind, found, own_phrases(agency_id, kind, found))
    return with_word(ours, standing_word(agency_id, kind, found))


def paper_kind_of(paper: Paper) -> PaperKind:
    """The template that a paper was issued with, whatever words and Word file the agency has chosen since.

    Today's where the pack no longer holds it: its digest then tells that it is another.
    """
    today = paper_kind(paper.kind, paper.edition, paper.agency_id)
    if today.template_digest == paper.template_digest:
        return today
    where = (paper.agency_id, paper.kind, today.edition)
    said: list[tuple[dict[str, str], str]] = [({}, worded(paper.kind, today.edition, {}).template_digest)]
    said += [(version.phrases, version.template_digest) for version in rewordings_of(*where)]
    files = [None, *word_templates_of(*where).filter(adopted_at__isnull=False)]
    for phrases, digest in said:
        for kept in files:
            whole = digest_in_word(digest, word_file(kept)) if kept else digest
            if whole == paper.template_digest:
                return with_word(worded(paper.kind, today.edition, phrases), kept)
    return today


def is_in_word(paper: Paper) -> bool:
    """Whether the paper's DOCX was made from an agency's own Word file."""
    return paper_kind_of(paper).word is not None


@lru_cache(maxsize=64)
def layout_on(body: str, on: date) -> str:
    """The layout profile of papers of the State or of the Party on a day."""
    return profile_in_force(settings.REGULATIONS, body, on)
