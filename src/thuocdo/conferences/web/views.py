"""The conference as it runs: its report, the ballot, the conclusion with the minutes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.assemblies.actions import reopen_assembly
from thuocdo.assemblies.permissions import may_close, may_open, may_reopen, may_run
from thuocdo.assemblies.queries import present_people, seats_of
from thuocdo.assemblies.rules import Votes
from thuocdo.assemblies.wording import BODIES, MARKS, STATES, attendance_rows, bodies_in_words
from thuocdo.ballots.queries import ballots_seen_by, count_of, ways_in
from thuocdo.ballots.rules import Way
from thuocdo.ballots.states import SEALED
from thuocdo.ballots.wording import STATES as BALLOT_STATES
from thuocdo.cycle.queries import book_of, cycle_or_404
from thuocdo.figures.queries import request_of
from thuocdo.figures.sheets import draft_file as report_draft_file
from thuocdo.kernel.findings import Refused, refuse_if
from thuocdo.office.queries import people_matching, person_or_404, presiding_over_agency
from thuocdo.papers.queries import file_of
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed
from thuocdo.ui.wording import sentence

from .. import actions
from ..permissions import may_hold, may_prepare, may_recount
from ..queries import (
    LEVEL_RULE,
    VOTING,
    ballots_of,
    conference_of,
    conference_or_404,
    empty_bodies,
    level_of,
    minutes_of,
    quorum_of,
    report_of,
)
from ..rules import quorum_lacking
from ..sheets import draft_file
from .forms import BallotForm, CloseForm


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Everything about the conference on one page; members read, whoever runs it writes."""
    cycle = cycle_or_404(request.actor)
    if request.actor.coordinates and conference_of(cycle) is None:
        return redirect("conferences:call")
    return _page(request)


def _page(
    request: HttpRequest,
    *,
    ballot_form: BallotForm | None = None,
    close_form: CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    cycle = cycle_or_404(actor)
    conference = conference_or_404(actor, cycle)
    members = list(seats_of(conference))
    present = sum(bool(one.present) for one in members)
    share, source = quorum_of(cycle)
    opens = set(ballots_seen_by(actor).values_list("pk", flat=True))
    rounds = [
        (
            ballot,
            BALLOT_STATES[ballot.state],
            ballot.state == SEALED,
            count_of(ballot),
            level_of(ballot),
            ballot.pk in opens,
        )
        for ballot in ballots_of(conference)
    ]
    standing = rounds[-1][0] if rounds else None
    typed_already = {"discussion": conference.discussion, "conclusion": conference.conclusion}
    context = {
        "conference": conference,
        "state_label": STATES[conference.state],
        "state_mark": MARKS[conference.state],
        "members": [(one, bodies_in_words(one)) for one in members],
        "seats": attendance_rows(members),
        "present": present,
        "quorum_lacking": quorum_lacking(present, len(members), share, source),
        "quorum_share": f"{share.numerator}/{share.denominator}",
        "quorum_source": source,
        "empty": [BODIES[body] for body in empty_bodies(conference)],
        "bodies": [(body, BODIES[body]) for body in VOTING],
        "people": people_matching(actor.agency_id, "", actor.on),
        "leaders": presiding_over_agency(actor.agency_id, actor.on),
        "report": report_of(conference),
        "drafted": request_of(cycle),
        "rounds": rounds,
        "level": level_of(standing) if standing else None,
        "running": may_run(conference, actor),
        "preparing": may_prepare(conference, actor),
        "opening": may_open(conference, actor),
        "holding": may_hold(conference, actor),
        "recounting": may_recount(conference, actor),
        "closing": may_close(conference, actor),
        "reopening": may_reopen(conference, actor),
        "recountable": standing and standing.way == Way.PAPER and standing.state == SEALED,
        "threshold_source": book_of(cycle)[LEVEL_RULE].source,
        "ballot_form": ballot_form or _ballot_form(request),
        "close_form": close_form or CloseForm(initial={"agree": present} | typed_already),
    }
    return render(request, "conferences/show.html", context, status=status)


def _ballot_form(request: HttpRequest) -> BallotForm:
    cycle = cycle_or_404(request.actor)
    conference = conference_or_404(request.actor, cycle)
    people = [(person.pk, person.full_name) for person in present_people(conference)]
    return BallotForm(request.POST or None, ways=ways_in(book_of(cycle)), people=people)


@require_GET
def report(request: HttpRequest, extension: str) -> HttpResponse:
    """The agency's own report, to whoever sits in the conference: as issued, before that as the units' parts make it."""
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    paper, asked = report_of(conference), request_of(conference.cycle)
    if extension not in ("pdf", "docx"):
        raise Http404
    if paper:
        return file_answer(file_of(paper, extension), paper.title, extension)
    if asked is None:
        raise Http404
    return file_answer(report_draft_file(asked, extension), _("Báo cáo tự đánh giá của cơ quan"), extension)


@require_POST
def hold(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    refuse_if(may_hold(conference, actor))
    form = _ballot_form(request)
    if not form.is_valid():
        return _page(request, ballot_form=form, status=422)
    tellers = [person_or_404(actor, int(pk)) for pk in form.cleaned_data["tellers"]]
    try:  # a refusal comes back on the page, with what was chosen
        actions.hold_level_ballot(conference, tellers=tellers, way=Way(form.cleaned_data["way"]), by=actor)
    except Refused as refusal:
        form.add_error(None, [sentence(finding) for finding in refusal.findings])
        return _page(request, ballot_form=form, status=409)
    messages.success(request, _("Đã lập phiếu cho những người có mặt."))
    return redirect("conferences:show")


@require_POST
def recount(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    actions.recount_level_ballot(conference, reason=typed(request, "reason"), by=actor)
    return redirect("conferences:show")


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    refuse_if(may_close(conference, actor))
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, close_form=form, status=422)
    data = form.cleaned_data
    try:  # a refusal comes back on the page, with what was typed
        actions.close_conference(
            conference,
            discussion=data["discussion"],
            conclusion=data["conclusion"],
            votes=Votes(data["agree"], data["disagree"], data["other"]),
            by=actor,
        )
    except Refused as refusal:
        form.add_error(None, [sentence(finding) for finding in refusal.findings])
        return _page(request, close_form=form, status=409)
    messages.success(request, _("Đã kết luận; biên bản đã phát hành."))
    return redirect("conferences:show")


@require_POST
def reopen(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    reopen_assembly(conference, reason=typed(request, "reason"), by=actor)
    return redirect("conferences:show")


@require_GET
def minutes(request: HttpRequest, extension: str) -> HttpResponse:
    """The minutes as issued; before that, to whoever runs the conference, as they would be printed."""
    actor = request.actor
    conference = conference_or_404(actor, cycle_or_404(actor))
    if extension not in ("pdf", "docx"):
        raise Http404
    paper = minutes_of(conference) if conference.closed_at else None
    if paper:
        return file_answer(file_of(paper, extension), paper.title, extension)
    refuse_if(may_run(conference, actor))
    return file_answer(draft_file(conference, actor.on, extension), _("Biên bản hội nghị"), extension)
