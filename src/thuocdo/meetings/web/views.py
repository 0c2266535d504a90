from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.ballots.queries import ballot_with, count_of
from thuocdo.ballots.rules import Threshold, passed
from thuocdo.cycle.queries import book_of, cycle_or_404, step_of, term_of
from thuocdo.kernel.findings import Finding, Refused
from thuocdo.office.queries import roster, unit_visible_or_404
from thuocdo.papers.wording import KINDS
from thuocdo.ratings.queries import GroupCount, grades_of, group_ids, headroom_by_group, limits_of
from thuocdo.reviews.sheets import sheet_of
from thuocdo.ui.answers import file_answer
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.wording import sentence

from .. import actions
from ..permissions import may_call, may_close, may_conclude, may_prepare, may_reopen, may_run, may_write_down
from ..queries import (
    MEETING_STEP,
    agenda_of,
    attendees_of,
    item_facts,
    item_or_404,
    label_of,
    meeting_facts,
    meeting_of,
    meeting_or_404,
    order_source,
)
from ..rules import out_of_turn, unfinished_business, unfinished_item, wrong_chair
from ..sheets import MeetingSheets, draft_file
from ..wording import MARKS, STATES
from .forms import CallForm, ConclusionForm, CountForm, PointForm

if TYPE_CHECKING:
    from thuocdo.ballots.queries import Ballot

    from ..models import Item, Meeting


def call(request: HttpRequest, unit: int) -> HttpResponse:
    """Call the unit's meeting, or go to it where it was called."""
    actor = request.actor
    of_unit = unit_visible_or_404(actor, unit)
    cycle = cycle_or_404(actor)
    if standing := meeting_of(cycle, of_unit):
        return redirect("meetings:show", standing.pk)
    step = step_of(cycle, MEETING_STEP)
    seats = roster(of_unit, actor.on)
    people = [(seat.person_id, f"{seat.person.full_name}, {seat.title}") for seat in seats]
    planned = make_aware(datetime.combine(actor.on + timedelta(days=1), time(8)))
    form = CallForm(request.POST or None, people=people, initial={"planned_at": planned, "place": ""})
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


def _common(request: HttpRequest, meeting: "Meeting") -> dict[str, Any]:
    attendees = list(attendees_of(meeting))
    return {
        "meeting": meeting,
        "unit": meeting.unit,
        "state_label": STATES[meeting.state],
        "state_mark": MARKS[meeting.state],
        "attendees": attendees,
        "members_present": sum(bool(seat.present) for seat in attendees if not seat.is_guest),
        "running": may_run(meeting, request.actor),
        "writing": may_write_down(meeting, request.actor),
    }


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
    context = _common(request, meeting) | {
        "items": [(item, label_of(item)) for item in agenda_of(meeting)],
        "preparing": may_prepare(meeting, request.actor),
        "reopening": may_reopen(meeting, request.actor),
    }
    return render(request, "meetings/prepare.html", context)


@require_POST
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    known = {"yes": True, "no": False}
    marks = {
        seat.pk: (
            known.get(request.POST.get(f"co-mat-{seat.pk}", "")),
            request.POST.get(f"ly-do-{seat.pk}", ""),
        )
        for seat in attendees_of(meeting)
    }
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
    seat = get_object_or_404(attendees_of(meeting), person=request.POST.get("person") or 0)
    actions.replace_secretary(meeting, seat.person, reason=request.POST.get("reason", ""), by=request.actor)
    return redirect("meetings:show", pk)


def _cap_lines(meeting: "Meeting", items: Iterable["Item"]) -> list[GroupCount]:
    """The comparable groups that this meeting touches, with their headroom (S-18)."""
    subjects = [item.review.subject_id for item in items if item.review]
    groups = set(group_ids(meeting.cycle, subjects).values())
    return headroom_by_group(meeting.cycle, groups=groups)


def _item_page(
    request: HttpRequest,
    meeting: "Meeting",
    item: "Item",
    form: ConclusionForm | None = None,
    count_form: CountForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, source = request.actor, order_source(meeting.cycle)
    items = list(agenda_of(meeting).prefetch_related("points"))
    facts = [item_facts(other) for other in items]
    at_hand = next(other for other in items if other.pk == item.pk)
    this = item_facts(at_hand)
    place = items.index(at_hand)
    people = limits_of(meeting.cycle, [item.review.person]) if item.review and item.review.person else {}
    grades = grades_of(meeting.cycle, [item.review.subject_id]) if item.review else {}
    ballot = ballot_with(meeting.ballot_id)
    reads = item.started_at is not None or not may_run(meeting, actor)
    context = _common(request, meeting) | {
        "item": item,
        "label": label_of(item),
        "items": [(other, label_of(other), fact) for other, fact in zip(items, facts, strict=True)],
        "before": items[place - 1] if place else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
        "starting": may_write_down(meeting, actor)
        or out_of_turn(facts, this, source)
        + wrong_chair(this, source)
        + ([] if item.chair_id else [Finding("meeting.no_chair", source, {"name": this.label})]),
        "concluding": may_conclude(item, actor),
        "lacking": unfinished_item(this, source) if item.started_at else [],
        "text": sheet_of(item.review, actor.on) if item.review and reads else None,
        "remarks": item.remarks.select_related("speaker"),
        "speakers": [seat for seat in attendees_of(meeting) if seat.present],
        "once": uuid4(),
        "points": at_hand.points.all(),
        "point_form": PointForm(initial={"taken_up": True}),
        "limits": next(iter(people.values()), []),
        "self_rating": next(iter(grades.values()), {}).get("self"),
        "form": form or ConclusionForm(initial=_concluded(item)),
        "caps": _cap_lines(meeting, items),
        "cap_source": book_of(meeting.cycle)["rating/excellent_cap"].source,
        "ballot": ballot,
        "count_form": count_form or (_count_form(ballot) if ballot else None),
        "threshold": Threshold.from_rule(book_of(meeting.cycle)["emulation/advanced_worker"]),
        "candidates": [(other, label_of(other)) for other in items if other.kind == "person"],
        "result": _result(meeting, ballot),
        "closing": unfinished_business(meeting_facts(meeting), source),
    }
    return render(request, "meetings/item.html", context, status=status)


def _concluded(item: "Item") -> dict[str, Any]:
    names = ("strengths", "weaknesses", "grade", "not_rated", "votes_for", "votes_against", "votes_other")
    return {name: getattr(item, name) for name in names}


def _count_form(ballot: "Ballot", data: QueryDict | None = None) -> CountForm:
    count = count_of(ballot)
    initial = {
        name: getattr(count, name) for name in ("issued", "collected", "valid", "invalid") if count.collected
    }
    initial["tellers"] = "\n".join(ballot.tellers)
    for line in count.lines if count.collected else ():
        initial |= {
            f"agree-{line.key}": line.agree,
            f"disagree-{line.key}": line.disagree,
            f"blank-{line.key}": line.blank,
        }
    return CountForm(data, lines=[(line.key, line.label) for line in count.lines], initial=initial)


def _result(meeting: "Meeting", ballot: "Ballot | None") -> dict[str, Any] | None:
    if not ballot or ballot.state != "sealed":
        return None
    threshold = Threshold.from_rule(book_of(meeting.cycle)["emulation/advanced_worker"])
    count = count_of(ballot)
    reached = set(passed(count, threshold))
    return {
        "count": count,
        "needed": threshold.needed(count.valid),
        "lines": [(line, line.key in reached) for line in count.lines],
    }


@require_GET
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    return _item_page(request, meeting, item_or_404(meeting, item))


@require_POST
def start(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    actions.start_item(item_or_404(meeting, item), by=request.actor)
    return redirect("meetings:item", pk, item)


@require_POST
def chair(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    seat = get_object_or_404(attendees_of(meeting), person=request.POST.get("person") or 0)
    actions.assign_chair(item_or_404(meeting, item), seat.person, by=request.actor)
    return redirect("meetings:item", pk, item)


def _remarks_answer(request: HttpRequest, pk: int, point: "Item") -> HttpResponse:
    """The list of remarks for htmx, else the page."""
    if not wants_fragment(request):
        return redirect("meetings:item", pk, point.pk)
    meeting = point.meeting
    context = _common(request, meeting) | {
        "item": point,
        "remarks": point.remarks.select_related("speaker"),
        "speakers": [seat for seat in attendees_of(meeting) if seat.present],
        "concluding": may_conclude(point, request.actor),
        "once": uuid4(),
        "last_speaker": request.POST.get("speaker", ""),
    }
    return render(request, "meetings/_remarks.html", context)


@require_POST
def remark(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item)
    seat = get_object_or_404(attendees_of(meeting), person=request.POST.get("speaker") or 0)
    once = _uuid(request.POST.get("once", ""))
    actions.add_remark(at_hand, seat.person, request.POST.get("text", ""), once=once, by=request.actor)
    return _remarks_answer(request, pk, at_hand)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


@require_POST
def correct(request: HttpRequest, pk: int, item: int, remark: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item)
    said = get_object_or_404(at_hand.remarks.select_related("item__meeting__cycle"), pk=remark)
    actions.correct_remark(said, request.POST.get("text", ""), by=request.actor)
    return _remarks_answer(request, pk, at_hand)


@require_POST
def point(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item)
    form = PointForm(request.POST)
    standing = (
        get_object_or_404(at_hand.points, pk=request.POST["point"]) if request.POST.get("point") else None
    )
    if not form.is_valid():
        raise Refused([Finding("meeting.point_untitled")])
    data = form.cleaned_data
    actions.conclude_point(
        at_hand,
        data["title"],
        data["conclusion"],
        taken_up=data["taken_up"],
        votes=form.votes,
        point=standing,
        by=request.actor,
    )
    return redirect("meetings:item", pk, item)


@require_POST
def conclude(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item)
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        return _item_page(request, meeting, at_hand, form, status=422)
    said = {name: form.cleaned_data[name] for name in ("strengths", "weaknesses")} | {
        "grade": form.chosen,
        "votes": form.votes,
    }
    if at_hand.kind == "report":
        actions.conclude_report(at_hand, **said, by=request.actor)
    else:
        actions.conclude_person(at_hand, **said, not_rated=form.cleaned_data["not_rated"], by=request.actor)
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
    actions.hold_emulation_ballot(item_or_404(meeting, item), people, by=request.actor)
    return redirect("meetings:item", pk, item)


@require_POST
def count(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    at_hand = item_or_404(meeting, item)
    if (slip := ballot_with(meeting.ballot_id)) is None:
        raise Refused([Finding("meeting.no_ballot")])
    form = _count_form(slip, request.POST)
    if not form.is_valid():
        return _item_page(request, meeting, at_hand, count_form=form, status=422)
    present = meeting_facts(meeting).present
    tellers = form.cleaned_data["tellers"].splitlines()
    try:  # wrong sums come back on the sheet with the figures as typed
        actions.count_emulation_ballot(
            at_hand, form.count(summoned=slip.summoned, present=present), tellers=tellers, by=request.actor
        )
    except Refused as refusal:
        form.add_error(None, [sentence(finding) for finding in refusal.findings])
        return _item_page(request, meeting, at_hand, count_form=form, status=422)
    messages.success(request, _("Đã niêm phong kết quả kiểm phiếu."))
    return redirect("meetings:item", pk, item)


@require_POST
def count_again(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = meeting_or_404(request.actor, pk)
    actions.recount_emulation_ballot(
        item_or_404(meeting, item), reason=request.POST.get("reason", ""), by=request.actor
    )
    return redirect("meetings:item", pk, item)


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they stand: what is unfinished, the text to read, adopt, close."""
    meeting = meeting_or_404(request.actor, pk)
    source = order_source(meeting.cycle)
    unfinished = [] if meeting.state == "closed" else unfinished_business(meeting_facts(meeting), source)
    context = _common(request, meeting) | {
        "unfinished": unfinished,
        "sheet": MeetingSheets(meeting).minutes(),
        "kinds": [(kind, KINDS[kind]) for kind in MeetingSheets(meeting).papers],
        "adopting": may_write_down(meeting, request.actor) or unfinished,
        "closing": may_close(meeting, request.actor),
        "reopening": may_reopen(meeting, request.actor),
        "over": [found for found in _cap_lines(meeting, agenda_of(meeting)) if found.over],
        "cap_source": book_of(meeting.cycle)["rating/excellent_cap"].source,
    }
    return render(request, "meetings/minutes.html", context)


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    votes = request.POST.get("votes", "")
    actions.adopt_minutes(
        meeting_or_404(request.actor, pk),
        votes=int(votes) if votes.isdecimal() else 0,
        correction=request.POST.get("correction", ""),
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
        meeting_or_404(request.actor, pk), reason=request.POST.get("reason", ""), by=request.actor
    )
    return redirect("meetings:show", pk)


@require_GET
def projector(request: HttpRequest, pk: int) -> HttpResponse:
    """For the screen of the room: who is heard, who presides, remarks, the count; no private marks."""
    meeting = meeting_or_404(request.actor, pk)
    items = list(agenda_of(meeting))
    at_hand = next((item for item in items if item.started_at and not item.done_at), None)
    context = _common(request, meeting) | {
        "items": [(item, label_of(item)) for item in items],
        "item": at_hand,
        "label": label_of(at_hand) if at_hand else "",
        "remarks": at_hand.remarks.select_related("speaker") if at_hand else (),
        "result": _result(meeting, ballot_with(meeting.ballot_id)),
    }
    return render(request, "meetings/projector.html", context)


@require_GET
def paper(request: HttpRequest, pk: int, kind: str, extension: str) -> HttpResponse:
    """A paper of the meeting as it would be printed now."""
    meeting = meeting_or_404(request.actor, pk)
    if kind not in MeetingSheets(meeting).papers:
        raise Http404
    return file_answer(draft_file(meeting, kind, extension), f"{KINDS[kind]} {meeting.unit.name}", extension)
