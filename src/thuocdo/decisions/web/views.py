"""Deciding: the board of groups, the decision's papers, rating again, titles voted on other levels."""

from itertools import groupby
from operator import itemgetter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import book_of, cycle_or_404
from thuocdo.kernel.findings import refuse_if
from thuocdo.kernel.words import Grade
from thuocdo.ratings.actions import decide_grades
from thuocdo.ratings.permissions import may_revise
from thuocdo.ratings.queries import Choice
from thuocdo.ratings.rules.competence import comes_after
from thuocdo.ratings.rules.order import too_late
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import number, typed, typed_number

from .. import actions
from ..permissions import may_decide_here, may_see_benches, not_ready
from ..queries import (
    benches_of,
    case_of,
    decisions_in,
    open_benches,
    petitions_before,
    titles_checked,
    units_decided_in,
)
from ..sheets import draft_file

_GRADE, _REASON, _SEEN, _UNRATED = "muc-", "ly-do-", "thay-", "khong"
PER_PAGE = 150  # a large agency decides page by page; an office of eighty sees everybody at once


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Group by group what was said at every stage, the cap on decided counts, and the decision (II.4)."""
    actor, cycle = request.actor, cycle_or_404(request.actor)
    refuse_if(may_see_benches(cycle, actor))
    benches = benches_of(cycle, actor)
    waiting = open_benches(benches)
    undecided = [case for case in waiting if case.decided is None]
    rows = [(bench, case) for bench in benches for case in bench.cases]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "page": page,
        "benches": [(bench, [case for _, case in shown]) for bench, shown in groupby(page, itemgetter(0))],
        "grades": list(Grade),
        "unrated": _UNRATED,
        "deciding": may_decide_here(cycle, actor),
        "waiting": waiting,
        "issuing": not_ready(cycle, benches),
        "undecided": undecided,
        "ready": [case for case in undecided if case.proposed],
        "decisions": decisions_in(cycle),
        "petitions": petitions_before(cycle, actor).filter(answered_at=None).count(),
        "late": too_late(actor.on, book_of(cycle)) if actor.on.year == cycle.year else [],
        "competence": book_of(cycle)["rating/competence"],
        "cap_rule": book_of(cycle)["rating/excellent_cap"],
        "party_after": comes_after(book_of(cycle), "party_rating"),
        "shows_drafts": actor.heads_agency or bool(units_decided_in(cycle, actor)),
    }
    return render(request, "decisions/board.html", context)


def _chosen(request: HttpRequest) -> dict[int, Choice]:
    """What the page sent: a level for each subject; one row alone where its own button was pressed."""
    only = typed_number(request, "mot")
    return {
        subject: Choice(
            None if level == _UNRATED else Grade(level),
            typed(request, f"{_REASON}{subject}"),
            request.POST.get(f"{_SEEN}{subject}"),
        )
        for name, level in request.POST.items()
        if name.startswith(_GRADE) and level in (*Grade, _UNRATED)
        for subject in [number(name.removeprefix(_GRADE))]
        if not only or subject == only
    }


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """The levels chosen in one group, or in one row of it."""
    cycle = cycle_or_404(request.actor)
    decided = decide_grades(cycle, _chosen(request), by=request.actor)
    messages.success(request, _("Đã ghi %(n)s mức quyết định; chưa ban hành.") % {"n": len(decided)})
    page = typed_number(request, "page")
    return redirect(reverse("decisions:board") + (f"?page={page}" if page > 1 else ""))


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """As proposed, for everybody who waits; whoever nobody proposed stays."""
    actor, cycle = request.actor, cycle_or_404(request.actor)
    refuse_if(may_decide_here(cycle, actor))
    choices = {
        case.subject: case.as_proposed
        for case in open_benches(benches_of(cycle, actor))
        if case.decided is None and case.as_proposed
    }
    decided = decide_grades(cycle, choices, by=actor)
    messages.success(request, _("Đã ghi %(n)s mức quyết định; chưa ban hành.") % {"n": len(decided)})
    return redirect("decisions:board")


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    actions.issue_decision(cycle_or_404(request.actor), by=request.actor)
    messages.success(request, _("Đã ban hành quyết định; mỗi người đã có thông báo của mình."))
    return redirect("decisions:board")


@require_GET
def draft(request: HttpRequest, extension: str) -> HttpResponse:
    """The decision as it would read if it were issued now."""
    actor, cycle = request.actor, cycle_or_404(request.actor)
    refuse_if(may_decide_here(cycle, actor))
    decided = [case for case in open_benches(benches_of(cycle, actor)) if case.decided]
    if not decided:
        raise Http404
    return file_answer(draft_file(cycle, decided, actor, extension), _("Dự thảo quyết định"), extension)


@require_http_methods(["GET", "POST"])
def re_rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Rate one subject again, with the grounds; the first decision stays on record."""
    actor, cycle = request.actor, cycle_or_404(request.actor)
    case = case_of(cycle, pk, actor)
    if case is None:
        raise Http404
    refuse_if(may_revise(cycle, case, actor))
    if request.method == "POST":
        level = typed(request, "grade")
        grade = Grade(level) if level in tuple(Grade) else None
        actions.re_rate(cycle, pk, grade, grounds=typed(request, "grounds"), by=actor)
        messages.success(request, _("Đã xếp loại lại; quyết định và thông báo mới đã có."))
        return redirect("decisions:board")
    return render(request, "decisions/re_rate.html", {"case": case, "grades": list(Grade)})


@require_GET
def titles(request: HttpRequest) -> HttpResponse:
    """Titles that units voted before the levels were fixed, against the levels as decided (S-15, S-25)."""
    cycle = cycle_or_404(request.actor)
    refuse_if(may_see_benches(cycle, request.actor))
    return render(request, "decisions/titles.html", {"checked": titles_checked(cycle)})
