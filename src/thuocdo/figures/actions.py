from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.seen import overtaken
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor

from .models import FigureField, FigurePart, FigureRequest
from .permissions import may_request, may_return, may_send, may_write
from .queries import FIGURES_STEP, asked_in, request_of, shown_of
from .rules import Together, wrong_figures
from .states import PART

LONGEST = 10_000  # characters of one answer


@transaction.atomic
def request_figures(
    cycle: Cycle,
    cutoff: date,
    fields: Sequence[tuple[str, str, Together, str]],
    *,
    note: str = "",
    seen: str | None = None,
    by: Actor,
) -> FigureRequest:
    """Ask the units for these lines (title, measure, how they go together, known total), as of a day (II.3.a).

    Asking again changes the day, the totals and the note, and adds lines; a line that was asked for stays.
    """
    named = [(clean_line(title)[:200], measure, how, total) for title, measure, how, total in fields]
    untitled = [] if any(title for title, *_rest in named) else [Finding("figures.no_fields")]
    Cycle.objects.select_for_update().get(pk=cycle.pk)  # a request not yet there cannot be locked
    refuse_if(may_request(cycle, by), overtaken(seen, shown_of(request_of(cycle))), untitled)
    request, _fresh = FigureRequest.objects.update_or_create(
        cycle=cycle,
        defaults={"cutoff": cutoff, "note": clean(note).strip(), "by_name": by.name, "at": by.at},
    )
    standing = {field.title: field for field in request.fields.all()}
    for order, (title, measure, how, total) in enumerate(named):
        if not title:
            continue
        field = standing.get(title) or FigureField(
            request=request, title=title, order=len(standing) + order, together=how
        )
        field.measure, field.total = clean_line(measure)[:40], clean_line(total)[:30]
        field.save()
    record("figures.requested", by=by, on=request, cutoff=str(cutoff), fields=len(named))
    return request


@transaction.atomic
def save_figures(
    request: FigureRequest, unit: Unit, answers: Mapping[str, str], *, seen: str | None = None, by: Actor
) -> FigurePart:
    """Keep what is being written for the unit."""
    part = _lock(request, unit)
    refuse_if(may_write(request.cycle, unit, part, by))
    known = {one.key for _field, one in asked_in(request)}
    said = {key: clean(text).strip() for key, text in answers.items() if key in known}
    long = (
        [Finding("figures.too_long", facts={"limit": LONGEST})]
        if any(len(text) > LONGEST for text in said.values())
        else []
    )
    refuse_if(overtaken(seen, part.answers), long)
    part.answers = said
    part.author, part.saved_at = by.person, by.at
    part.save()
    record("figures.saved", by=by, on=part)
    return part


@transaction.atomic
def send_figures(request: FigureRequest, unit: Unit, *, by: Actor) -> FigurePart:
    """The unit's head sends the unit's part to HCQT (II.3.a, S-20)."""
    part = _lock(request, unit)
    refuse_if(may_send(request.cycle, unit, part, step_of(request.cycle, FIGURES_STEP), by))
    refuse_if(wrong_figures([one for _field, one in asked_in(request)], part.answers))
    part.state = PART.move(part.state, "send")
    part.author, part.sent_at, part.returned_for = by.person, by.at, ""
    part.first_sent_at = part.first_sent_at or by.at
    part.save()
    record("figures.sent", by=by, on=part, answers=part.answers)
    return part


@transaction.atomic
def return_figures(part: FigurePart, *, reason: str, by: Actor) -> None:
    """HCQT sends a part back, as where its figures do not agree with another's."""
    standing = FigurePart.objects.select_for_update().get(pk=part.pk)
    part.state = standing.state
    refuse_if(may_return(part, by), reason_missing(reason))
    part.state = PART.move(part.state, "return")
    part.returned_for = reason.strip()
    part.save(update_fields=["state", "returned_for"])
    record("figures.returned", by=by, on=part, reason=reason)


def _lock(request: FigureRequest, unit: Unit) -> FigurePart:
    part, _fresh = FigurePart.objects.select_for_update().get_or_create(request=request, unit=unit)
    return part
