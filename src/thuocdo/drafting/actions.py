from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.queries import step_of
from thuocdo.cycle.rules import reason_missing
from thuocdo.figures.models import FigureField
from thuocdo.figures.queries import merged
from thuocdo.figures.sheets import words_of
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.seen import overtaken
from thuocdo.kernel.vi_text import clean
from thuocdo.office.actions import agency_subject
from thuocdo.office.models import Person, Unit
from thuocdo.office.queries import Actor, coordinating_unit, leadership_of
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.wording import kind_on_paper
from thuocdo.reviews.rules import stale, too_long

from .models import Comment, CommentRequest, Draft, DraftSection, DraftVersion
from .permissions import (
    may_answer,
    may_ask,
    may_close,
    may_comment,
    may_open,
    may_reopen,
    may_run,
    may_take_figures,
    may_withdraw_comment,
    may_withdraw_request,
    may_write,
)
from .queries import (
    DRAFTING_STEP,
    SUMMARY,
    forms_in,
    sections_of,
    standings_of,
    unanswered,
)
from .rules import Kind, unfinished
from .sheets import comments_summary, report
from .states import DRAFT


def _step(draft: Draft) -> Step:
    return step_of(draft.cycle, DRAFTING_STEP)


def _lock(draft: Draft) -> None:
    """Hold the row until the act is done and read its state afresh."""
    draft.state = Draft.objects.select_for_update().get(pk=draft.pk).state


def _lock_section(section: DraftSection) -> DraftSection:
    """The row as it stands now; the draft's state is read after the lock, for whoever closes holds the sections too."""
    rows = DraftSection.objects.select_for_update(of=("self",))
    locked = rows.select_related("draft__cycle", "owner", "given").get(pk=section.pk)
    locked.draft.refresh_from_db(fields=["state"])
    return locked


def _empty(text: str) -> list[Finding]:
    return [] if text.strip() else [Finding("drafting.empty")]


@transaction.atomic
def open_draft(cycle: Cycle, kind: Kind, *, by: Actor) -> Draft:
    """Begin a report with the sections that the book gives it, all of them HCQT's own until they are given away (S-21)."""
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    step = step_of(cycle, DRAFTING_STEP)
    refuse_if(may_open(cycle, kind, by, step))
    form = forms_in(cycle)[kind]
    draft = Draft.objects.create(cycle=cycle, kind=kind, form=form.key, opened_at=by.at)
    due_day = step.due.last_day if step.due else None
    DraftSection.objects.bulk_create(
        DraftSection(draft=draft, key=key, order=order, owner=by.person, due_day=due_day)
        for order, key in enumerate(form.fields)
    )
    record("drafting.opened", by=by, on=draft, kind=kind)
    return draft


@transaction.atomic
def assign_sections(
    draft: Draft, chosen: Collection[int], owner: Person, due_day: date | None, *, by: Actor
) -> int:
    """Who writes these sections, and by when; what is written stays. Returns how many."""
    _lock(draft)
    elsewhere = [] if owner.agency_id == draft.cycle.agency_id else [Finding("office.not_yours")]
    refuse_if(may_run(draft, by), elsewhere, [] if chosen else [Finding("drafting.none_chosen")])
    given = DraftSection.objects.filter(draft=draft, pk__in=chosen).update(owner=owner, due_day=due_day)
    record("drafting.assigned", by=by, on=draft, owner=owner.pk, sections=sorted(chosen))
    return given


@transaction.atomic
def save_section(section: DraftSection, text: str, *, version: int, by: Actor) -> DraftSection:
    """Keep what is typed so far. A page older than the row is refused, never merged; the same text twice is one write."""
    section, text = _lock_section(section), clean(text).strip()
    refuse_if(may_write(section, by, _step(section.draft)))
    if text == section.text:
        return section
    refuse_if(stale(version, section.version), too_long({"text": text}))
    section.text, section.saved_at = text, by.at
    section.version += 1
    section.save(update_fields=["text", "saved_at", "version"])
    return section


@transaction.atomic
def take_figures(section: DraftSection, field: FigureField, *, version: int, by: Actor) -> DraftSection:
    """Add what the units sent under one line, each part named with its unit; who wrote it stays beside the section (S-20)."""
    section = _lock_section(section)
    refuse_if(may_take_figures(section, by, _step(section.draft)), stale(version, section.version))
    line = next((line for line in merged(field.request).lines if line.field.pk == field.pk), None)
    parts = [(unit, part, text) for unit, part, text in line.parts if part and text] if line else []
    if line is None or not parts:
        raise Refused([Finding("drafting.no_figures")])
    text = "\n".join(filter(None, [section.text, words_of(line)]))
    refuse_if(too_long({"text": text}))
    section.text, section.saved_at = text, by.at
    section.sources = [
        *section.sources,
        *(
            {
                "title": field.title,
                "unit": unit.name,
                "author": part.author.full_name,
                "at": part.sent_at.isoformat(),
                "text": said,
            }
            for unit, part, said in parts
        ),
    ]
    section.version += 1
    section.save(update_fields=["text", "sources", "saved_at", "version"])
    record("drafting.figures_taken", by=by, on=section, title=field.title, units=len(parts))
    return section


@transaction.atomic
def give_out(section: DraftSection, *, version: int, by: Actor) -> DraftVersion:
    """The text as it stands becomes a version: what those who are asked read from now on."""
    section = _lock_section(section)
    refuse_if(may_write(section, by, _step(section.draft)))
    unchanged = [] if section.given is None or section.changed_since else [Finding("drafting.unchanged")]
    refuse_if(stale(version, section.version), _empty(section.text), unchanged)
    number = section.given.number + 1 if section.given else 1
    section.given = DraftVersion.objects.create(
        section=section, number=number, text=section.text, sources=section.sources, by_name=by.name, at=by.at
    )
    section.version += 1
    section.save(update_fields=["given", "version"])
    record("drafting.given_out", by=by, on=section, number=number)
    return section.given


@transaction.atomic
def ask_for_comments(
    draft: Draft,
    units: Iterable[Unit],
    people: Iterable[Person],
    due_day: date | None,
    *,
    note: str = "",
    by: Actor,
) -> int:
    """Ask these collectives and persons; who was asked already gets the new term and note. Returns how many (II.3.a)."""
    _lock(draft)
    units, people, agency = list(units), list(people), draft.cycle.agency_id
    elsewhere = ({one.agency_id for one in units} | {one.agency_id for one in people}) - {agency}
    refuse_if(
        may_ask(draft, by, _step(draft)),
        [Finding("office.not_yours")] if elsewhere else [],
        [] if units or people else [Finding("drafting.nobody_asked")],
        [] if due_day else [Finding("drafting.no_term")],
        too_long({"note": note}),
    )
    told = {"due_day": due_day, "note": clean(note).strip(), "by_name": by.name, "at": by.at}
    for whom in [{"unit": unit} for unit in units] + [{"person": person} for person in people]:
        CommentRequest.objects.update_or_create(draft=draft, **whom, defaults=told)
    record("drafting.comments_asked", by=by, on=draft, units=len(units), people=len(people))
    return len(units) + len(people)


@transaction.atomic
def withdraw_request(request: CommentRequest, *, by: Actor) -> None:
    """Asked by mistake: the draft is no longer theirs to see."""
    _lock(request.draft)
    refuse_if(may_withdraw_request(request, by, said=request.comments.exists()))
    record("drafting.request_withdrawn", by=by, on=request, unit=request.unit_id, person=request.person_id)
    request.delete()


@transaction.atomic
def add_comment(
    request: CommentRequest, section: DraftSection, text: str, *, once: UUID, by: Actor
) -> Comment:
    """A comment on a section, on the version that is out now; the same form twice is one comment."""
    _lock(request.draft)
    refuse_if(may_comment(request, by, _step(request.draft)))
    if standing := Comment.objects.filter(once=once).first():
        return standing
    section = _lock_section(section)
    if section.draft_id != request.draft_id or section.given is None:
        raise Refused([Finding("drafting.nothing_given")])
    refuse_if(_empty(text), too_long({"text": text}))
    comment = Comment.objects.create(
        request=request,
        version=section.given,
        author=by.person,
        text=clean(text).strip(),
        once=once,
        at=by.at,
    )
    record("drafting.commented", by=by, on=comment, section=section.key)
    return comment


def _lock_comment(comment: Comment) -> None:
    """First the draft, then the comment, as everywhere; its answer as it stands now."""
    _lock(comment.request.draft)
    standing = Comment.objects.select_for_update().get(pk=comment.pk)
    comment.taken_up, comment.answer = standing.taken_up, standing.answer


@transaction.atomic
def withdraw_comment(comment: Comment, *, by: Actor) -> None:
    """Whoever made it takes it back, as long as it is not answered; the record says what it was."""
    _lock_comment(comment)
    refuse_if(may_withdraw_comment(comment, by))
    record("drafting.comment_withdrawn", by=by, on=comment, text=comment.text)
    comment.delete()


@transaction.atomic
def answer_comment(
    comment: Comment, *, taken_up: bool, answer: str, seen: str | None = None, by: Actor
) -> None:
    """Taken up (how) or not (why): neither without its words. Another answer replaces the one before while the draft is open."""
    _lock_comment(comment)
    refuse_if(may_answer(comment, by))
    unsaid = [] if answer.strip() else [Finding("cycle.reason_missing")]
    refuse_if(overtaken(seen, comment.taken_up, comment.answer), unsaid, too_long({"answer": answer}))
    comment.taken_up, comment.answer = taken_up, clean(answer).strip()
    comment.answered_by, comment.answered_at = by.name, by.at
    comment.save(update_fields=["taken_up", "answer", "answered_by", "answered_at"])
    record("drafting.comment_answered", by=by, on=comment, taken_up=taken_up, answer=comment.answer)


@transaction.atomic
def finish_comments(request: CommentRequest, *, by: Actor) -> None:
    """That is all we have to say; without a comment: we agree."""
    _lock(request.draft)
    refuse_if(may_comment(request, by, _step(request.draft)))
    request.finished_at = by.at
    request.save(update_fields=["finished_at"])
    record("drafting.comments_finished", by=by, on=request, comments=request.comments.count())


def _about(draft: Draft) -> int:
    """Whose report it is: the agency's, or that of its leadership."""
    if draft.kind == Kind.OFFICE:
        return agency_subject(draft.cycle.agency_id).pk
    leadership = leadership_of(draft.cycle.agency_id)
    if leadership is None:
        raise Refused([Finding("drafting.no_leadership")])
    return leadership.subject_id


@transaction.atomic
def close_draft(draft: Draft, *, by: Actor) -> None:
    """The report and the summary of comments are issued; after a reopening they replace those of before (S-21)."""
    _lock(draft)
    refuse_if(may_close(draft, by))
    sections = list(sections_of(draft).select_for_update(of=("self",)))
    home = coordinating_unit(draft.cycle.agency_id)
    refuse_if(
        unfinished(standings_of(draft, sections), unanswered(draft)),
        [] if home else [Finding("drafting.no_coordinating_unit")],
    )
    subject, cycle = _about(draft), draft.cycle
    draft.state, draft.closed_at = DRAFT.move(draft.state, "close"), by.at
    draft.save(update_fields=["state", "closed_at"])
    title = f"{kind_on_paper(draft.kind)} {cycle.year}"
    issue_paper(draft.kind, cycle, home, subject, report(draft, by.on), title=title, by=by)
    if draft.requests.exists():
        summary, told = comments_summary(draft, by.on), f"{kind_on_paper(SUMMARY)} - {title}"
        issue_paper(SUMMARY, cycle, home, subject, summary, title=told, part=draft.kind, by=by)
    record("drafting.ended", by=by, on=draft)


@transaction.atomic
def reopen_draft(draft: Draft, *, reason: str, by: Actor) -> None:
    """Work on it again; the papers stand until it is closed anew."""
    _lock(draft)
    refuse_if(may_reopen(draft, by), reason_missing(reason))
    draft.state, draft.closed_at = DRAFT.move(draft.state, "reopen"), None
    draft.save(update_fields=["state", "closed_at"])
    record("drafting.reopened", by=by, on=draft, reason=reason)
