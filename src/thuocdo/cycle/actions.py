from datetime import date

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.kernel.dues import DueKind
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.seen import overtaken
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.law.book import Book
from thuocdo.office.models import Subject
from thuocdo.office.queries import Actor

from .models import Confirmation, Cycle, Extension, Guidance, PinnedBook, Reminder, Step
from .permissions import may_change_plan, may_guide, may_open_cycle
from .queries import doubts_of
from .rules import reason_missing, wrong_term


@transaction.atomic
def open_cycle(year: int, book: Book, *, by: Actor) -> Cycle:
    """Open the year under an edition: its law and plan are pinned and live from here on (S-32)."""
    refuse_if(may_open_cycle(by, year))
    pinned, _ = PinnedBook.objects.get_or_create(digest=book.digest, defaults={"book": book.to_json()})
    cycle = Cycle.objects.create(
        agency=by.agency, year=year, edition=book.edition, pinned=pinned, opened_at=by.at
    )
    Step.objects.bulk_create(
        Step(
            cycle=cycle,
            key=planned.key,
            section=planned.section,
            title=planned.title,
            owner=planned.owner,
            quote=planned.source.quote,
            order=order,
            due_kind=planned.due.kind if planned.due else "",
            due_start=planned.due.start if planned.due else None,
            due_day=planned.due.day if planned.due else None,
        )
        for order, planned in enumerate(book.plan)
    )
    record("cycle.opened", by=by, on=cycle, edition=book.edition, digest=book.digest)
    return cycle


@transaction.atomic
def change_due(
    step: Step,
    kind: DueKind,
    day: date | None,
    start: date | None,
    *,
    reason: str,
    seen: str | None = None,
    by: Actor,
) -> None:
    """Move a term of the plan; every task, colour and late mark reads it from here (S-32)."""
    step = Step.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=step.pk)
    wrong = wrong_term(kind, start, day, step.cycle.year)
    refuse_if(may_change_plan(step.cycle, by), reason_missing(reason), overtaken(seen, step.due), wrong)
    before = f"{step.due_kind} {step.due_start or ''} {step.due_day}"
    step.due_kind, step.due_day = kind, day
    step.due_start = start if kind == DueKind.WINDOW else None
    step.save(update_fields=["due_kind", "due_day", "due_start"])
    after = f"{step.due_kind} {step.due_start or ''} {step.due_day}"
    record("cycle.due_changed", by=by, on=step, reason=reason, before=before, after=after)


@transaction.atomic
def extend_term(step: Step, subject: Subject, until: date | None, *, reason: str, by: Actor) -> Extension:
    """Give one unit or person a later term."""
    cycle = step.cycle
    elsewhere = [] if subject.agency_id == cycle.agency_id else [Finding("office.not_yours")]
    late = wrong_term(DueKind.BY, None, until, cycle.year)
    refuse_if(may_change_plan(cycle, by), elsewhere, reason_missing(reason), late)
    extension, _ = Extension.objects.update_or_create(
        step=step, subject=subject, defaults={"day": until, "reason": reason, "at": by.at}
    )
    record("cycle.term_extended", by=by, on=step, reason=reason, subject=subject.pk, until=str(until))
    return extension


@transaction.atomic
def close_step(step: Step, *, reason: str, by: Actor) -> None:
    """From now on nothing more is taken in for this step. Closed already: nothing happens."""
    refuse_if(may_change_plan(step.cycle, by), reason_missing(reason))
    if step.closed_at:
        return
    step.closed_at = by.at
    step.save(update_fields=["closed_at"])
    record("cycle.step_closed", by=by, on=step, reason=reason)


@transaction.atomic
def reopen_step(step: Step, *, reason: str, by: Actor) -> None:
    """The step takes in again. Open already: nothing happens."""
    refuse_if(may_change_plan(step.cycle, by), reason_missing(reason))
    if not step.closed_at:
        return
    step.closed_at = None
    step.save(update_fields=["closed_at"])
    record("cycle.step_reopened", by=by, on=step, reason=reason)


@transaction.atomic
def remind(step: Step, subjects: list[Subject], *, text: str, by: Actor) -> list[Reminder]:
    """Ask for something still open; the notice shows on the task itself. Once a day for each subject."""
    refuse_if(may_change_plan(step.cycle, by))
    today = Reminder.objects.filter(step=step, at__date=by.on).values_list("subject_id", flat=True)
    reminders = Reminder.objects.bulk_create(
        Reminder(cycle=step.cycle, step=step, subject=subject, by_name=by.name, text=text, at=by.at)
        for subject in subjects
        if subject.pk not in set(today)
    )
    record("cycle.reminded", by=by, on=step, subjects=[reminder.subject_id for reminder in reminders])
    return reminders


@transaction.atomic
def give_guidance(step: Step, question: str, answer: str, *, source: str = "", by: Actor) -> Guidance:
    """What was asked of a step and how it is done, for everyone on the step's page (III.3, S-31)."""
    refuse_if(may_guide(step.cycle, by))
    guidance = Guidance.objects.create(
        step=step, question=question, answer=answer, source=source, by_name=by.name, at=by.at
    )
    record("cycle.guidance_given", by=by, on=guidance, step=step.key)
    return guidance


@transaction.atomic
def confirm_value(cycle: Cycle, key: str, *, document: str, note: str = "", by: Actor) -> Confirmation:
    """Put on record that the original text was read and the value in doubt agrees with it."""
    known = {doubt.ident for doubt in doubts_of(cycle)}
    unknown = [] if key in known else [Finding("cycle.not_in_doubt")]
    unnamed = [] if document.strip() else [Finding("cycle.document_missing")]
    refuse_if(may_change_plan(cycle, by), unknown, unnamed)
    facts = {
        "document": clean_line(document)[:300],
        "note": clean(note).strip(),
        "by_name": by.name,
        "at": by.at,
    }
    confirmation, _ = Confirmation.objects.update_or_create(cycle=cycle, key=key, defaults=facts)
    record("cycle.value_confirmed", by=by, on=confirmation, key=key, document=facts["document"])
    return confirmation


@transaction.atomic
def withdraw_confirmation(confirmation: Confirmation, *, reason: str, by: Actor) -> None:
    """The value is in doubt again; the record keeps that it was confirmed and why no longer."""
    refuse_if(may_change_plan(confirmation.cycle, by), reason_missing(reason))
    record("cycle.confirmation_withdrawn", by=by, on=confirmation, reason=reason, key=confirmation.key)
    confirmation.delete()
