"""The calibration board, a card, the screen of the room."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.assemblies.permissions import may_write_down
from thuocdo.assemblies.queries import present_people
from thuocdo.assemblies.wording import MARKS, STATES
from thuocdo.cycle.queries import book_of, cycle_or_404
from thuocdo.kernel.findings import refuse_if
from thuocdo.kernel.words import Grade, Stage
from thuocdo.meetings.queries import remarks_on
from thuocdo.office.queries import main_posts, person_or_404
from thuocdo.ratings.queries import ledger_of, whys_of
from thuocdo.reviews.queries import reviews_visible_to
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.typed import number, typed, typed_number, typed_once

from .. import actions
from ..permissions import may_give_opinion, may_move, may_run, may_see_board
from ..queries import (
    COLUMNS,
    Card,
    after_move,
    board_of,
    card_of,
    consultation_of,
    consultation_or_404,
    leaders_apart,
    opinions_on,
    sees,
)
from ..templatetags.consultation import changed_by


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """People and units as cards in columns of levels, group by group, with the cap of each (S-24)."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_see_board(cycle, actor))
    consultation = consultation_of(cycle)
    groups = board_of(cycle, actor.on)
    running = may_run(cycle, actor)
    if running:
        groups = [group.only(lambda card: sees(card, actor, runs=False)) for group in groups]
        groups = [group for group in groups if group.cards]
    chosen = request.GET.get("nhom", "")
    context = {
        "consultation": consultation,
        "state_label": STATES[consultation.state] if consultation else "",
        "state_mark": MARKS[consultation.state] if consultation else "",
        "groups": groups,
        "shown": [group for group in groups if not chosen.isdecimal() or group.pk == number(chosen)],
        "chosen": number(chosen) if chosen.isdecimal() else None,
        "columns": COLUMNS,
        "running": running,
        "writing": may_write_down(consultation, actor) if consultation else running,
        "apart": leaders_apart(cycle, actor.on),
        "cap_rule": book_of(cycle)["rating/excellent_cap"],
    }
    return render(request, "consultation/board.html", context)


@require_GET
def projector(request: HttpRequest) -> HttpResponse:
    """For the screen of the room: one group after the other, without scores, remarks or reasons."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_run(cycle, actor))
    groups = board_of(cycle, actor.on)
    if not groups:
        raise Http404
    chosen = number(request.GET.get("nhom", ""))
    place = next((at for at, group in enumerate(groups) if group.pk == chosen), 0)
    context = {
        "group": groups[place],
        "groups": groups,
        "before": groups[place - 1] if place else None,
        "after": groups[place + 1] if place + 1 < len(groups) else None,
    }
    return render(request, "consultation/projector.html", context)


def _card_or_404(request: HttpRequest, subject: int) -> Card:
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_see_board(cycle, actor))
    found = card_of(cycle, subject, actor.on)
    if found is None or not sees(found, actor, runs=not may_run(cycle, actor)):
        raise Http404
    return found


@require_GET
def card(request: HttpRequest, subject: int) -> HttpResponse:
    """One card opened: the three levels, the evidence, what was said, what the law leaves, the move by a form."""
    actor, at_hand = request.actor, _card_or_404(request, subject)
    cycle = cycle_or_404(actor)
    consultation = consultation_of(cycle)
    # a review not handed in yet is its author's alone
    review = reviews_visible_to(actor).filter(pk=at_hand.review).first()
    person = review.person if review else None
    context = {
        "card": at_hand,
        "consultation": consultation,
        "review": review,
        "post": main_posts([person.pk], actor.on).get(person.pk) if person else None,
        "whys": whys_of(cycle, [person], actor.on)[person.pk] if person else [],
        "remarks": remarks_on(review) if review else (),
        "ledger": ledger_of(cycle, subject).exclude(
            stage=Stage.DECIDED
        ),  # its reasons are not for the meeting
        "opinions": opinions_on(consultation, subject) if consultation else (),
        "speakers": present_people(consultation) if consultation else (),
        "moving": may_move(consultation, subject, actor) if consultation else may_run(cycle, actor),
        "speaking": may_give_opinion(consultation, at_hand.unit, actor.person_id, actor)
        if consultation
        else may_run(cycle, actor),
        "runs": not may_run(cycle, actor),
        "grades": [grade for grade in COLUMNS if grade != at_hand.column],
        "once": uuid4(),
    }
    return render(request, "consultation/card.html", context)


@require_POST
def move(request: HttpRequest, subject: int) -> HttpResponse:
    """Move a card. A script gets what looks different now, and the line of the cap."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_see_board(cycle, actor))
    wanted = request.POST.get("grade", "")
    actions.move_card(
        consultation_or_404(cycle),
        subject,
        Grade(wanted) if wanted in tuple(Grade) else None,
        seen=request.POST.get("seen", ""),
        reason=typed(request, "reason"),
        by=actor,
    )
    if not wants_fragment(request):
        messages.success(request, _("Đã chuyển mức và ghi lý do."))
        return redirect(f"{reverse('consultation:board')}#the-{subject}")
    moved = after_move(cycle, subject, actor.on)
    cap = render_to_string("consultation/_cap.html", {"found": moved.count}) if moved.count else ""
    return JsonResponse(changed_by(moved) | {"cap": cap})


@require_POST
def opinion(request: HttpRequest, subject: int) -> HttpResponse:
    _card_or_404(request, subject)
    consultation = consultation_or_404(cycle_or_404(request.actor))
    speaker = person_or_404(request.actor, typed_number(request, "speaker"))
    once = typed_once(request)
    actions.record_opinion(
        consultation, subject, speaker, typed(request, "text"), once=once, by=request.actor
    )
    return redirect("consultation:card", subject)


@require_POST
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_or_404(request.actor)
    refuse_if(may_run(cycle, request.actor))
    rows = opinions_on(consultation_or_404(cycle)).select_related("consultation__cycle")
    said = get_object_or_404(rows, pk=pk)
    actions.strike_opinion(said, by=request.actor)
    return redirect("consultation:card", said.subject_id)
