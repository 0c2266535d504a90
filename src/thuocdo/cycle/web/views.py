from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.kernel.findings import refuse_if
from thuocdo.law.packs import editions, load_book
from thuocdo.office.queries import people_matching, subjects_of_agency, units_of
from thuocdo.ui.typed import number, typed, typed_seen

from .. import actions
from ..permissions import may_change_plan, may_open_cycle
from ..queries import (
    current_cycle,
    cycle_or_404,
    extended_terms,
    guidance_of,
    moves_of,
    step_or_404,
    steps_of,
)
from .forms import DueForm, ExtensionForm, OpenForm

if TYPE_CHECKING:
    from ..models import Step


@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """The plan as a timeline, with today's line."""
    actor = request.actor
    if current_cycle(actor.agency_id) is None:
        return redirect("cycle:open")
    cycle = cycle_or_404(actor)
    steps = list(steps_of(cycle))
    dated = sorted((step for step in steps if step.due), key=lambda step: (step.due.last_day, step.order))
    later = next((step for step in dated if step.due.last_day >= actor.on), None)
    context = {
        "cycle": cycle,
        "steps": dated,
        "undated": [step for step in steps if not step.due],
        "first_ahead": later,
        "on": actor.on,
        "changing": may_change_plan(cycle, actor),
    }
    return render(request, "cycle/plan.html", context)


@require_http_methods(["GET", "POST"])
def open_year(request: HttpRequest) -> HttpResponse:
    """Choose the edition and open the year."""
    actor = request.actor
    form = OpenForm(
        request.POST or None, editions=editions(settings.REGULATIONS, actor.agency.pack), today=actor.on
    )
    if request.method == "POST" and form.is_valid():
        book = load_book(settings.REGULATIONS, form.cleaned_data["edition"], actor.agency.pack)
        actions.open_cycle(form.cleaned_data["year"], book, by=actor)
        messages.success(request, _("Đã mở năm. Việc tiếp theo: lập nhóm tương đồng và phát biểu mẫu."))
        return redirect("desk")
    context = {"form": form, "allowed": may_open_cycle(actor, actor.on.year)}
    return render(request, "cycle/open.html", context, status=422 if form.errors else 200)


def _subjects(request: HttpRequest) -> list[tuple[int, str]]:
    units = [(unit.subject_id, unit.name) for unit in units_of(request.actor.agency_id)]
    people = people_matching(request.actor.agency_id, "", request.actor.on)
    return units + [(person.subject_id, person.full_name) for person in people]


def _step_page(
    request: HttpRequest,
    step: "Step",
    form: DueForm | None = None,
    extension: ExtensionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    coordinates = request.actor.coordinates
    subjects = _subjects(request) if coordinates else []
    initial = {"kind": step.due_kind, "day": step.due_day, "start": step.due_start}
    context = {
        "step": step,
        "on": request.actor.on,
        "changing": may_change_plan(step.cycle, request.actor),
        "form": form or DueForm(initial=initial),
        "extension_form": extension or ExtensionForm(subjects=subjects),
        "extensions": extended_terms(step),
        "guidance": guidance_of(step),
        "trail": moves_of(step),
    }
    return render(request, "cycle/step.html", context, status=status)


@require_GET
def step(request: HttpRequest, key: str) -> HttpResponse:
    return _step_page(request, step_or_404(request.actor, key))


@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    at_hand = step_or_404(request.actor, key)
    refuse_if(may_change_plan(at_hand.cycle, request.actor))
    form = DueForm(request.POST)
    if not form.is_valid():
        return _step_page(request, at_hand, form=form, status=422)
    data = form.cleaned_data
    actions.change_due(
        at_hand,
        data["kind"],
        data["day"],
        data["start"],
        reason=data["reason"],
        seen=typed_seen(request),
        by=request.actor,
    )
    messages.success(request, _("Đã đổi thời hạn; mọi việc theo bước này tính theo hạn mới."))
    return redirect("cycle:step", key)


@require_POST
def extend(request: HttpRequest, key: str) -> HttpResponse:
    at_hand = step_or_404(request.actor, key)
    refuse_if(may_change_plan(at_hand.cycle, request.actor))
    form = ExtensionForm(request.POST, subjects=_subjects(request))
    if not form.is_valid():
        return _step_page(request, at_hand, extension=form, status=422)
    subject = get_object_or_404(subjects_of_agency(request.actor.agency_id), pk=form.cleaned_data["subject"])
    actions.extend_term(
        at_hand, subject, form.cleaned_data["until"], reason=form.cleaned_data["reason"], by=request.actor
    )
    messages.success(request, _("Đã gia hạn."))
    return redirect("cycle:step", key)


@require_POST
def close(request: HttpRequest, key: str) -> HttpResponse:
    actions.close_step(step_or_404(request.actor, key), reason=typed(request, "reason"), by=request.actor)
    return redirect("cycle:step", key)


@require_POST
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    actions.reopen_step(step_or_404(request.actor, key), reason=typed(request, "reason"), by=request.actor)
    return redirect("cycle:step", key)


@require_POST
def send_reminders(request: HttpRequest, key: str) -> HttpResponse:
    """Remind those chosen; once a day for each, whoever clicks."""
    at_hand = step_or_404(request.actor, key)
    chosen = [number(pk) for pk in request.POST.getlist("subject")]
    subjects = list(subjects_of_agency(request.actor.agency_id).filter(pk__in=chosen))
    sent = actions.remind(at_hand, subjects, text=typed(request, "text"), by=request.actor)
    messages.success(request, _("Đã nhắc %(n)s nơi; nơi đã nhắc hôm nay không nhắc lại.") % {"n": len(sent)})
    came_from = request.POST.get("next", "")
    ours = came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, None)
    return redirect(came_from if ours else "desk")
