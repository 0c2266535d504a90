"""One point of the agenda: the page on which the secretary writes."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.ballots.queries import ballot_with, ways_in
from thuocdo.ballots.rules import Threshold, Way
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.ratings.queries import grades_of, whys_of
from thuocdo.reviews.permissions import may_read
from thuocdo.reviews.sheets import sheet_of
from thuocdo.reviews.states import HANDED_IN
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.typed import typed, typed_number, typed_once, typed_seen
from thuocdo.ui.wording import sentence

from ... import actions
from ...actions.voting import TITLE_RULE
from ...permissions import may_conclude, may_rate, may_write_down
from ...queries import (
    PROPOSALS,
    agenda_heard,
    agenda_of,
    answerable_in,
    attendees_of,
    is_graded,
    item_facts,
    item_or_404,
    label_of,
    meeting_facts,
    meeting_or_404,
    order_source,
    report_paper,
    responsibilities,
    stamp_of,
    subject_of,
    whose,
)
from ...rules import out_of_turn, unfinished_business, unfinished_item, wrong_chair
from ..forms import ConclusionForm, PointForm, ShortcomingForm
from .page import ballot_result, cap_lines, common

if TYPE_CHECKING:
    from ...models import Item, Meeting


def item_page(
    request: HttpRequest,
    meeting: "Meeting",
    item: "Item",
    form: ConclusionForm | None = None,
    shortcoming_form: ShortcomingForm | None = None,
    point_form: PointForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, source = request.actor, order_source(meeting)
    items = list(agenda_heard(meeting, actor).prefetch_related("points"))
    facts = [item_facts(other) for other in items]
    at_hand = next((other for other in items if other.pk == item.pk), None)
    if at_hand is None:  # no longer on the agenda, or not for this guest
        raise Http404
    this = item_facts(at_hand)
    place = items.index(at_hand)
    person = item.review.person if item.review else None
    grades = grades_of(meeting.cycle, [subject_of(item)])
    whys = whys_of(meeting.cycle, [person], actor.on)[person.pk] if person else []
    ballot = ballot_with(meeting.ballot_id)
    reads = item.review and (
        may_read(item.review, actor) == [] or (item.started_at and item.review.state in HANDED_IN)
    )
    context = common(request, meeting) | {
        "item": item,
        "label": label_of(item),
        "items": [(other, label_of(other)) for other in items],
        "before": items[place - 1] if place else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
        "starting": may_write_down(meeting, actor)
        or out_of_turn(facts, this, source)
        + wrong_chair(this, source)
        + ([] if item.chair_id else [Finding("meeting.no_chair", source, {"name": this.label})]),
        "concluding": may_conclude(item, actor),
        "rating": may_rate(item, actor),
        "graded": is_graded(item),
        "proposals_source": None if is_graded(item) else book_of(meeting.cycle)[PROPOSALS].source,
        "seen": stamp_of(item),
        "named": [(row, whose(row.shortcoming)) for row in responsibilities().filter(item=item)],
        "shortcoming_form": shortcoming_form or ShortcomingForm(answerable=answerable_in(meeting)),
        "report_paper": report_paper(meeting) if item.kind == "report" and not item.review else None,
        "lacking": unfinished_item(this, source) if item.started_at else [],
        "text": sheet_of(item.review, actor.on) if reads else None,
        "remarks": item.remarks.select_related("speaker"),
        "speakers": [seat for seat in attendees_of(meeting) if seat.present],
        "once": uuid4(),
        "points": [(one, PointForm.of(one, point_form)) for one in at_hand.points.all()],
        "point_form": PointForm.of(None, point_form),
        "limits": whys[0].limiting if whys else [],
        "whys": whys,
        "self_rating": next(iter(grades.values()), {}).get("self"),
        "form": form or ConclusionForm(initial=_concluded(item)),
        "caps": cap_lines(meeting, items),
        "cap_source": book_of(meeting.cycle)["rating/excellent_cap"].source,
        "ballot": ballot,
        "threshold": Threshold.from_rule(book_of(meeting.cycle)[TITLE_RULE]),
        "ways": ways_in(book_of(meeting.cycle)),
        "candidates": [(other, label_of(other)) for other in items if other.kind == "person"],
        "result": ballot_result(meeting, ballot),
        "closing": unfinished_business(meeting_facts(meeting), source),
    }
    return render(request, "meetings/item.html", context, status=status)


def _concluded(item: "Item") -> dict[str, Any]:
    names = ("strengths", "weaknesses", "grade", "not_rated", "votes_for", "votes_against", "votes_other")
    return {name: getattr(item, name) for name in names}


@require_GET
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    return item_page(request, meeting, item_or_404(meeting, item))


@require_POST
def start(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    actions.start_item(item_or_404(meeting, item), by=request.actor)
    return redirect("meetings:item", pk, item)


@require_POST
def chair(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    seat = get_object_or_404(attendees_of(meeting), person=typed_number(request, "person"))
    actions.assign_chair(item_or_404(meeting, item), seat.person, by=request.actor)
    return redirect("meetings:item", pk, item)


def _remarks_answer(request: HttpRequest, pk: int, point: "Item") -> HttpResponse:
    """The list of remarks for htmx, else the page."""
    if not wants_fragment(request):
        return redirect("meetings:item", pk, point.pk)
    meeting = point.meeting
    context = common(request, meeting) | {
        "item": point,
        "remarks": point.remarks.select_related("speaker"),
        "speakers": [seat for seat in attendees_of(meeting) if seat.present],
        "concluding": may_conclude(point, request.actor),
        "rating": may_rate(point, request.actor),
        "once": uuid4(),
        "last_speaker": request.POST.get("speaker", ""),
    }
    return render(request, "meetings/_remarks.html", context)


@require_POST
def remark(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item)
    seat = get_object_or_404(attendees_of(meeting), pk=typed_number(request, "speaker"))
    once = typed_once(request)
    actions.add_remark(at_hand, seat, typed(request, "text"), once=once, by=request.actor)
    return _remarks_answer(request, pk, at_hand)


@require_POST
def correct(request: HttpRequest, pk: int, item: int, remark: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item)
    said = get_object_or_404(at_hand.remarks.select_related("item__meeting__cycle"), pk=remark)
    actions.correct_remark(said, typed(request, "text"), seen=typed_seen(request), by=request.actor)
    return _remarks_answer(request, pk, at_hand)


@require_POST
def point(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item, "report")
    refuse_if(may_conclude(at_hand, request.actor))
    rewritten = typed_number(request, "point")
    standing = get_object_or_404(at_hand.points, pk=rewritten) if rewritten else None
    form = PointForm(request.POST, point=standing)
    try:  # a refusal comes back on the page, with what was typed
        if form.is_valid():
            data = form.cleaned_data
            seen = typed_seen(request) if standing else None
            actions.conclude_point(
                at_hand,
                data["title"],
                data["conclusion"],
                taken_up=data["taken_up"],
                votes=form.votes,
                point=standing,
                seen=seen,
                by=request.actor,
            )
    except Refused as refusal:
        form.add_error(None, [sentence(finding) for finding in refusal.findings])
    if form.errors:
        return item_page(request, meeting, at_hand, point_form=form, status=422)
    return redirect("meetings:item", pk, item)


@require_POST
def withdraw_point(request: HttpRequest, pk: int, item: int, point: int) -> HttpResponse:
    at_hand = item_or_404(meeting_or_404(request.actor, pk), item)
    standing = get_object_or_404(at_hand.points.select_related("item__meeting__cycle"), pk=point)
    actions.withdraw_point(standing, by=request.actor)
    return redirect("meetings:item", pk, item)


@require_POST
def conclude(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item, "report", "person")
    refuse_if(may_conclude(at_hand, request.actor))
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        return item_page(request, meeting, at_hand, form, status=422)
    said = {name: form.cleaned_data[name] for name in ("strengths", "weaknesses")} | {
        "grade": form.chosen,
        "votes": form.votes,
        "seen": request.POST.get("seen"),
    }
    try:  # a refusal comes back on the page, with all that was typed
        if at_hand.kind == "report":
            actions.conclude_report(at_hand, **said, by=request.actor)
        else:
            reason = form.cleaned_data["not_rated"]
            actions.conclude_person(at_hand, **said, not_rated=reason, by=request.actor)
    except Refused as refusal:
        if any(finding.code.endswith(".not_yours") for finding in refusal.findings):
            raise
        form.add_error(None, [sentence(finding) for finding in refusal.findings])
        return item_page(request, meeting, item_or_404(meeting, item), form, status=422)
    messages.success(request, _("Đã ghi kết luận."))
    following = agenda_of(meeting).filter(order__gt=at_hand.order).first()
    if "tiep" in request.POST and following:
        return redirect("meetings:item", pk, following.pk)
    return redirect("meetings:item", pk, item)


@require_POST
def ballot(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    chosen = set(request.POST.getlist("candidate"))
    people = [
        other.review.person
        for other in agenda_of(meeting)
        if other.kind == "person" and str(other.review.person_id) in chosen
    ]
    named = set(request.POST.getlist("teller"))
    tellers = [seat.person for seat in attendees_of(meeting) if seat.present and str(seat.person_id) in named]
    way = Way(request.POST["way"]) if request.POST.get("way") in set(Way) else Way.PAPER
    at_hand = item_or_404(meeting, item, "emulation")
    actions.hold_emulation_ballot(at_hand, people, tellers=tellers, way=way, by=request.actor)
    return redirect("ballots:show", meeting_or_404(request.actor, pk).ballot_id)


@require_POST
def count_again(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    actions.recount_emulation_ballot(
        item_or_404(meeting, item, "emulation"), reason=typed(request, "reason"), by=request.actor
    )
    return redirect("meetings:item", pk, item)
