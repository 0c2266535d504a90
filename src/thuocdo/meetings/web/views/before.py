"""Calling the meeting, attendance, opening."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import book_of, cycle_or_404, step_of, term_of
from thuocdo.office.queries import roster, unit_visible_or_404
from thuocdo.ui.call_form import CallForm
from thuocdo.ui.typed import typed, typed_attendance, typed_number

from ... import actions
from ...permissions import may_call, may_prepare, may_reopen
from ...queries import (
    MEETING_STEP,
    agenda_of,
    attendees_of,
    label_of,
    meeting_of,
    meeting_or_404,
)
from .page import common

if TYPE_CHECKING:
    pass


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, unit: int) -> HttpResponse:
    """Call the unit's meeting, or go to it where it was called."""
    actor = request.actor
    of_unit = unit_visible_or_404(actor, unit)
    cycle = cycle_or_404(actor)
    if standing := meeting_of(cycle, of_unit):
        return redirect("meetings:show", standing.pk)
    step = step_of(cycle, MEETING_STEP)
    seats = roster(of_unit, actor.on)
    form = CallForm(request.POST or None, seats=seats, on=actor.on)
    if request.method == "POST" and form.is_valid():
        secretary = next(
            seat.person for seat in seats if str(seat.person_id) == form.cleaned_data["secretary"]
        )
        meeting = actions.call_meeting(
            cycle,
            of_unit,
            planned_at=form.cleaned_data["planned_at"],
            place=form.cleaned_data["place"],
            secretary=secretary,
            by=actor,
        )
        messages.success(request, _("Đã tạo cuộc họp với thành phần và chương trình theo đúng thứ tự."))
        return redirect("meetings:show", meeting.pk)
    context = {
        "unit": of_unit,
        "form": form,
        "allowed": may_call(cycle, of_unit, actor, step),
        "term": term_of(step, of_unit.subject_id),
        "on": actor.on,
        "chair_source": book_of(cycle)["meeting/chair"].source,
        "guests_source": book_of(cycle)["meeting/attendance"].source,
    }
    return render(request, "meetings/call.html", context, status=422 if form.errors else 200)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the meeting stands: before it attendance, during it the item at hand, after it the minutes."""
    meeting = meeting_or_404(request.actor, pk)
    if meeting.state in ("adopted", "closed"):
        return redirect("meetings:minutes", pk)
    if meeting.state == "open" and "diem-danh" not in request.GET:
        items = list(agenda_of(meeting))
        at_hand = next((item for item in items if not item.done_at), items[-1])
        return redirect("meetings:item", pk, at_hand.pk)
    context = common(request, meeting) | {
        "items": [(item, label_of(item)) for item in agenda_of(meeting)],
        "preparing": may_prepare(meeting, request.actor),
        "reopening": may_reopen(meeting, request.actor),
    }
    return render(request, "meetings/prepare.html", context)


@require_POST
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    marks = typed_attendance(request, [seat.pk for seat in attendees_of(meeting)])
    actions.mark_attendance(meeting, marks, by=request.actor)
    if "mo-hop" in request.POST:
        actions.open_meeting(meeting_or_404(request.actor, pk), by=request.actor)
        return redirect("meetings:show", pk)
    messages.success(request, _("Đã ghi điểm danh."))
    return redirect("meetings:show", pk)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    actions.open_meeting(meeting_or_404(request.actor, pk), by=request.actor)
    return redirect("meetings:show", pk)


@require_POST
def secretary(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    seat = get_object_or_404(attendees_of(meeting), person=typed_number(request, "person"))
    actions.replace_secretary(meeting, seat.person, reason=typed(request, "reason"), by=request.actor)
    return redirect("meetings:show", pk)
