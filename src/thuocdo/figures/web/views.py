from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import cycle_or_404, step_of, term_of
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.vi_text import clean
from thuocdo.office.queries import unit_visible_or_404
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed, typed_day, typed_seen

from .. import actions
from ..permissions import may_request, may_return, may_see_all, may_send, may_write
from ..queries import (
    FIGURES_STEP,
    asked_in,
    cutoff_rule,
    merged,
    part_of,
    part_or_404,
    request_of,
    request_or_404,
    shown_of,
)
from ..rules import USUAL, Together, wrong_figures
from ..sheets import draft_file
from ..states import DRAFT, SENT
from ..wording import MARKS, STATES, TOGETHER

SPARE = 3  # empty lines at the end of the form


@require_GET
def together(request: HttpRequest) -> HttpResponse:
    """All units' parts beside each other, the whole, who is missing, what does not agree (S-20)."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_see_all(cycle, actor))
    asked = request_of(cycle)
    found = merged(asked) if asked else None
    step = step_of(cycle, FIGURES_STEP)
    context = {
        "asked": asked,
        "found": found,
        "parts": [
            (unit, part, STATES[part.state if part else DRAFT], MARKS[part.state if part else DRAFT])
            for unit, part in (found.parts if found else ())
        ],
        "requesting": may_request(cycle, actor),
        "due": step.due,
        "on": actor.on,
        "sent": SENT,
    }
    return render(request, "figures/all.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """What is asked of the units, and as of which day."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_request(cycle, actor))
    if request.method == "POST":
        if (cutoff := typed_day(request, "cutoff")) is None:
            raise Refused([Finding("figures.no_cutoff")])
        said = {"note": typed(request, "note"), "seen": typed_seen(request)}
        actions.request_figures(cycle, cutoff, _typed_fields(request), **said, by=actor)
        messages.success(request, _("Đã gửi đề nghị đến các đơn vị."))
        return redirect("figures:all")
    asked = request_of(cycle)
    rows = [(f.title, f.measure, f.together, f.total) for f, _one in asked_in(asked)] if asked else []
    rows = rows or [(title, measure, how, "") for title, measure, how in USUAL]
    rule = cutoff_rule(cycle)
    usual = date(cycle.year, rule["month"], rule["day"]) if rule else None
    context = {
        "asked": asked,
        "shown": shown_of(asked),
        "cutoff": asked.cutoff if asked else usual,
        "rule": rule,
        "rows": rows + [("", "", "", "")] * SPARE,
        "standing": len(rows) if asked else 0,
        "ways": list(TOGETHER.items()),
    }
    return render(request, "figures/request.html", context)


def _typed_fields(request: HttpRequest) -> list[tuple[str, str, Together, str]]:
    names = ("title", "measure", "together", "total")
    rows = zip(*(request.POST.getlist(name) for name in names), strict=False)
    return [
        (title, measure, Together(how) if how in tuple(Together) else Together.TEXT, total)
        for title, measure, how, total in rows
    ]


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, unit: int) -> HttpResponse:
    """One unit's part: its head writes and sends, HCQT and the Chief read what was sent."""
    actor, of_unit = request.actor, unit_visible_or_404(request.actor, unit)
    cycle = cycle_or_404(actor)
    asked = request_or_404(cycle)
    own = part_of(asked, of_unit)
    writing = may_write(cycle, of_unit, own, actor)
    reads = of_unit.pk in actor.leads or (not may_see_all(cycle, actor) and own.state == SENT)
    refuse_if([] if reads else [Finding("figures.not_yours")])
    lines = asked_in(asked)
    if request.method == "POST":
        answers = {one.key: clean(request.POST.get(f"o-{one.key}", "")) for _field, one in lines}
        actions.save_figures(asked, of_unit, answers, seen=typed_seen(request), by=actor)
        if "gui" in request.POST:
            return send(request, unit)
        messages.success(request, _("Đã lưu."))
        return redirect("figures:part", unit)
    step = step_of(cycle, FIGURES_STEP)
    context = {
        "unit": of_unit,
        "asked": asked,
        "part": own,
        "state_label": STATES[own.state],
        "state_mark": MARKS[own.state],
        "lines": [(field, own.answers.get(one.key, "")) for field, one in lines],
        "ways": TOGETHER,
        "writing": writing,
        "sending": may_send(cycle, of_unit, own, step, actor),
        "lacking": wrong_figures([one for _field, one in lines], own.answers) if own.saved_at else [],
        "returning": may_return(own, actor),
        "term": term_of(step, of_unit.subject_id),
        "on": actor.on,
    }
    return render(request, "figures/part.html", context)


@require_POST
def send(request: HttpRequest, unit: int) -> HttpResponse:
    of_unit = unit_visible_or_404(request.actor, unit)
    asked = request_or_404(cycle_or_404(request.actor))
    actions.send_figures(asked, of_unit, by=request.actor)
    messages.success(request, _("Đã gửi đơn vị đầu mối."))
    return redirect("figures:part", unit)


@require_POST
def give_back(request: HttpRequest, unit: int) -> HttpResponse:
    cycle = cycle_or_404(request.actor)
    refuse_if(may_request(cycle, request.actor))
    own = part_or_404(request_or_404(cycle), unit)
    actions.return_figures(own, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Đã trả lại với lý do."))
    return redirect("figures:all")


@require_GET
def draft(request: HttpRequest, extension: str) -> HttpResponse:
    """The agency's report as the parts make it so far, to be worked over."""
    cycle = cycle_or_404(request.actor)
    refuse_if(may_see_all(cycle, request.actor))
    asked = request_or_404(cycle)
    if extension not in ("pdf", "docx"):
        raise Http404
    return file_answer(draft_file(asked, extension), _("Dự thảo báo cáo tự đánh giá"), extension)
