"""The pages of whoever runs a ballot: where it stands, and the next act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.audit.queries import trail_of
from thuocdo.cycle.queries import book_of, cycle_or_404
from thuocdo.kernel.findings import Refused, refuse_if
from thuocdo.kernel.words import Grade
from thuocdo.office.queries import coordinating_unit, main_seats
from thuocdo.papers.sheets import grade_on_paper
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed
from thuocdo.ui.wording import sentence

from ... import actions
from ...keys import receipt_public_key
from ...permissions import (
    may,
    may_extend,
    may_freeze,
    may_look_up,
    may_prepare_alone,
    may_recount,
    may_run,
    may_tell,
)
from ...queries import (
    ballot_or_404,
    ballots_in,
    count_of,
    election_of,
    roll_of,
    teller_of,
    threshold_of,
    ticked,
    todo_of,
    trackers_of,
    ways_in,
)
from ...rules import Layout, Way, guessable
from ...sheets import draft_file, meaning_of, reached, slip_file, threshold_words
from ...states import COUNTED, FROZEN, OPEN, PREPARED, SEALED
from ...wording import MARKS, PROMISES, STATES, WAYS
from ..forms import NewBallotForm


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The year's ballots that concern me."""
    cycle = cycle_or_404(request.actor)
    rows = [
        (ballot, WAYS[Way(ballot.way)], STATES[ballot.state], MARKS[ballot.state])
        for ballot in ballots_in(request.actor, cycle)
    ]
    return render(
        request, "ballots/index.html", {"rows": rows, "preparing": may_prepare_alone(request.actor)}
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A ballot that HCQT holds for the agency."""
    actor, cycle = request.actor, cycle_or_404(request.actor)
    refuse_if(may_prepare_alone(actor))
    book, seats = book_of(cycle), main_seats(actor.agency_id, actor.on)
    people = {seat.person_id: seat for seat in seats}
    form = NewBallotForm(
        request.POST or None,
        people=[(seat.person_id, f"{seat.person.full_name}, {seat.title}") for seat in seats],
        ways=ways_in(book),
        rules=[(key, rule.title_vi) for key, rule in book.rules.items() if rule.method == "vote"],
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        layout = Layout(data["layout"])
        asked = [grade_on_paper(grade) for grade in Grade] if layout == Layout.LEVEL else form.asked
        try:
            ballot = actions.prepare_ballot(
                cycle,
                coordinating_unit(actor.agency_id),
                data["title"],
                {str(place): (line, "") for place, line in enumerate(asked, 1)},
                layout=layout,
                way=Way(data["way"]),
                rule=data["rule"],
                choose=(data["least"] or 1, data["most"] or 1) if layout == Layout.CHOICE else (1, 1),
                chair=people[int(data["chair"])].person,
                secretary=actor.person,
                voters=[people[int(pk)].person for pk in data["voters"]],
                tellers=[people[int(pk)].person for pk in data["tellers"]],
                summoned=data["summoned"] or 0,
                occasion=data["occasion"],
                place=data["place"],
                stands_alone=True,
                by=actor,
            )
        except Refused as refusal:
            form.add_error(None, [sentence(finding) for finding in refusal.findings])
        else:
            return redirect("ballots:show", ballot.pk)
    return render(request, "ballots/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the ballot stands, what I have to do, and for whoever runs it the next act."""
    actor = request.actor
    ballot = ballot_or_404(actor, pk)
    running, looking = not may_run(ballot, actor), not may_look_up(ballot, actor)
    telling = not may_tell(ballot, actor)
    book, passing = book_of(ballot.cycle), reached(ballot)
    count = count_of(ballot)
    enough = book["ballot/minimum"]
    electronic = ballot.way == Way.ELECTRONIC
    roll = roll_of(ballot)
    counted = ballot.state in (COUNTED, SEALED)
    context: dict[str, Any] = {
        "ballot": ballot,
        "way_label": WAYS[Way(ballot.way)],
        "state_label": STATES[ballot.state],
        "state_mark": MARKS[ballot.state],
        "promise": PROMISES[Way(ballot.way)],
        "election": election_of(ballot),
        "receipt_key": receipt_public_key() if electronic else "",
        "steps": _steps(ballot.way, ballot.state),
        "running": running,
        "telling": telling,
        "todo": todo_of(teller_of(ballot, actor.person)) if telling else "",
        "roll": roll if running or telling else (),
        "cast_number": sum(voted for _name, voted in roll),
        "voter": any(name == actor.name for name, _voted in roll),
        "voted": ticked(ballot, actor.person),
        "tellers": [(teller, todo_of(teller)) for teller in ballot.tellers.all()],
        "warnings": guessable(ballot.present, enough["count"], enough.source) if electronic else [],
        "threshold": threshold_of(ballot),
        "threshold_words": threshold_words(ballot) if counted else meaning_of(ballot),
        "count": count,
        "results": [(line, line.key in passing) for line in count.lines] if counted else (),
        "trackers": trackers_of(ballot) if looking else (),
        "looking": looking,
        "recounting": may_recount(ballot, actor),
        "trail": trail_of(ballot) if running else (),
    }
    context |= {f"may_{verb}": may(verb, ballot, actor) for verb in ("open", "close", "seal", "void")}
    context |= {"may_freeze": may_freeze(ballot, actor), "may_extend": may_extend(ballot, actor)}
    context["three_columns"] = count.layout == Layout.OPINION or any(line.blank for line in count.lines)
    return render(request, "ballots/show.html", context)


def _steps(way: str, state: str) -> list[tuple[Any, str]]:
    """The way a ballot goes, each step "done", "now" or ""."""
    names = {
        Way.PAPER: [(PREPARED, _("In phiếu, bỏ phiếu, hai người đếm")), (SEALED, _("Kết quả niêm phong"))],
        Way.ELECTRONIC: [
            (PREPARED, _("Tạo khóa, thử mã")),
            (FROZEN, _("Niêm phong câu hỏi")),
            (OPEN, _("Bỏ phiếu")),
            ("closed", _("Đối chiếu, giải mã")),
            (COUNTED, _("Kiểm tra")),
            (SEALED, _("Kết quả niêm phong")),
        ],
        Way.SIMPLE: [
            (PREPARED, _("Chuẩn bị")),
            (FROZEN, _("Niêm phong câu hỏi")),
            (OPEN, _("Bỏ phiếu")),
            (COUNTED, _("Kiểm tra")),
            (SEALED, _("Kết quả niêm phong")),
        ],
    }[Way(way)]
    order = [step for step, _name in names]
    if state not in order:
        return [(name, "") for _step, name in names]
    here = order.index(state)
    return [
        (name, "done" if place < here or state == SEALED else "now" if place == here else "")
        for place, (_step, name) in enumerate(names)
    ]


@require_GET
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The printed slip, without any mark that tells one from another."""
    ballot = ballot_or_404(request.actor, pk)
    refuse_if(may_run(ballot, request.actor))
    return file_answer(slip_file(ballot), ballot.title, "pdf")


@require_GET
def minutes(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """Biên bản kiểm phiếu, from the figures as they stand."""
    ballot = ballot_or_404(request.actor, pk)
    if extension not in ("pdf", "docx") or ballot.state not in (COUNTED, SEALED):
        raise Http404
    return file_answer(draft_file(ballot, extension), f"Biên bản kiểm phiếu {ballot.title}", extension)


@require_POST
def begin_again(request: HttpRequest, pk: int) -> HttpResponse:
    ballot = ballot_or_404(request.actor, pk)
    actions.begin_keys_again(ballot, reason=typed(request, "reason"), by=request.actor)
    return redirect("ballots:show", pk)


@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    actions.freeze_ballot(ballot_or_404(request.actor, pk), by=request.actor)
    return redirect("ballots:show", pk)


@require_POST
def open_now(request: HttpRequest, pk: int) -> HttpResponse:
    actions.open_ballot(ballot_or_404(request.actor, pk), by=request.actor)
    return redirect("ballots:show", pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    actions.close_ballot(ballot_or_404(request.actor, pk), by=request.actor)
    return redirect("ballots:show", pk)


@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    ballot = ballot_or_404(request.actor, pk)
    actions.extend_ballot(ballot, reason=typed(request, "reason"), by=request.actor)
    return redirect("ballots:show", pk)


@require_POST
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    actions.seal_result(ballot_or_404(request.actor, pk), by=request.actor)
    messages.success(request, _("Đã kiểm tra toàn bộ và niêm phong kết quả."))
    return redirect("ballots:show", pk)


@require_POST
def void(request: HttpRequest, pk: int) -> HttpResponse:
    ballot = ballot_or_404(request.actor, pk)
    actions.void_ballot(ballot, reason=typed(request, "reason"), by=request.actor)
    return redirect("ballots:show", pk)
