"""Paper: two tellers count, each enters the figures without seeing the other's; only equal figures count."""

from dataclasses import asdict, replace
from typing import Any

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.office.queries import Actor

from ..models import Ballot, Line, Teller
from ..permissions import may_enter, may_run
from ..queries import count_of
from ..rules import (
    FIGURES,
    LINE_FIGURES,
    WRITTEN_FIGURES,
    Count,
    Difference,
    Layout,
    LineCount,
    Way,
    differences,
    other_lines,
    wrong_sums,
    wrong_written,
)
from ..states import BALLOT, PREPARED, SEALED, VOID
from .papers import issue_minutes


def _locked(ballot_id: int) -> Ballot:
    return Ballot.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=ballot_id)


@transaction.atomic
def enter_count(teller: Teller, count: Count, *, by: Actor) -> list[Difference]:
    """One teller's sheet. Wrong sums are refused, all of them named at once.

    With the second sheet they are compared: equal, and the count is sealed; else what differs is returned, both sheets
    stay, and each teller may enter anew. An empty answer: nothing differs (so far).
    """
    ballot = _locked(teller.ballot_id)
    tellers = list(ballot.tellers.select_related("person"))
    mine = next(one for one in tellers if one.pk == teller.pk)
    standing = count_of(ballot)
    count = replace(standing, lines=count.lines, **{name: getattr(count, name) for name in FIGURES})
    paper = ballot.way == Way.PAPER and ballot.state == PREPARED
    refuse_if(
        may_enter(mine, by),
        [] if paper else [Finding("ballot.not_now")],
        wrong_sums(count),
        other_lines(count, {line.key for line in standing.lines}),
    )
    mine.sheet = asdict(count)
    mine.save(update_fields=["sheet"])
    record("ballot.sheet_entered", by=by, on=ballot, teller=mine.index, sheet=mine.sheet)
    others = [one for one in tellers if one.pk != mine.pk and one.sheet]
    if not others:
        return []
    found = [one for other in others for one in differences(sheet_of(other), count)]
    if found:
        return found
    _enter(ballot, count)
    ballot.state = BALLOT.move(ballot.state, "count")
    record("ballot.counted", by=by, on=ballot, collected=count.collected, valid=count.valid)
    _seal(ballot, by=by)
    return []


def sheet_of(teller: Teller) -> Count:
    """The figures that this teller entered."""
    told: dict[str, Any] = dict(teller.sheet or {})
    lines = tuple(LineCount(**line) for line in told.pop("lines"))
    return Count(**told | {"lines": lines, "layout": Layout(told["layout"])})


def _enter(ballot: Ballot, count: Count) -> None:
    for field in FIGURES:
        setattr(ballot, field, getattr(count, field))
    counted = {line.key: line for line in count.lines}
    lines = list(ballot.lines.all())
    for line in lines:
        for field in LINE_FIGURES:
            setattr(line, field, getattr(counted[line.key], field))
    Line.objects.bulk_update(lines, LINE_FIGURES)


def _seal(ballot: Ballot, *, by: Actor) -> None:
    """From here on the figures stand."""
    ballot.state = BALLOT.move(ballot.state, "seal")
    ballot.sealed_at = by.at
    ballot.save()
    record("ballot.sealed", by=by, on=ballot)
    issue_minutes(ballot, by=by)


@transaction.atomic
def enter_written(ballot: Ballot, lines: list[LineCount], number: int, *, by: Actor) -> None:
    """Signed opinions of absent members beside an electronic ballot: a class of their own, in the base (before sealing)."""
    ballot = _locked(ballot.pk)
    ended = ballot.state in (SEALED, VOID) or ballot.way == Way.PAPER
    refuse_if(may_run(ballot, by), [Finding("ballot.not_now")] if ended else [])
    told = {line.key: line for line in lines}
    rows = list(ballot.lines.all())
    for row in rows:
        for field in WRITTEN_FIGURES:
            setattr(row, field, getattr(told[row.key], field) if row.key in told else 0)
    standing = count_of(ballot)
    merged = tuple(
        replace(line, **{field: getattr(row, field) for field in WRITTEN_FIGURES})
        for line, row in zip(standing.lines, rows, strict=True)
    )
    refuse_if(wrong_written(replace(standing, written=number, lines=merged)))
    ballot.written = number
    ballot.save(update_fields=["written"])
    Line.objects.bulk_update(rows, WRITTEN_FIGURES)
    record("ballot.written_entered", by=by, on=ballot, number=number)


@transaction.atomic
def recount(ballot: Ballot, *, reason: str, by: Actor) -> None:
    """Break the seal to count again; the earlier figures stay on record. Whoever holds the ballot has asked."""
    ballot = _locked(ballot.pk)
    paper = [] if ballot.way == Way.PAPER else [Finding("ballot.not_now")]
    refuse_if(paper, BALLOT.lacking(ballot.state, "recount"), reason_missing(reason))
    count = count_of(ballot)
    ballot.state = BALLOT.move(ballot.state, "recount")
    ballot.sealed_at = None
    ballot.save(update_fields=["state", "sealed_at"])
    ballot.tellers.update(sheet=None)
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
