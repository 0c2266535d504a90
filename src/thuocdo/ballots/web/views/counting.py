"""The tellers' pages: the key and its code; on paper the sheet of figures."""

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.ui.typed import typed, typed_body
from thuocdo.ui.wording import sentence

from ... import actions
from ...actions.ceremony import ROUNDS
from ...permissions import may_recount, may_run, may_tell
from ...queries import ballot_or_404, dealt_to, teller_of, todo_of, trial_words
from ...rules import Way
from ...wording import FIGURES
from ..forms import SheetForm, WrittenForm

if TYPE_CHECKING:
    from ...models import Ballot, Teller


def _teller(request: HttpRequest, pk: int) -> "tuple[Ballot, Teller]":
    ballot = ballot_or_404(request.actor, pk)
    refuse_if(may_tell(ballot, request.actor))
    return ballot, teller_of(ballot, request.actor.person)


def _key_holder(request: HttpRequest, pk: int) -> "tuple[Ballot, Teller]":
    ballot, teller = _teller(request, pk)
    if ballot.way != Way.ELECTRONIC:
        raise Http404
    return ballot, teller


@require_GET
def key(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the code, keep it, try it; after closing, open the sums with it."""
    ballot, teller = _key_holder(request, pk)
    return render(request, "ballots/key.html", {"ballot": ballot, "teller": teller})


@require_GET
def key_state(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits for this teller, with what the other tellers have published so far. Asked every few seconds."""
    ballot, teller = _key_holder(request, pk)
    tellers = list(ballot.tellers.all())
    return JsonResponse(
        {
            "todo": todo_of(teller),
            "index": teller.index,
            "certificates": [one.certificate for one in tellers],
            "dealt": dealt_to(teller, tellers),
            "kept": teller.share["private_key"] if teller.share else None,
            "ready": all(one.share for one in tellers),
            "trial": trial_words(ballot),
            "fingerprint": ballot.election.fingerprint if ballot.closed_at else "",
        }
    )


@require_POST
def key_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """What this teller's browser made, as JSON in the body."""
    _ballot, teller = _key_holder(request, pk)
    try:
        told = json.loads(typed_body(request))
    except (ValueError, RecursionError) as error:
        raise Refused([Finding("ballot.part_wrong", facts={"what": "JSON"})]) from error
    if part in ROUNDS:
        actions.hand_in_round(teller, part, told, by=request.actor)
    elif part == "try":
        actions.try_code(teller, told, by=request.actor)
    elif part == "open" and isinstance(told, str):
        actions.open_sums(teller, told, by=request.actor)
    else:
        raise Http404
    return JsonResponse({"todo": todo_of(teller_of(ballot_or_404(request.actor, pk), request.actor.person))})


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Paper: this teller's own figures, not the other's."""
    ballot, teller = _teller(request, pk)
    if ballot.way != Way.PAPER:
        raise Http404
    form = SheetForm(request.POST or None, ballot=ballot)
    differing = []
    if request.method == "POST" and form.is_valid():
        try:  # wrong sums come back on the sheet with the figures as typed
            differing = actions.enter_count(teller, form.count(), by=request.actor)
        except Refused as refusal:
            if any(finding.code.endswith(".not_yours") for finding in refusal.findings):
                raise
            form.add_error(None, [sentence(finding) for finding in refusal.findings])
        else:
            if not differing:
                messages.success(
                    request,
                    _("Đã ghi số liệu của bạn. Khi hai người nhập giống nhau, kết quả tự niêm phong."),
                )
                return redirect("ballots:show", pk)
    context = {
        "ballot": ballot,
        "teller": teller,
        "form": form,
        "differing": [(FIGURES[one.figure], one) for one in differing],
    }
    return render(request, "ballots/sheet.html", context, status=422 if form.errors or differing else 200)


@require_http_methods(["GET", "POST"])
def written(request: HttpRequest, pk: int) -> HttpResponse:
    """Signed opinions of absent members, beside an electronic ballot."""
    ballot = ballot_or_404(request.actor, pk)
    refuse_if(may_run(ballot, request.actor))
    form = WrittenForm(request.POST or None, ballot=ballot)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_written(
                ballot, list(form.line_counts()), form.cleaned_data["written"], by=request.actor
            )
        except Refused as refusal:
            form.add_error(None, [sentence(finding) for finding in refusal.findings])
        else:
            messages.success(request, _("Đã ghi ý kiến bằng văn bản."))
            return redirect("ballots:show", pk)
    return render(
        request, "ballots/written.html", {"ballot": ballot, "form": form}, status=422 if form.errors else 200
    )


@require_POST
def count_again(request: HttpRequest, pk: int) -> HttpResponse:
    ballot = ballot_or_404(request.actor, pk)
    refuse_if(may_recount(ballot, request.actor))
    actions.recount(ballot, reason=typed(request, "reason"), by=request.actor)
    return redirect("ballots:show", pk)
