"""Every paper with its sample facts, plain and as an agency has it."""

from functools import lru_cache

from django.conf import settings
from django.http import Http404

from ..models import Rewording, WordTemplate
from ..rendering import PaperKind, Specimen, specimens
from .rewording import own_phrases, worded
from .word import standing_word, with_word


@lru_cache(maxsize=1)
def _specimens(_fresh: int) -> tuple[Specimen, ...]:
    return tuple(specimens(settings.REGULATIONS))


def gallery() -> tuple[Specimen, ...]:
    """Every paper of the pack with its sample facts; read once per process."""
    return _specimens(0)


def specimen_or_404(stem: str) -> Specimen:
    found = [specimen for specimen in gallery() if specimen.stem == stem]
    if not found:
        raise Http404
    return found[0]


def specimen_of(kept: WordTemplate) -> Specimen:
    """The first specimen of the kind that the file is for."""
    return next(one for one in gallery() if (one.kind.kind, one.kind.edition) == (kept.kind, kept.edition))


@lru_cache(maxsize=16)
def _own_specimen(stem: str, agency_id: int, _digest: str) -> Specimen:
    plain = specimen_or_404(stem)
    return Specimen(_own_kind(plain.kind, agency_id), plain.name, plain.facts)


def _own_kind(kind: PaperKind, agency_id: int) -> PaperKind:
    ours = worded(kind.kind, kind.edition, own_phrases(agency_id, kind.kind, kind.edition))
    return with_word(ours, standing_word(agency_id, kind.kind, kind.edition))


def own_specimen(plain: Specimen, agency_id: int) -> Specimen:
    """The specimen as the agency has it: in its own words, from its own Word file."""
    return _own_specimen(plain.stem, agency_id, _own_kind(plain.kind, agency_id).template_digest)


def kinds_of_our_own(agency_id: int) -> set[tuple[str, str]]:
    """Kind and edition of every template that the agency has words or a Word file of its own for."""
    worded_last = {
        (one.kind, one.edition): one.phrases
        for one in Rewording.objects.filter(agency=agency_id).order_by("id")
    }
    files = WordTemplate.objects.filter(agency=agency_id, adopted_at__isnull=False, withdrawn_at=None)
    return {key for key, phrases in worded_last.items() if phrases} | set(
        files.values_list("kind", "edition")
    )
