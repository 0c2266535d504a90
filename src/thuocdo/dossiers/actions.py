from collections.abc import Sequence

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of, step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.wording import kind_on_paper

from .models import Dossier, Piece, Return
from .permissions import may_accept, may_hand_over, may_return
from .queries import DOSSIER_STEP, checklist
from .sheets import cover
from .states import DOSSIER


def _lock(cycle: Cycle, unit: Unit) -> Dossier:
    dossier, _ = Dossier.objects.select_for_update().get_or_create(cycle=cycle, unit=unit)
    return dossier


@transaction.atomic
def hand_over(cycle: Cycle, unit: Unit, *, by: Actor) -> Dossier:
    """Hand the complete dossier to HCQT; its pieces are frozen with their sums (S-16, S-17)."""
    dossier = _lock(cycle, unit)
    refuse_if(may_hand_over(dossier, by, step_of(cycle, DOSSIER_STEP)))
    listed = checklist(cycle, unit)
    refuse_if(listed.missing)
    dossier.state = DOSSIER.move(dossier.state, "hand_over")
    dossier.handed_over_at = by.at
    dossier.first_handed_over_at = dossier.first_handed_over_at or by.at
    dossier.save()
    dossier.pieces.all().delete()
    pieces = [(need.key, pk) for need in listed.needs for pk in need.have]
    Piece.objects.bulk_create(
        Piece(dossier=dossier, item=item, paper_id=pk, order=order, sha256=listed.papers[pk].pdf_sha256)
        for order, (item, pk) in enumerate(pieces)
    )
    title = f"{kind_on_paper('dossier-cover')} - {unit.name}"
    issue_paper("dossier-cover", cycle, unit, unit.subject_id, cover(cycle, unit, by.on), title=title, by=by)
    record("dossier.handed_over", by=by, on=dossier, pieces=len(pieces))
    return dossier


@transaction.atomic
def accept_dossier(cycle: Cycle, unit: Unit, *, by: Actor) -> Dossier:
    """HCQT takes the dossier in."""
    dossier = _lock(cycle, unit)
    refuse_if(may_accept(dossier, by))
    dossier.state = DOSSIER.move(dossier.state, "accept")
    dossier.decided_at = by.at
    dossier.save()
    record("dossier.accepted", by=by, on=dossier)
    return dossier


@transaction.atomic
def return_dossier(cycle: Cycle, unit: Unit, items: Sequence[str], *, reason: str, by: Actor) -> Dossier:
    """Send it back: which items, and why. Only these are to be put right, not the whole round."""
    dossier = _lock(cycle, unit)
    known = {item["key"] for item in book_of(cycle)["dossier/unit_items"]["items"]}
    unnamed = [] if items and known.issuperset(items) else [Finding("dossier.return_without_item")]
    refuse_if(may_return(dossier, by), unnamed, reason_missing(reason))
    dossier.state = DOSSIER.move(dossier.state, "return")
    dossier.decided_at = by.at
    dossier.save()
    Return.objects.create(
        dossier=dossier, items=list(items), reason=reason.strip(), by_name=by.name, at=by.at
    )
    record("dossier.returned", by=by, on=dossier, reason=reason, items=list(items))
    return dossier
