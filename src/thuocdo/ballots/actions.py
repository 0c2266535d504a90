"""Whoever holds the ballot (a meeting, a council) has asked for permission; here only the count is guarded."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if

from .models import Ballot, Line
from .queries import count_of
from .rules import Count, other_lines, wrong_sums
from .states import BALLOT


@transaction.atomic
def prepare_ballot(title: str, lines: Mapping[str, str], *, summoned: int, by: Any) -> Ballot:
    """A slip with one line for each key -> label."""
    ballot = Ballot.objects.create(title=title, summoned=summoned)
    Line.objects.bulk_create(
        Line(ballot=ballot, key=key, label=label, order=order)
        for order, (key, label) in enumerate(lines.items())
    )
    record("ballot.prepared", by=by, on=ballot, lines=len(lines))
    return ballot


@transaction.atomic
def enter_count(ballot: Ballot, count: Count, *, tellers: Sequence[str], by: Any) -> None:
    """Enter what the tellers counted. Wrong sums are refused, all of them named at once."""
    tellers = [name.strip() for name in tellers if name.strip()]
    unsigned = [] if len(tellers) > 1 else [Finding("ballot.tellers_lacking")]
    lines = list(ballot.lines.all())
    refuse_if(
        BALLOT.lacking(ballot.state, "count"),
        wrong_sums(count),
        unsigned,
        other_lines(count, {line.key for line in lines}),
    )
    ballot.state = BALLOT.move(ballot.state, "count")
    ballot.tellers = tellers
    for field in ("summoned", "present", "issued", "collected", "valid", "invalid"):
        setattr(ballot, field, getattr(count, field))
    ballot.save()
    counted = {line.key: line for line in count.lines}
    for line in lines:
        line.agree, line.disagree, line.blank = (
            counted[line.key].agree,
            counted[line.key].disagree,
            counted[line.key].blank,
        )
    Line.objects.bulk_update(lines, ["agree", "disagree", "blank"])
    record("ballot.counted", by=by, on=ballot, collected=count.collected, valid=count.valid)


@transaction.atomic
def seal_count(ballot: Ballot, *, by: Any) -> None:
    """From here on the figures stand."""
    refuse_if(BALLOT.lacking(ballot.state, "seal"), wrong_sums(count_of(ballot)))
    ballot.state = BALLOT.move(ballot.state, "seal")
    ballot.sealed_at = by.at
    ballot.save(update_fields=["state", "sealed_at"])
    record("ballot.sealed", by=by, on=ballot)


@transaction.atomic
def recount(ballot: Ballot, *, reason: str, by: Any) -> None:
    """Break the seal to count again; the earlier figures stay on record."""
    refuse_if(BALLOT.lacking(ballot.state, "recount"), reason_missing(reason))
    count = count_of(ballot)
    ballot.state = BALLOT.move(ballot.state, "recount")
    ballot.sealed_at = None
    ballot.save(update_fields=["state", "sealed_at"])
    lines = {line.key: [line.agree, line.disagree, line.blank] for line in count.lines}
    record(
        "ballot.recounted",
        by=by,
        on=ballot,
        reason=reason,
        collected=count.collected,
        valid=count.valid,
        lines=lines,
    )
