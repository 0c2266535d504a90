"""The minutes, the screen of the room, the papers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.ballots.queries import ballot_with
from thuocdo.cycle.queries import book_of
from thuocdo.papers.queries import file_of
from thuocdo.papers.wording import KINDS, kind_on_paper
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed, typed_number

from ... import actions
from ...permissions import may_close, may_reopen, may_write_down
from ...queries import (
    agenda_heard,
    agenda_of,
    label_of,
    meeting_facts,
    meeting_or_404,
    order_source,
    report_paper,
    whole_meeting_or_404,
)
from ...rules import unfinished_business
from ...sheets import draft_file, sheets_of
from .page import ballot_result, cap_lines, common


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they stand: what is unfinished, the text to read, adopt, close."""
    meeting = whole_meeting_or_404(request.actor, pk)
    source = order_source(meeting)
    unfinished = [] if meeting.state == "closed" else unfinished_business(meeting_facts(meeting), source)
    sheets = sheets_of(meeting)
    context = common(request, meeting) | {
        "unfinished": unfinished,
        "sheet": next(iter(sheets.values())),
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
    meeting = whole_meeting_or_404(request.actor, pk)
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
def report(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The leadership's own report, to whoever hears it."""
    meeting = meeting_or_404(request.actor, pk)
    issued = report_paper(meeting) if meeting.of_leadership else None
    hears = agenda_heard(meeting, request.actor).filter(kind="report").exists()
    if issued is None or not hears or extension not in ("pdf", "docx"):
        raise Http404
    return file_answer(file_of(issued, extension), issued.title, extension)


@require_GET
def paper(request: HttpRequest, pk: int, kind: str, extension: str) -> HttpResponse:
    """A paper of the meeting as it would be printed now."""
    meeting = whole_meeting_or_404(request.actor, pk)
    if kind not in sheets_of(meeting):
        raise Http404
    return file_answer(
        draft_file(meeting, kind, extension), f"{kind_on_paper(kind)} {meeting.unit.name}", extension
    )
