from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.audit.queries import trail_of
from thuocdo.cycle.queries import cycle_or_404, step_of, term_of
from thuocdo.office.queries import unit_visible_or_404
from thuocdo.papers.queries import file_of
from thuocdo.ratings.queries import order_in_unit
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed

from .. import actions
from ..permissions import may_accept, may_hand_over, may_return
from ..queries import DOSSIER_STEP, checklist, dossier_of, paper_or_404
from ..sheets import cover_file
from ..wording import MARKS, STATES


@require_GET
def show(request: HttpRequest, unit: int) -> HttpResponse:
    """The five items of the unit's dossier, what is missing with the clause (S-16)."""
    actor = request.actor
    of_unit = unit_visible_or_404(actor, unit)
    cycle = cycle_or_404(actor)
    dossier, listed, step = (
        dossier_of(cycle, of_unit),
        checklist(cycle, of_unit),
        step_of(cycle, DOSSIER_STEP),
    )
    context = {
        "unit": of_unit,
        "dossier": dossier,
        "state_label": STATES[dossier.state],
        "state_mark": MARKS[dossier.state],
        "needs": [(need, [listed.papers[pk] for pk in need.have]) for need in listed.needs],
        "missing": listed.missing,
        "handing": may_hand_over(dossier, actor, step) or listed.missing,
        "accepting": may_accept(dossier, actor),
        "returning": may_return(dossier, actor),
        "returns": dossier.returns.all() if dossier.pk else (),
        "trail": trail_of(dossier) if dossier.pk else (),
        "disorder": order_in_unit(cycle, of_unit, actor.on),
        "term": term_of(step, of_unit.subject_id),
        "on": actor.on,
    }
    return render(request, "dossiers/dossier.html", context)


@require_POST
def give(request: HttpRequest, unit: int) -> HttpResponse:
    actions.hand_over(cycle_or_404(request.actor), unit_visible_or_404(request.actor, unit), by=request.actor)
    messages.success(request, _("Đã gửi hồ sơ về đơn vị đầu mối."))
    return redirect("dossiers:show", unit)


@require_POST
def accept(request: HttpRequest, unit: int) -> HttpResponse:
    actions.accept_dossier(
        cycle_or_404(request.actor), unit_visible_or_404(request.actor, unit), by=request.actor
    )
    messages.success(request, _("Đã tiếp nhận hồ sơ."))
    return redirect("dossiers:show", unit)


@require_POST
def give_back(request: HttpRequest, unit: int) -> HttpResponse:
    items, reason = request.POST.getlist("item"), typed(request, "reason")
    cycle, of_unit = cycle_or_404(request.actor), unit_visible_or_404(request.actor, unit)
    actions.return_dossier(cycle, of_unit, items, reason=reason, by=request.actor)
    messages.success(request, _("Đã trả lại hồ sơ với lý do; đơn vị chỉ bổ sung các mục được nêu."))
    return redirect("dossiers:show", unit)


@require_GET
def cover(request: HttpRequest, unit: int, extension: str) -> HttpResponse:
    of_unit = unit_visible_or_404(request.actor, unit)
    data = cover_file(cycle_or_404(request.actor), of_unit, request.actor.on, extension)
    return file_answer(data, f"Hồ sơ {of_unit.name}", extension)


@require_GET
def paper(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """An issued paper, as it was issued."""
    kept = paper_or_404(request.actor, pk)
    if extension not in ("pdf", "docx"):
        raise Http404
    return file_answer(file_of(kept, extension), kept.title, extension)
