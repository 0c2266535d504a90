"""Calling the meeting, attendance, opening."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import book_of, cycle_or_404, step_of, term_of
from thuocdo.kernel.findings import Refused, refuse_if
from thuocdo.office.queries import people_matching, person_or_404, unit_visible_or_404
from thuocdo.ui.call_form import CallForm
from thuocdo.ui.typed import typed, typed_attendance, typed_number
from thuocdo.ui.wording import sentence

from ... import actions
from ...permissions import may_call, may_invite, may_prepare, may_reopen
from ...queries import (
    able_to_preside,
    agenda_heard,
    agenda_of,
    attendees_of,
    guests_rule,
    label_of,
    meeting_of,
    meeting_or_404,
    meeting_step,
    secretaries_for,
    subject_of,
)
from ..forms import InviteForm
from .page import common

if TYPE_CHECKING:
    from ...models import Attendee, Meeting


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, unit: int) -> HttpResponse:
    """Call the unit's meeting, or go to it where it was called."""
    actor = request.actor
    of_unit = unit_visible_or_404(actor, unit)
    cycle = cycle_or_404(actor)
    if standing := meeting_of(cycle, of_unit):
        return redirect("meetings:show", standing.pk)
    step = step_of(cycle, meeting_step(of_unit))
    seats = secretaries_for(of_unit, actor.on)
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
        "of_leadership": of_unit.kind == "leadership",
        "guests_source": book_of(cycle)[guests_rule(of_unit)].source,
    }
    return render(request, "meetings/call.html", context, status=422 if form.errors else 200)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the meeting stands: before it attendance, during it the item at hand, after it the minutes."""
    meeting = meeting_or_404(request.actor, pk)
    if meeting.state in ("adopted", "closed"):
        return redirect("meetings:minutes", pk)
    if meeting.state == "open" and "diem-danh" not in request.GET:
        items = list(agenda_heard(meeting, request.actor))
        at_hand = next((item for item in items if not item.done_at), items[-1] if items else None)
        if at_hand:
            return redirect("meetings:item", pk, at_hand.pk)
    return prepare_page(request, meeting)


def prepare_page(
    request: HttpRequest, meeting: "Meeting", form: InviteForm | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    points = [(item, label_of(item)) for item in agenda_heard(meeting, actor)]
    inviting = may_invite(meeting, actor)
    context = common(request, meeting) | {
        "items": points,
        "preparing": may_prepare(meeting, actor),
        "reopening": may_reopen(meeting, actor),
        "inviting": inviting,
        "seats": _attendance_rows(meeting),
        "able": able_to_preside(meeting, actor.on),
        "invite_form": (form or invite_form(request, meeting)) if not inviting else None,
    }
    return render(request, "meetings/prepare.html", context, status=status)


def _attendance_rows(meeting: "Meeting") -> list[tuple[object, ...]]:
    """Each seat as the list of those present shows it: key, name, post and standing, present, why absent."""
    return [(one.pk, one.name, _standing(one), one.present, one.reason) for one in attendees_of(meeting)]


def _standing(one: "Attendee") -> str:
    guest = _("khách mời") if one.is_guest else ""
    some = _("chỉ dự một số phần") if one.hears is not None else ""
    return " · ".join(filter(None, [one.title, ", ".join(filter(None, [guest, some]))]))


def invite_form(request: HttpRequest, meeting: "Meeting") -> InviteForm:
    people = people_matching(request.actor.agency_id, "", request.actor.on)
    points = [(subject_of(item), label_of(item)) for item in agenda_of(meeting) if item.kind != "emulation"]
    return InviteForm(request.POST or None, people=[(one.pk, one.full_name) for one in people], points=points)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    refuse_if(may_invite(meeting, request.actor))
    form = invite_form(request, meeting)
    if not form.is_valid():
        return prepare_page(request, meeting, form, status=422)
    data = form.cleaned_data
    chosen = person_or_404(request.actor, int(data["person"])) if data["person"] else None
    hears = [int(subject) for subject in data["hears"]] or None
    said = {"outsider": data["outsider"], "title": data["title"], "votes": data["votes"], "hears": hears}
    try:  # a refusal comes back on the page, with what was typed
        actions.invite(meeting, person=chosen, **said, by=request.actor)
    except Refused as refusal:
        form.add_error(None, [sentence(finding) for finding in refusal.findings])
        return prepare_page(request, meeting, form, status=409)
    return redirect(f"{reverse('meetings:show', args=[pk])}?diem-danh")


@require_POST
def uninvite(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    seats = attendees_of(meeting).select_related("person", "meeting__cycle", "meeting__unit")
    actions.uninvite(get_object_or_404(seats, pk=seat), by=request.actor)
    return redirect(f"{reverse('meetings:show', args=[pk])}?diem-danh")


@require_POST
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    marks = typed_attendance(request, [seat.pk for seat in attendees_of(meeting)])
    actions.mark_attendance(meeting, marks, by=request.actor)
    if "mo-hop" in request.POST:
        chair = typed_number(request, "chair")
        chosen = person_or_404(request.actor, chair) if chair else None
        actions.open_meeting(meeting_or_404(request.actor, pk), chair=chosen, by=request.actor)
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
