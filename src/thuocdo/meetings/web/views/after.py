"""The minutes, the screen of the room, the papers."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.ballots.queries import ballot_with
from thuocdo.cycle.queries import book_of
from thuocdo.papers.wording import KINDS, kind_on_paper
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed, typed_number

from ... import actions
from ...permissions import may_close, may_reopen, may_write_down
from ...queries import (
    agenda_of,
    label_of,
    meeting_facts,
    meeting_or_404,
    order_source,
)
from ...rules import unfinished_business
from ...sheets import draft_file, sheets_of
from .page import ballot_result, cap_lines, common

if TYPE_CHECKING:
    pass


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they stand: what is unfinished, the text to read, adopt, close."""
    meeting = meeting_or_404(request.actor, pk)
    source = order_source(meeting.cycle)
    unfinished = [] if meeting.state == "closed" else unfinished_business(meeting_facts(meeting), source)
    sheets = sheets_of(meeting)
    context = common(request, meeting) | {
        "unfinished": unfinished,
        "sheet": sheets["unit-minutes"],
        "kinds": [(kind, KINDS[kind]) for kind in sheets],
        "adopting": may_write_down(meeting, request.actor) or unfinished,
        "closing": may_close(meeting, request.actor),
        "reopening": may_reopen(meeting, request.actor),
        "over": [found for found in cap_lines(meeting, agenda_of(meeting)) if found.over],
        "cap_source": book_of(meeting.cycle)["rating/excellent_cap"].source,
    }
    return render(request, "meetings/minutes.html", context)


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    actions.adopt_minutes(
        meeting_or_404(request.actor, pk),
        votes=typed_number(request, "votes"),
        correction=typed(request, "correction"),
        by=request.actor,
    )
    messages.success(request, _("Biên bản đã được thông qua."))
    return redirect("meetings:minutes", pk)


@require_POST
def correct_again(request: HttpRequest, pk: int) -> HttpResponse:
    actions.correct_minutes(meeting_or_404(request.actor, pk), by=request.actor)
    return redirect("meetings:show", pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    actions.close_meeting(meeting_or_404(request.actor, pk), by=request.actor)
    messages.success(
        request, _("Cuộc họp đã kết thúc; biên bản đã phát hành, góp ý đã gửi về từng người để hoàn thiện.")
    )
    return redirect("meetings:minutes", pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    actions.reopen_meeting(
        meeting_or_404(request.actor, pk), reason=typed(request, "reason"), by=request.actor
    )
    return redirect("meetings:show", pk)


@require_GET
def projector(request: HttpRequest, pk: int) -> HttpResponse:
    """For the screen of the room: who is heard, who presides, remarks, the count; no private marks."""
    meeting = meeting_or_404(request.actor, pk)
    items = list(agenda_of(meeting))
    at_hand = next((item for item in items if item.started_at and not item.done_at), None)
    context = common(request, meeting) | {
        "items": [(item, label_of(item)) for item in items],
        "item": at_hand,
        "label": label_of(at_hand) if at_hand else "",
        "remarks": at_hand.remarks.select_related("speaker") if at_hand else (),
        "result": ballot_result(meeting, ballot_with(meeting.ballot_id)),
    }
    return render(request, "meetings/projector.html", context)


@require_GET
def paper(request: HttpRequest, pk: int, kind: str, extension: str) -> HttpResponse:
    """A paper of the meeting as it would be printed now."""
    meeting = meeting_or_404(request.actor, pk)
    if kind not in sheets_of(meeting):
        raise Http404
    return file_answer(
        draft_file(meeting, kind, extension), f"{kind_on_paper(kind)} {meeting.unit.name}", extension
    )
