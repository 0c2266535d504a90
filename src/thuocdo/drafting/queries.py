from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.figures.models import FigureField, FigureRequest
from thuocdo.figures.rules import Together
from thuocdo.kernel.dues import Due, DueKind
from thuocdo.law.book import Field, Form, Section
from thuocdo.office.queries import Actor
from thuocdo.papers.models import Paper

from .models import Comment, CommentRequest, Draft, DraftSection, DraftVersion
from .rules import Kind, Standing
from .states import OPEN

DRAFTING_STEP = "office_reports"
SUMMARY = "comments-summary"


def forms_in(cycle: Cycle) -> dict[Kind, Form]:
    """The reports that the plan wants drafted, with the sections of each; empty where the year's book names none."""
    book = book_of(cycle)
    forms = {key.split("/")[0].removeprefix("form-"): key for key in book.step(DRAFTING_STEP).forms}
    return {Kind(kind): book.form(key) for kind, key in forms.items() if kind in tuple(Kind)}


def form_of(draft: Draft) -> Form:
    return book_of(draft.cycle).form(draft.form)


def field_of(section: DraftSection) -> Field:
    return form_of(section.draft).fields[section.key]


def heading_of(field: Field) -> str:
    """The section as it is called on pages and papers: "1. Nguyên nhân"."""
    return f"{field.number}. {field.label}" if field.number else field.label


# --- what somebody may look at ---


def drafts_of(cycle: Cycle) -> QuerySet[Draft]:
    return Draft.objects.filter(cycle=cycle).select_related("cycle")


def drafts_visible_to(actor: Actor) -> QuerySet[Draft]:
    """HCQT and the Chief see every draft of the agency, others those they write in or were asked about."""
    rows = Draft.objects.select_related("cycle").filter(cycle__agency=actor.agency_id)
    if actor.coordinates or actor.heads_agency:
        return rows
    asked = requests_before(actor).values_list("draft", flat=True)
    return rows.filter(Q(pk__in=asked) | Q(pk__in=_owned_by(actor).values("draft")))


def _owned_by(actor: Actor) -> QuerySet[DraftSection]:
    return DraftSection.objects.filter(owner=actor.person)


def requests_before(actor: Actor) -> QuerySet[CommentRequest]:
    """What this person was asked, or who leads a unit that was."""
    rows = _with_numbers(CommentRequest.objects.all())
    return rows.filter(Q(person=actor.person) | Q(unit__in=actor.leads), draft__cycle__agency=actor.agency_id)


def _with_numbers(requests: QuerySet[CommentRequest]) -> QuerySet[CommentRequest]:
    """With how many comments were made (`said`), and how many of them are answered."""
    answered = Count("comments", filter=Q(comments__taken_up__isnull=False))
    rows = requests.select_related("draft__cycle", "unit", "person")
    return rows.annotate(said=Count("comments"), answered=answered)


def draft_or_404(actor: Actor, pk: int) -> Draft:
    return get_object_or_404(drafts_visible_to(actor), pk=pk)


def section_or_404(actor: Actor, pk: int) -> DraftSection:
    rows = DraftSection.objects.select_related("draft__cycle", "owner", "given")
    return get_object_or_404(rows, pk=pk, draft__in=drafts_visible_to(actor))


def request_or_404(actor: Actor, pk: int) -> CommentRequest:
    """One's own; for HCQT every one."""
    every = _with_numbers(CommentRequest.objects.filter(draft__cycle__agency=actor.agency_id))
    rows = every if actor.coordinates else requests_before(actor)
    return get_object_or_404(rows, pk=pk)


def comment_or_404(actor: Actor, pk: int) -> Comment:
    """One's own, or on a draft whose comments one may read."""
    rows = comments_on(drafts_visible_to(actor))
    if not (actor.coordinates or actor.heads_agency):
        own = _owned_by(actor).values("draft")
        rows = rows.filter(Q(request__in=requests_before(actor)) | Q(request__draft__in=own))
    return get_object_or_404(rows, pk=pk)


# --- one draft ---


def sections_of(draft: Draft) -> QuerySet[DraftSection]:
    return DraftSection.objects.filter(draft=draft).select_related("draft__cycle", "owner", "given")


@dataclass(frozen=True)
class Chapter:
    """A heading of the report with the sections under it."""

    section: Section
    rows: list[tuple[Field, DraftSection]]


def chapters_of(draft: Draft, sections: Iterable[DraftSection]) -> list[Chapter]:
    by_key = {section.key: section for section in sections}
    return [
        Chapter(part, [(field, by_key[field.key]) for field in part.fields if field.key in by_key])
        for part in form_of(draft).sections
    ]


def given_texts(sections: Iterable[DraftSection]) -> dict[str, str]:
    """By key, what was given out last; nothing of what is still being written."""
    return {section.key: section.given.text if section.given else "" for section in sections}


def standings_of(draft: Draft, sections: Iterable[DraftSection]) -> list[Standing]:
    fields = form_of(draft).fields
    return [
        Standing(
            heading_of(fields[one.key]),
            fields[one.key].required,
            one.given.text if one.given else None,
            one.text,
        )
        for one in sections
    ]


def versions_of(section: DraftSection) -> QuerySet[DraftVersion]:
    """Without their texts, the newest first."""
    return section.versions.defer("text", "sources").order_by("-number")


def version_numbered(section: DraftSection, number: int) -> DraftVersion:
    return get_object_or_404(DraftVersion, section=section, number=number)


def requests_of(draft: Draft) -> list[CommentRequest]:
    """Everybody asked, collectives first, each with the number of comments."""
    rows = _with_numbers(CommentRequest.objects.filter(draft=draft))
    return list(rows.order_by(F("unit__order").asc(nulls_last=True), "person__sort_name", "id"))


def own_requests(actor: Actor, draft: Draft) -> list[CommentRequest]:
    """What this person is asked about the draft: by name, and for each unit led."""
    return list(requests_before(actor).filter(draft=draft))


def comments_on(drafts: QuerySet[Draft]) -> QuerySet[Comment]:
    rows = Comment.objects.filter(request__draft__in=drafts)
    return rows.select_related(
        "author",
        "request__unit",
        "request__person",
        "request__draft__cycle",
        "version__section__owner",
        "version__section__draft__cycle",
    ).order_by("version__section__order", "id")


def comments_of(draft: Draft) -> QuerySet[Comment]:
    return comments_on(Draft.objects.filter(pk=draft.pk))


def unanswered(draft: Draft) -> int:
    return Comment.objects.filter(request__draft=draft, taken_up=None).count()


def source_of(request: CommentRequest) -> str:
    """Whose comment it is: a collective's or a person's."""
    return request.unit.name if request.unit else request.person.full_name


def lines_to_take(request: FigureRequest) -> list[FigureField]:
    """What the units answered in words, to be taken into a section."""
    return list(request.fields.filter(together=Together.TEXT).order_by("order"))


def line_or_404(section: DraftSection, pk: int) -> FigureField:
    """One of those lines, of the same year."""
    rows = FigureField.objects.select_related("request__cycle")
    return get_object_or_404(rows, pk=pk, request__cycle=section.draft.cycle_id, together=Together.TEXT)


def issued(draft: Draft, kind: str) -> Paper | None:
    """The paper as it stands, once the draft is closed; the summary tells the reports apart by its part."""
    rows = Paper.objects.filter(cycle=draft.cycle, kind=kind, is_current=True)
    return None if draft.state == OPEN else rows.filter(part="" if kind != SUMMARY else draft.kind).first()


# --- what waits ---


@dataclass(frozen=True)
class Progress:
    """How far a draft is."""

    draft: Draft
    given: int
    sections: int
    unanswered: int


def progress_of(cycle: Cycle) -> dict[str, Progress]:
    """By kind; three queries however many drafts."""
    waiting = dict(
        Comment.objects.filter(request__draft__cycle=cycle, taken_up=None)
        .values_list("request__draft")
        .annotate(Count("id"))
    )
    rows = drafts_of(cycle).annotate(all_sections=Count("sections"), given_out=Count("sections__given"))
    return {row.kind: Progress(row, row.given_out, row.all_sections, waiting.get(row.pk, 0)) for row in rows}


def sections_to_write(actor: Actor, cycle: Cycle) -> Mapping[Draft, list[DraftSection]]:
    """The sections of this person, by draft."""
    rows = _owned_by(actor).filter(draft__cycle=cycle).select_related("draft__cycle", "given")
    found: dict[Draft, list[DraftSection]] = defaultdict(list)
    for section in rows.order_by("draft", "order"):
        found[section.draft].append(section)
    return found


def waits(section: DraftSection) -> bool:
    """Still to be given out as it stands; a section that may be left out waits once something is written."""
    if section.given:
        return section.changed_since
    return field_of(section).required or bool(section.text)


def comments_to_answer(actor: Actor, cycle: Cycle) -> Mapping[Draft, int]:
    """By open draft: how many comments wait for this person; for HCQT all of them."""
    rows = Comment.objects.filter(request__draft__cycle=cycle, request__draft__state=OPEN, taken_up=None)
    if not actor.coordinates:
        rows = rows.filter(version__section__owner=actor.person)
    found: dict[Draft, int] = defaultdict(int)
    for comment in rows.select_related("request__draft"):
        found[comment.request.draft] += 1
    return found


def last_day(section_or_request: DraftSection | CommentRequest) -> Due | None:
    return Due(DueKind.BY, section_or_request.due_day) if section_or_request.due_day else None
