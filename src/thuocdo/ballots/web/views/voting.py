"""The voter's pages, and what anyone entitled takes home to verify."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.kernel.findings import refuse_if
from thuocdo.ui.typed import number, typed_body

from ... import actions
from ...permissions import may_cast, may_look_up
from ...queries import ballot_or_404, board_of, election_of, ticked
from ...rules import Layout, Way
from ...sheets import ANSWERS
from ...wording import PROMISES

if TYPE_CHECKING:
    from ...models import Ballot


@require_GET
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, review, cast once. Nobody sees when."""
    ballot = ballot_or_404(request.actor, pk)
    refuse_if(may_cast(ballot, request.actor))
    layout = Layout(ballot.layout)
    context = {
        "ballot": ballot,
        "lines": list(ballot.lines.all()),
        "answers": list(enumerate(ANSWERS.get(layout, ()))),
        "several": layout == Layout.CHOICE,
        "election": election_of(ballot),
        "promise": PROMISES[Way(ballot.way)],
        "voted": ticked(ballot, request.actor.person),
    }
    return render(request, "ballots/vote.html", context)


@require_POST
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """The encrypted ballot as it is, in the body; or, in the simple way, the page's own form."""
    ballot = ballot_or_404(request.actor, pk)
    if ballot.way == Way.SIMPLE:
        actions.cast_simple(ballot, _chosen(request, ballot), by=request.actor)
        messages.success(request, _("Đã bỏ phiếu."))
        return redirect("ballots:show", pk)
    accepted = actions.cast_ballot(ballot, typed_body(request), by=request.actor)
    return JsonResponse({"tracker": accepted.tracker, "receipt": accepted.receipt})


def _chosen(request: HttpRequest, ballot: "Ballot") -> list[list[int]]:
    """The marks of the form, as the protocol writes them; a line without a mark has none, and is refused."""
    layout, lines = Layout(ballot.layout), list(ballot.lines.all())
    if layout.chooses:
        chosen = {number(text) for text in request.POST.getlist("chon") if text.isdecimal()}
        return [[int(place in chosen) for place in range(len(lines))]]
    width = len(ANSWERS[layout])
    return [
        [int(request.POST.get(f"dong-{line.key}") == str(place)) for place in range(width)] for line in lines
    ]


@require_GET
def election(request: HttpRequest, pk: int) -> HttpResponse:
    """The exact words that every ballot is bound to."""
    ballot = ballot_or_404(request.actor, pk)
    sealed = election_of(ballot)
    if sealed is None:
        raise Http404
    return HttpResponse(sealed.words.encode(), content_type="application/json")


@require_GET
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Every ballot, sorted by tracker, after closing: for tellers to add up and voters to find their own.

    The search is made in the browser: a question with a tracker in it would tell whose it is.
    """
    ballot = ballot_or_404(request.actor, pk)
    refuse_if(may_look_up(ballot, request.actor))
    sealed = election_of(ballot)
    if sealed is None:
        raise Http404
    rows = board_of(ballot)
    return JsonResponse(
        {
            "election": sealed.words,
            "trackers": [tracker for tracker, _words in rows],
            "ballots": [words for _tracker, words in rows],
        }
    )


@require_GET
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole election as one file that independent programs verify."""
    ballot = ballot_or_404(request.actor, pk)
    refuse_if(may_look_up(ballot, request.actor))
    sealed = election_of(ballot)
    if sealed is None or not sealed.archive:
        raise Http404
    return FileResponse(
        sealed.archive.open(),
        as_attachment=True,
        filename=f"{sealed.uuid}.bel",
        content_type="application/octet-stream",
    )
