"""Shortcomings concluded at one point: written down, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.kernel.findings import refuse_if

from ... import actions
from ...permissions import may_rate
from ...queries import answerable_in, item_or_404, meeting_or_404, responsibilities
from ..forms import ShortcomingForm
from .item import item_page


@require_POST
def shortcoming(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item, "report", "person")
    refuse_if(may_rate(at_hand, request.actor))
    form = ShortcomingForm(request.POST, answerable=answerable_in(meeting))
    if not form.is_valid():
        return item_page(request, meeting, at_hand, shortcoming_form=form, status=422)
    data = form.cleaned_data
    subject = int(data.pop("subject"))
    actions.name_shortcoming(at_hand, subject, **data, by=request.actor)
    messages.success(request, _("Đã ghi hạn chế, khuyết điểm; năm sau kiểm điểm bắt đầu từ đây."))
    return redirect("meetings:item", pk, item)


@require_POST
def withdraw(request: HttpRequest, pk: int, item: int, named: int) -> HttpResponse:
    at_hand = item_or_404(meeting_or_404(request.actor, pk), item)
    rows = responsibilities().select_related("item__meeting__cycle", "item__meeting__unit")
    actions.withdraw_shortcoming(get_object_or_404(rows, item=at_hand, pk=named), by=request.actor)
    return redirect("meetings:item", pk, item)
