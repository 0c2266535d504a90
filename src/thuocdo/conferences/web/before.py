"""Calling the conference, who belongs to it, who is there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thuocdo.assemblies.queries import seats_of
from thuocdo.cycle.queries import cycle_or_404, step_of
from thuocdo.kernel.findings import Refused
from thuocdo.office.queries import coordinating_unit, person_or_404, roster
from thuocdo.office.rules.bodies import Body
from thuocdo.ui.call_form import CallForm
from thuocdo.ui.typed import typed_attendance, typed_number
from thuocdo.ui.wording import sentence

from .. import actions
from ..permissions import may_call
from ..queries import CONFERENCE_STEP, VOTING, conference_of, conference_or_404


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Date, place and secretary; the members are proposed from the posts."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    if not actor.coordinates:
        raise Http404
    if conference_of(cycle):
        return redirect("conferences:show")
    home = coordinating_unit(actor.agency_id)
    seats = roster(home, actor.on) if home else []
    form = CallForm(request.POST or None, seats=seats, on=actor.on)
    step = step_of(cycle, CONFERENCE_STEP)
    if request.method == "POST" and form.is_valid():
        try:  # a refusal comes back on the page, with what was typed
            actions.call_conference(
                cycle,
                planned_at=form.cleaned_data["planned_at"],
                place=form.cleaned_data["place"],
                secretary=person_or_404(actor, int(form.cleaned_data["secretary"])),
                by=actor,
            )
        except Refused as refusal:
            form.add_error(None, [sentence(finding) for finding in refusal.findings])
        else:
            messages.success(request, _("Đã tạo hội nghị; thành phần lấy theo chức vụ, xin xem lại."))
            return redirect("conferences:show")
    context = {"form": form, "allowed": may_call(cycle, actor, step), "due": step.due, "on": actor.on}
    return render(request, "conferences/call.html", context, status=422 if form.errors else 200)


@require_POST
def seat(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    body = request.POST.get("body", "")
    if body not in VOTING:
        raise Http404
    person = person_or_404(actor, typed_number(request, "person"))
    actions.seat_member(conference, person, Body(body), by=actor)
    return redirect("conferences:show")


@require_POST
def unseat(request: HttpRequest, pk: int) -> HttpResponse:
    actor = request.actor
    seats = conference_or_404(actor, cycle_or_404(actor)).seats.select_related("assembly__cycle")
    actions.unseat_member(get_object_or_404(seats, pk=pk), by=actor)
    return redirect("conferences:show")


@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """Save who is there; with the second button begin as well."""
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    marks = typed_attendance(request, [one.pk for one in seats_of(conference)])
    actions.mark_members(conference, marks, by=actor)
    if "mo-hop" in request.POST:
        chair = typed_number(request, "chair")
        chosen = person_or_404(actor, chair) if chair else None
        actions.open_conference(conference, chair=chosen, by=actor)
    else:
        messages.success(request, _("Đã ghi điểm danh."))
    return redirect("conferences:show")
