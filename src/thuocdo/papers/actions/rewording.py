from collections.abc import Mapping

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.office.queries import Actor

from ..models import Rewording
from ..permissions import may_reword
from ..queries import own_phrases, own_words, rewording_defects, worded


@transaction.atomic
def reword_template(kind: str, edition: str, said: Mapping[str, str], *, reason: str, by: Actor) -> Rewording:
    """The agency puts phrases of a template in its own words, from now on; issued papers keep those they have.

    `said`: words by key of the phrase; a phrase left out, or said as the pack has it, is the pack's again.
    """
    template = worded(kind, edition, {})
    own = own_words(template, said)
    same = [Finding("paper.words_unchanged")] if own == own_phrases(by.agency_id, kind, edition) else []
    refuse_if(may_reword(by), reason_missing(reason), same, rewording_defects(template, own))
    kept = Rewording.objects.create(
        agency_id=by.agency_id,
        kind=kind,
        edition=edition,
        phrases=own,
        template_digest=worded(kind, edition, own).template_digest,
        reason=reason,
        at=by.at,
        by_name=by.name,
    )
    record("paper.template_reworded", by=by, on=kept, reason=reason, kind=kind, phrases=len(own))
    return kept
