"""The register of outgoing papers, and the life of one paper."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.audit.queries import trail_of
from thuocdo.cycle.queries import cycle_or_404
from thuocdo.kernel.findings import refuse_if
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import number, searched, typed

from ..actions import cancel_number, issue_plan, register_paper
from ..permissions import may_begin_again, may_keep_register, may_read_paper, may_register
from ..queries import (
    awaiting_number,
    file_of,
    history_of,
    is_in_word,
    number_or_404,
    numbers_of,
    paper_or_404,
    register_listed,
    register_years,
    signed_copies_of,
    standing_number,
)
from ..sheets.by_hand import form_of
from ..wording import KINDS

PER_PAGE = 100


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Numbers of a year by series, cancelled ones too; on top what waits for a number."""
    by = request.actor
    refuse_if(may_keep_register(by))
    year = number(request.GET.get("nam", "")) or by.on.year
    kind, words = searched(request, "loai"), searched(request, "tim")
    rows = register_listed(by, year, kind, words)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "year": year,
        "years": register_years(by),
        "kind": kind,
        "kinds": KINDS,
        "words": words,
        "awaiting": awaiting_number(by),
    }
    return render(request, "papers/register.html", context)


@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: number, files and their sums, what it replaces, who did what."""
    by = request.actor
    shown = paper_or_404(by, pk)
    refuse_if(may_read_paper(shown, by))
    context = {
        "paper": shown,
        "standing": standing_number(shown),
        "numbers": numbers_of(shown),
        "copies": signed_copies_of(shown),
        "history": history_of(shown),
        "registering": may_register(shown, by),
        "by_hand": form_of(shown.kind, shown.cycle.edition),
        "again": may_begin_again(shown, by),
        "keeping": may_keep_register(by),
        "in_word": is_in_word(shown),
        "trail": trail_of(shown),
    }
    return render(request, "papers/paper.html", context)


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Issue the year's plan as it stands."""
    issued = issue_plan(cycle_or_404(request.actor), by=request.actor)
    return redirect("papers:paper", issued.pk)


@require_POST
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    drawn = register_paper(paper_or_404(request.actor, pk), by=request.actor)
    messages.success(request, _("Đã cấp %(line)s.") % {"line": drawn.line})
    return redirect("papers:paper", pk)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    drawn = number_or_404(request.actor, pk)
    cancel_number(drawn, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Đã hủy số; số này vẫn nằm trong sổ cùng lý do."))
    return redirect("papers:paper", drawn.paper_id)


@require_GET
def issued_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The file as it was issued."""
    shown = paper_or_404(request.actor, pk)
    refuse_if(may_read_paper(shown, request.actor))
    return _file(shown, shown.title, extension)


@require_GET
def numbered_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The file with its number."""
    drawn = number_or_404(request.actor, pk)
    refuse_if(may_read_paper(drawn.paper, request.actor))
    return _file(drawn, f"{drawn.paper.symbol} {drawn.number:02} {drawn.paper.title}", extension)


def _file(kept: Any, title: str, extension: str) -> HttpResponse:
    if extension not in ("docx", "pdf"):
        raise Http404
    return file_answer(file_of(kept, extension), title, extension)
