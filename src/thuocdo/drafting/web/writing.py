"""One section: written by its owner, given out in versions, two of which stand against each other."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.cycle.queries import step_of
from thuocdo.figures.permissions import may_see_all
from thuocdo.figures.queries import request_of
from thuocdo.kernel.findings import Finding, Refused
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.typed import number, typed, typed_number
from thuocdo.ui.wording import label

from .. import actions
from ..permissions import may_answer, may_read_comments, may_take_figures, may_write, writes
from ..queries import (
    DRAFTING_STEP,
    comments_of,
    field_of,
    heading_of,
    last_day,
    line_or_404,
    lines_to_take,
    section_or_404,
    source_of,
    version_numbered,
    versions_of,
)
from ..rules import Kind, compare

if TYPE_CHECKING:
    from ..models import DraftSection


def _page(
    request: HttpRequest,
    section: "DraftSection",
    text: str,
    findings: Sequence[Finding] = (),
    status: int = 200,
) -> HttpResponse:
    """The section as its owner writes it, or as it was given out."""
    actor, draft = request.actor, section.draft
    step, asked = step_of(draft.cycle, DRAFTING_STEP), request_of(draft.cycle)
    field, inside = field_of(section), writes(section, actor)
    reads = not may_read_comments(draft, actor)
    here = comments_of(draft).filter(version__section=section) if reads else []
    taking = may_take_figures(section, actor, step)
    context = {
        "draft": draft,
        "section": section,
        "field": field,
        "title": label(Kind(draft.kind)),
        "heading": heading_of(field),
        "text": text,
        "inside": inside,
        "writing": may_write(section, actor, step),
        "term": last_day(section),
        "on": actor.on,
        "findings": findings,
        "versions": versions_of(section),
        "lines": lines_to_take(asked) if asked and not taking else [],
        # What a unit sent is for whoever writes with it and for those who see all figures.
        "sources": section.sources if inside or not may_see_all(draft.cycle, actor) else [],
        "comments": [(one, source_of(one.request), may_answer(one, actor)) for one in here],
    }
    return render(request, "drafting/section.html", context, status=status)


@require_GET
def section(request: HttpRequest, pk: int) -> HttpResponse:
    found = section_or_404(request.actor, pk)
    return _page(request, found, found.text)


def _conflict(request: HttpRequest, section: "DraftSection", text: str) -> HttpResponse:
    """Both texts side by side; nothing was overwritten."""
    standing = section_or_404(request.actor, section.pk)
    context = {
        "differences": [{"label": heading_of(field_of(standing)), "mine": text, "theirs": standing.text}],
        "version": standing.version,
        "saved_at": f"{localtime(standing.saved_at):%H:%M}" if standing.saved_at else "",
    }
    if wants_fragment(request):
        return render(request, "ui/_conflict.html", context, status=409)
    return render(
        request, "drafting/conflict.html", {**context, "section": standing, "text": text}, status=409
    )


def _with_kept(request: HttpRequest, pk: int, then: Callable[["DraftSection"], HttpResponse]) -> HttpResponse:
    """Keep what was typed, then do the verb. A refusal comes back on the page with the text."""
    section, text = section_or_404(request.actor, pk), typed(request, "text")
    try:  # the typed text must come back with the refusal, so it is answered here and not by the middleware
        saved = actions.save_section(
            section, text, version=typed_number(request, "version"), by=request.actor
        )
        return then(saved)
    except Refused as refusal:
        codes = {finding.code for finding in refusal.findings}
        if "review.stale" in codes:
            return _conflict(request, section, text)
        if wants_fragment(request) or "section.not_yours" in codes:
            raise
        return _page(request, section_or_404(request.actor, pk), text, refusal.findings, status=422)


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    def answer(section: "DraftSection") -> HttpResponse:
        saved_at = f"{localtime(section.saved_at or request.actor.at):%H:%M}"
        if wants_fragment(request):
            return JsonResponse({"version": section.version, "saved_at": saved_at})
        messages.success(request, _("Đã lưu bản nháp lúc %(time)s.") % {"time": saved_at})
        return redirect("drafting:section", pk)

    return _with_kept(request, pk, answer)


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    def answer(section: "DraftSection") -> HttpResponse:
        given = actions.give_out(section, version=section.version, by=request.actor)
        messages.success(request, _("Đã gửi bản %(n)s của mục.") % {"n": given.number})
        return redirect("drafting:section", pk)

    return _with_kept(request, pk, answer)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    section = section_or_404(request.actor, pk)
    line = line_or_404(section, typed_number(request, "line"))
    actions.take_figures(section, line, version=typed_number(request, "version"), by=request.actor)
    messages.success(
        request, _("Đã lấy phần của các đơn vị vào cuối mục; hãy sửa lại thành lời của báo cáo.")
    )
    return redirect("drafting:section", pk)


@require_GET
def compared(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions, word by word; the newest against the one before unless said otherwise."""
    section = section_or_404(request.actor, pk)
    if section.given is None:
        raise Http404
    later = number(request.GET.get("den", "")) or section.given.number
    earlier = number(request.GET.get("tu", "")) or max(later - 1, 1)
    before, after = version_numbered(section, earlier), version_numbered(section, later)
    context = {
        "section": section,
        "heading": heading_of(field_of(section)),
        "versions": versions_of(section),
        "before": before,
        "after": after,
        "passages": compare(before.text, after.text),
    }
    return render(request, "drafting/compare.html", context)
