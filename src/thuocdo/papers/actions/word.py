"""An agency's own Word files: offered, adopted, withdrawn. Papers that are issued keep what they were made from."""

from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import refuse_if
from thuocdo.kernel.vi_text import clean_line
from thuocdo.office.queries import Actor

from ..models import WordTemplate
from ..permissions import may_adopt_word, may_keep_word, may_withdraw_word
from ..queries import standing_word, word_defects, word_file, worded

_NAME = 160  # letters that are kept of it, its end first


@transaction.atomic
def offer_word_template(kind: str, edition: str, name: str, data: bytes, *, by: Actor) -> WordTemplate:
    """Keep a Word file that can serve, to be looked at. Nothing is made from it yet; one that cannot serve is not kept."""
    refuse_if(may_keep_word(by))
    refuse_if(word_defects(worded(kind, edition, {}), data))
    offered = WordTemplate.objects.create(
        agency_id=by.agency_id,
        kind=kind,
        edition=edition,
        name=clean_line(name)[-_NAME:],
        file=ContentFile(data, f"{uuid4().hex}.docx"),
        sha256=sha256(data).hexdigest(),
        offered_at=by.at,
        offered_by=by.name,
    )
    record("paper.word_offered", by=by, on=offered, kind=kind, name=offered.name, sha256=offered.sha256)
    return offered


@transaction.atomic
def adopt_word_template(offered: WordTemplate, *, reason: str, by: Actor) -> None:
    """From now on DOCX of its kind are made from the file; the one used until now is withdrawn."""
    kept = _locked(offered)
    still_serves = word_defects(worded(kept.kind, kept.edition, {}), word_file(kept))
    refuse_if(may_adopt_word(kept, by), reason_missing(reason), still_serves)
    if used := standing_word(by.agency_id, kept.kind, kept.edition):
        used.withdrawn_at = by.at
        used.save(update_fields=["withdrawn_at"])
    kept.adopted_at, kept.adopted_by, kept.reason = by.at, by.name, reason
    kept.save(update_fields=["adopted_at", "adopted_by", "reason"])
    record("paper.word_adopted", by=by, on=kept, reason=reason, kind=kept.kind, sha256=kept.sha256)


@transaction.atomic
def withdraw_word_template(used: WordTemplate, *, reason: str, by: Actor) -> None:
    """DOCX of its kind are the pack's again."""
    kept = _locked(used)
    refuse_if(may_withdraw_word(kept, by), reason_missing(reason))
    kept.withdrawn_at = by.at
    kept.save(update_fields=["withdrawn_at"])
    record("paper.word_withdrawn", by=by, on=kept, reason=reason, kind=kept.kind, sha256=kept.sha256)


def _locked(kept: WordTemplate) -> WordTemplate:
    return WordTemplate.objects.select_for_update().get(pk=kept.pk)
