"""A report as a whole: opened, given out section by section to those who write, sent for comments, issued."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.cycle.queries import cycle_or_404, step_of
from thuocdo.office.queries import people_matching, person_or_404, units_of
from thuocdo.papers.queries import file_of
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import number, typed, typed_day, typed_number
from thuocdo.ui.wording import label

from .. import actions
from ..permissions import (
    may_ask,
    may_close,
    may_comment,
    may_open,
    may_read_comments,
    may_reopen,
    may_run,
    may_withdraw_comment,
    may_withdraw_request,
    writes,
)
from ..queries import (
    DRAFTING_STEP,
    chapters_of,
    comments_of,
    draft_or_404,
    drafts_visible_to,
    forms_in,
    issued,
    last_day,
    own_requests,
    progress_of,
    request_or_404,
    requests_of,
    sections_of,
    source_of,
    standings_of,
    unanswered,
)
from ..rules import Kind, unfinished
from ..sheets import draft_file
from ..wording import MARKS, STATES

if TYPE_CHECKING:
    from thuocdo.law.book import Field
    from thuocdo.office.queries import Actor

    from ..models import Comment, DraftSection


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Both reports, as far as they are mine to see; HCQT opens them here."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    step, progress = step_of(cycle, DRAFTING_STEP), progress_of(cycle)
    seen = set(drafts_visible_to(actor).filter(cycle=cycle).values_list("kind", flat=True))
    rows = [
        (
            label(kind),
            progress.get(kind) if kind in seen else None,
            kind,
            may_open(cycle, kind, actor, step),
            STATES[progress[kind].draft.state] if kind in seen else "",
            MARKS[progress[kind].draft.state] if kind in seen else "",
        )
        for kind in forms_in(cycle)
        if kind in seen or actor.coordinates
    ]
    return render(request, "drafting/list.html", {"rows": rows, "due": step.due, "on": actor.on})


@require_POST
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in tuple(Kind):
        raise Http404
    draft = actions.open_draft(cycle_or_404(request.actor), Kind(kind), by=request.actor)
    messages.success(request, _("Đã mở dự thảo. Việc tiếp theo: giao từng mục cho người viết."))
    return redirect("drafting:show", draft.pk)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it is given out; HCQT runs it from here, those who were asked comment."""
    actor, draft = request.actor, draft_or_404(request.actor, pk)
    step, sections = step_of(draft.cycle, DRAFTING_STEP), list(sections_of(draft))
    requests = own_requests(actor, draft)
    inside, running = not may_read_comments(draft, actor), may_run(draft, actor)
    comments = list(comments_of(draft)) if inside or requests else []
    mine = {one.pk for one in requests}
    context = {
        "draft": draft,
        "title": label(Kind(draft.kind)),
        "state_label": STATES[draft.state],
        "state_mark": MARKS[draft.state],
        "due": step.due,
        "on": actor.on,
        "chapters": [
            (chapter.section, [_section(actor, field, one, comments, mine) for field, one in chapter.rows])
            for chapter in chapters_of(draft, sections)
        ],
        "requests": [(one, source_of(one), last_day(one), may_comment(one, actor, step)) for one in requests],
        "inside": inside,
        "answers_open": unanswered(draft) if inside else 0,
        "running": running,
        "closing": may_close(draft, actor),
        "lacking": [] if running else unfinished(standings_of(draft, sections), unanswered(draft)),
        "reopening": may_reopen(draft, actor),
    }
    if not running:
        context |= {
            "asking": may_ask(draft, actor, step),
            "asked": [
                (one, source_of(one), last_day(one), may_withdraw_request(one, actor, said=bool(one.said)))
                for one in requests_of(draft)
            ],
            "people": people_matching(actor.agency_id, "", actor.on),
            "units": units_of(actor.agency_id, actor.on),
            "usual_day": step.due.last_day if step.due else None,
        }
    return render(request, "drafting/show.html", context)


def _section(
    actor: "Actor", field: "Field", section: "DraftSection", comments: "Sequence[Comment]", mine: set[int]
) -> dict[str, Any]:
    """One section for the page: what it is called, who writes it, what of its comments this person sees."""
    here = [one for one in comments if one.version.section_id == section.pk]
    return {
        "field": field,
        "section": section,
        "term": last_day(section),
        "writes": writes(section, actor),
        "own": [(one, may_withdraw_comment(one, actor)) for one in here if one.request_id in mine],
        "open": sum(one.taken_up is None for one in here),
        "number": len(here),
        "once": uuid4(),
    }


@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_or_404(request.actor, pk)
    owner = person_or_404(request.actor, typed_number(request, "owner"))
    chosen = [number(section) for section in request.POST.getlist("section")]
    given = actions.assign_sections(draft, chosen, owner, typed_day(request, "due"), by=request.actor)
    messages.success(request, _("Đã giao %(n)s mục cho %(name)s.") % {"n": given, "name": owner.full_name})
    return redirect("drafting:show", pk)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    draft, actor = draft_or_404(request.actor, pk), request.actor
    chosen = [number(unit) for unit in request.POST.getlist("unit")]
    people = [person_or_404(actor, person) for person in [typed_number(request, "person")] if person]
    asked = actions.ask_for_comments(
        draft,
        units_of(actor.agency_id).filter(pk__in=chosen),
        people,
        typed_day(request, "due"),
        note=typed(request, "note"),
        by=actor,
    )
    messages.success(
        request, _("Đã xin ý kiến %(n)s nơi; việc góp ý hiện ngay trên bàn làm việc.") % {"n": asked}
    )
    return redirect("drafting:show", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    asked = request_or_404(request.actor, pk)
    actions.withdraw_request(asked, by=request.actor)
    return redirect("drafting:show", asked.draft_id)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    actions.close_draft(draft_or_404(request.actor, pk), by=request.actor)
    messages.success(request, _("Đã phát hành báo cáo và bảng tổng hợp góp ý."))
    return redirect("drafting:show", pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_or_404(request.actor, pk)
    actions.reopen_draft(draft, reason=typed(request, "reason"), by=request.actor)
    return redirect("drafting:show", pk)


@require_GET
def paper(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The report as issued; before that, as what was given out makes it."""
    draft = draft_or_404(request.actor, pk)
    if extension not in ("pdf", "docx"):
        raise Http404
    if found := issued(draft, draft.kind):
        return file_answer(file_of(found, extension), found.title, extension)
    return file_answer(draft_file(draft, request.actor.on, extension), label(Kind(draft.kind)), extension)
