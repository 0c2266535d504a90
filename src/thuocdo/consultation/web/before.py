"""Around the board: calling the meeting, who is there, the conclusion with the minutes."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.assemblies import actions as assemblies
from thuocdo.assemblies.permissions import may_close, may_open, may_prepare, may_reopen
from thuocdo.assemblies.queries import seats_of
from thuocdo.assemblies.wording import BODIES, MARKS, STATES, attendance_rows
from thuocdo.cycle.queries import cycle_or_404, step_or_404
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import (
    coordinating_unit,
    people_matching,
    person_or_404,
    presiding_over_agency,
    roster,
)
from thuocdo.office.rules.bodies import Body
from thuocdo.ui.answers import file_answer
from thuocdo.ui.call_form import CallForm
from thuocdo.ui.typed import typed, typed_attendance, typed_number
from thuocdo.ui.wording import sentence

from .. import actions
from ..permissions import may_call, may_run
from ..queries import (
    CONSULTATION_STEP,
    board_of,
    consultation_of,
    consultation_or_404,
)
from ..sheets import draft_file, summary_of
from ..sheets import minutes as minutes_sheet
from .forms import CloseForm

if TYPE_CHECKING:
    from ..models import Consultation


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Call the Chief's meeting; the bodies of II.4 are listed from the posts."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_run(cycle, actor))
    if consultation_of(cycle):
        return redirect("consultation:people")
    home = coordinating_unit(actor.agency_id)
    seats = roster(home, actor.on) if home else []
    form = CallForm(request.POST or None, seats=seats, on=actor.on)
    step = step_or_404(actor, CONSULTATION_STEP)
    if request.method == "POST" and form.is_valid():
        try:  # a refusal comes back on the page, with what was typed
            actions.call_consultation(
                cycle,
                planned_at=form.cleaned_data["planned_at"],
                place=form.cleaned_data["place"],
                secretary=person_or_404(actor, int(form.cleaned_data["secretary"])),
                by=actor,
            )
        except Refused as refusal:
            form.add_error(None, [sentence(finding) for finding in refusal.findings])
        else:
            messages.success(request, _("Đã tạo cuộc họp; thành phần lấy theo chức vụ, xin xem lại."))
            return redirect("consultation:people")
    context = {"form": form, "allowed": may_call(cycle, actor, step), "due": step.due, "on": actor.on}
    return render(request, "consultation/call.html", context, status=422 if form.errors else 200)


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who is called, for which body, and who is there."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_run(cycle, actor))
    consultation = consultation_or_404(cycle)
    called = list(seats_of(consultation))
    context = {
        "consultation": consultation,
        "called": called,
        "seats": attendance_rows(called),
        "state_label": STATES[consultation.state],
        "state_mark": MARKS[consultation.state],
        "preparing": may_prepare(consultation, actor),
        "opening": may_open(consultation, actor),
        "bodies": list(BODIES.items()),
        "people": people_matching(actor.agency_id, "", actor.on),
        "leaders": presiding_over_agency(actor.agency_id, actor.on),
    }
    return render(request, "consultation/people.html", context)


@require_POST
def seat(request: HttpRequest) -> HttpResponse:
    consultation = _to_run(request)
    body = request.POST.get("body", "")
    refuse_if([] if body in tuple(Body) else [Finding("office.not_yours")])
    person = person_or_404(request.actor, typed_number(request, "person"))
    assemblies.seat(consultation, person, Body(body), by=request.actor)
    return redirect("consultation:people")


@require_POST
def unseat(request: HttpRequest, pk: int) -> HttpResponse:
    seats = _to_run(request).seats.select_related("assembly__cycle")
    assemblies.unseat(get_object_or_404(seats, pk=pk), by=request.actor)
    return redirect("consultation:people")


def _to_run(request: HttpRequest) -> "Consultation":
    cycle = cycle_or_404(request.actor)
    refuse_if(may_run(cycle, request.actor))
    return consultation_or_404(cycle)


@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    consultation = _to_run(request)
    marks = typed_attendance(request, [one.pk for one in seats_of(consultation)])
    assemblies.mark_seats(consultation, marks, by=request.actor)
    if "mo-hop" in request.POST:
        chair = typed_number(request, "chair")
        chosen = person_or_404(request.actor, chair) if chair else None
        assemblies.open_assembly(consultation, chair=chosen, by=request.actor)
        return redirect("consultation:board")
    messages.success(request, _("Đã ghi điểm danh."))
    return redirect("consultation:people")


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    assemblies.open_assembly(_to_run(request), by=request.actor)
    return redirect("consultation:board")


def _minutes_page(request: HttpRequest, form: CloseForm | None = None, status: int = 200) -> HttpResponse:
    actor, consultation = request.actor, _to_run(request)
    board = board_of(consultation.cycle, actor.on)
    cards = [card for group in board for card in group.cards]
    initial = {
        "summary": consultation.summary or summary_of(cards),
        "conclusion": consultation.conclusion,
    }
    context = {
        "consultation": consultation,
        "state_label": STATES[consultation.state],
        "state_mark": MARKS[consultation.state],
        "form": form or CloseForm(initial=initial),
        "closing": may_close(consultation, actor),
        "reopening": may_reopen(consultation, actor),
        "sheet": minutes_sheet(consultation, actor.on),
        "over": [group.count for group in board if group.count and group.count.headroom.over_by],
        "pending": [card for card in cards if card.pending],
    }
    return render(request, "consultation/minutes.html", context, status=status)


@require_GET
def minutes(request: HttpRequest) -> HttpResponse:
    """What keeps the meeting from its end, the conclusion, the minutes."""
    return _minutes_page(request)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    consultation = _to_run(request)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _minutes_page(request, form, status=422)
    try:  # a refusal comes back on the page, with all that was typed
        actions.close_consultation(consultation, **form.cleaned_data, by=request.actor)
    except Refused as refusal:
        form.add_error(None, [sentence(finding) for finding in refusal.findings])
        return _minutes_page(request, form, status=409)
    messages.success(request, _("Đã kết luận; biên bản đã phát hành."))
    return redirect("consultation:minutes")


@require_POST
def reopen(request: HttpRequest) -> HttpResponse:
    assemblies.reopen_assembly(_to_run(request), reason=typed(request, "reason"), by=request.actor)
    return redirect("consultation:board")


@require_GET
def paper(request: HttpRequest, extension: str) -> HttpResponse:
    consultation = _to_run(request)
    return file_answer(
        draft_file(consultation, request.actor.on, extension), _("Biên bản họp tham vấn"), extension
    )
