"""Pages of single people and units, for HCQT: leave, discipline, logins, who stands in, who is in charge."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.kernel.findings import refuse_if
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed, typed_number

from .. import actions
from ..permissions import may_note, may_see_staff
from ..queries import (
    head_of,
    leader_in_charge,
    leaders_of,
    people_without_login,
    person_or_404,
    posts_of,
    presiding_over,
    roster,
    stand_ins_of,
    unit_visible_or_404,
    units_of,
)
from ..wording import ABSENCES
from .forms import AbsenceForm, DisciplineForm, StandInForm

if TYPE_CHECKING:
    from ..models import Person, Unit


def _page(
    request: HttpRequest,
    pk: int,
    absence_form: AbsenceForm | None = None,
    discipline_form: DisciplineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    by = request.actor
    refuse_if(may_see_staff(by))
    shown = person_or_404(by, pk)
    context = {
        "person": shown,
        "posts": posts_of(shown),
        "absences": [(absence, ABSENCES[absence.kind]) for absence in shown.absences.order_by("start")],
        "disciplines": shown.disciplines.order_by("effective_on") if by.coordinates else (),
        "noting": may_note(shown, by),
        "login": getattr(shown, "login", None),
        "absence_form": absence_form or AbsenceForm(),
        "discipline_form": discipline_form or DisciplineForm(),
    }
    return render(request, "office/person.html", context, status=status)


@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What the office knows of one person."""
    return _page(request, pk)


@require_POST
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, absence_form=form, status=422)
    data = form.cleaned_data
    actions.note_absence(
        person_or_404(request.actor, pk), data["kind"], data["start"], data["end"], by=request.actor
    )
    messages.success(request, _("Đã ghi thời gian nghỉ."))
    return redirect("office:person", pk)


@require_POST
def strike(request: HttpRequest, pk: int, absence: int) -> HttpResponse:
    noted = get_object_or_404(person_or_404(request.actor, pk).absences, pk=absence)
    actions.strike_absence(noted, reason=typed(request, "reason"), by=request.actor)
    return redirect("office:person", pk)


@require_POST
def discipline(request: HttpRequest, pk: int) -> HttpResponse:
    form = DisciplineForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, discipline_form=form, status=422)
    data = form.cleaned_data
    actions.note_discipline(
        person_or_404(request.actor, pk),
        data["side"],
        data["form"],
        data["effective_on"],
        duty_related=data["duty_related"],
        by=request.actor,
    )
    messages.success(request, _("Đã ghi quyết định kỷ luật."))
    return redirect("office:person", pk)


def _slips(given: Sequence[tuple["Person", str]]) -> bytes:
    """One row a person, to cut into slips."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Tài khoản"))
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, [_("Mã cán bộ"), _("Họ và tên"), _("Mật khẩu lần đầu")], bold)
        for row, (holder, password) in enumerate(given, 1):
            sheet.write_row(row, 0, [holder.code, holder.full_name, password])
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 2, 32)
    return out.getvalue()


@require_POST
def login(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password for one person, as a slip."""
    given = actions.give_logins([person_or_404(request.actor, pk)], by=request.actor)
    return file_answer(_slips(given), f"{_('Tài khoản')} {given[0][0].code}", "xlsx")


@require_POST
def logins(request: HttpRequest) -> HttpResponse:
    """Passwords for all who have none yet, as slips."""
    refuse_if(may_note(request.actor.person, request.actor))
    given = actions.give_logins(
        people_without_login(request.actor.agency_id, request.actor.on), by=request.actor
    )
    return file_answer(_slips(given), _("Tài khoản mới"), "xlsx")


def _unit_page(
    request: HttpRequest, unit: int, form: StandInForm | None = None, status: int = 200
) -> HttpResponse:
    by = request.actor
    of_unit = unit_visible_or_404(by, unit)
    refuse_if(may_see_staff(by))
    context = {
        "unit": of_unit,
        "seats": roster(of_unit, by.on),
        "leading": presiding_over(of_unit, by.on),
        "in_charge": leader_in_charge(of_unit, by.on),
        "leaders": leaders_of(by.agency_id, by.on),
        "stand_ins": stand_ins_of(of_unit, by.on),
        "units": units_of(by.agency_id, by.on),
        "form": form or StandInForm(people=_people(request, of_unit), initial={"since": by.on}),
        "noting": may_note(by.person, by),
    }
    return render(request, "office/unit.html", context, status=status)


def _people(request: HttpRequest, unit: "Unit") -> list[tuple[int, str]]:
    """Who may lead the unit in the head's place."""
    head = head_of(unit, request.actor.on)
    seats = [seat for seat in roster(unit, request.actor.on) if seat.person != head]
    return [(seat.person_id, f"{seat.person.full_name}, {seat.title}") for seat in seats]


@require_GET
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """A unit: who works in it, who leads, who stands in, who is in charge."""
    return _unit_page(request, unit)


@require_POST
def stand_in(request: HttpRequest, unit: int) -> HttpResponse:
    of_unit = unit_visible_or_404(request.actor, unit)
    form = StandInForm(request.POST, people=_people(request, of_unit))
    if not form.is_valid():
        return _unit_page(request, unit, form, status=422)
    data = form.cleaned_data
    chosen = person_or_404(request.actor, int(data["person"]))
    actions.appoint_stand_in(
        of_unit, chosen, data["since"], data["until"], reason=data["reason"], by=request.actor
    )
    messages.success(request, _("Đã cử người thay; người này có mọi việc của người phụ trách đơn vị."))
    return redirect("office:unit", unit)


@require_POST
def end(request: HttpRequest, unit: int, pk: int) -> HttpResponse:
    standing = get_object_or_404(
        stand_ins_of(unit_visible_or_404(request.actor, unit), request.actor.on), pk=pk
    )
    actions.end_stand_in(standing, reason=typed(request, "reason"), by=request.actor)
    return redirect("office:unit", unit)


@require_POST
def charge(request: HttpRequest, unit: int) -> HttpResponse:
    of_unit = unit_visible_or_404(request.actor, unit)
    leader = person_or_404(request.actor, typed_number(request, "leader"))
    actions.put_in_charge(leader, of_unit, by=request.actor)
    messages.success(request, _("Đã phân công lãnh đạo phụ trách."))
    return redirect("office:unit", unit)
