"""Pages of single people and units: ratings over the years, points by month or quarter."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thuocdo.cycle.queries import book_of, cycle_or_404
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.office.queries import person_or_404, roster, unit_visible_or_404
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.typed import number

from .. import actions
from ..permissions import may_score, may_try
from ..queries import (
    NUMBERS,
    flags_of,
    period_scores_of,
    points_of,
    scored_by_period,
    told_points,
    whys_of,
    years_of,
)


@require_GET
def years(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's ratings over the years, with what they give ground for; for HCQT and the chief."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_try(cycle, actor))
    person = person_or_404(actor, pk)
    found = years_of(person)
    rule = book_of(cycle)["consequence/flags"]
    context = {
        "person": person,
        "years": found,
        "flags": flags_of(cycle, person, found, actor.on),
        "rule": rule,
    }
    return render(request, f"ratings/{'_years' if wants_fragment(request) else 'years'}.html", context)


@require_http_methods(["GET", "POST"])
def periods(request: HttpRequest, unit: int) -> HttpResponse:
    """The unit's people by month or quarter, with the mean of the year and the level that it gives."""
    actor, of_unit = request.actor, unit_visible_or_404(request.actor, unit)
    cycle = cycle_or_404(actor)
    if not scored_by_period(cycle):
        raise Http404
    refuse_if(may_score(cycle, of_unit, actor))
    kind = "month" if "thang" in request.GET else "quarter"
    typed = _typed_points(request)
    refused: Sequence[Finding] = ()
    if request.method == "POST":
        seen = {subject: _shown_points(request, subject) for subject in typed}
        changed = {
            subject: {n: text for n, text in cells.items() if text != seen[subject].get(n)}
            for subject, cells in typed.items()
        }
        try:  # a refusal comes back on the page, with what was typed
            actions.enter_period_scores(cycle, of_unit, changed, kind=kind, seen=seen, by=actor)
        except Refused as refusal:
            if any(finding.code.endswith(".not_yours") for finding in refusal.findings):
                raise
            refused = refusal.findings
        else:
            messages.success(request, _("Đã lưu điểm."))
            return redirect(request.get_full_path())
    people = [seat.person for seat in roster(of_unit, actor.on)]
    scores = period_scores_of(cycle, [person.subject_id for person in people])
    whys = whys_of(cycle, people, actor.on)
    rows = [
        (
            person,
            (stands := told_points(own, kind)).values(),
            (stands | typed.get(person.subject_id, {})).items(),
            sum(points) / len(points) if (points := points_of(own)) else None,
            whys[person.pk][0].outcome,
        )
        for person in people
        for own in [scores.get(person.subject_id, {})]
    ]
    context = {
        "unit": of_unit,
        "rows": rows,
        "refused": refused,
        "numbers": range(1, NUMBERS[kind] + 1),
        "monthly": kind == "month",
        "rule": book_of(cycle)["rating/period_score"],
        "mean_rule": book_of(cycle)["rating/score_nd335"],
    }
    return render(request, "ratings/periods.html", context, status=409 if refused else 200)


def _typed_points(request: HttpRequest) -> dict[int, dict[int, str]]:
    """ "ky-<subject>-<number>" of the page, by subject and number."""
    found: dict[int, dict[int, str]] = {}
    for name, text in request.POST.items():
        first, _dash, rest = name.partition("-")
        subject, _dash, period = rest.partition("-")
        if first == "ky" and number(subject) and number(period):
            found.setdefault(number(subject), {})[number(period)] = text.strip()[:20]
    return found


def _shown_points(request: HttpRequest, subject: int) -> dict[int, str]:
    """What the page showed of one person, period by period."""
    return dict(enumerate(request.POST.get(f"truoc-{subject}", "").split("|"), 1))
