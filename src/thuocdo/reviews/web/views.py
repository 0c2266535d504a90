from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import cycle_or_404, step_of, term_of
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.law.forms import score_sum
from thuocdo.office.queries import unit_visible_or_404, units_of
from thuocdo.ui.answers import file_answer
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.typed import number, typed, typed_number, typed_seen
from thuocdo.ui.wording import sentence

from .. import actions
from ..permissions import (
    AUTHOR,
    may_complete,
    may_coordinate_reviews,
    may_prompt,
    may_return,
    may_see_prompts,
    may_submit,
    may_write,
    roles_in,
)
from ..queries import (
    PROMPT_STEP,
    form_of,
    prompt_sheet,
    prompts_for,
    report_of_unit,
    review_or_404,
    review_to_arrange_or_404,
    reviews_of_unit,
    shortcomings_before,
    step_of_review,
    table_of,
    why_this_form,
)
from ..sheets import draft_file, prompts_file
from ..wording import MARKS, SEEN_BY, STATES, VERBS
from .forms import ReviewForm, as_initial

if TYPE_CHECKING:
    from ..models import Review


def _at(pk: int, place: str) -> HttpResponse:
    return redirect(f"{reverse('reviews:show', args=[pk])}#{place}")


def _form(review: "Review", data: QueryDict | None = None) -> ReviewForm:
    initial = as_initial(review.answers, review.scores)
    return ReviewForm(form_of(review), table_of(review), data, initial=initial, leads=review.leads)


def _page(
    request: HttpRequest,
    review: "Review",
    form: ReviewForm,
    findings: Sequence[Finding] = (),
    status: int = 200,
) -> HttpResponse:
    """The review as its author writes it, or as others read it."""
    actor, step = request.actor, step_of_review(review)
    table = table_of(review)
    writing = may_write(review, actor, step)
    context = {
        "review": review,
        "form": form,
        "definition": form.definition,
        "table": table,
        "sum": score_sum(table, review.scores) if table else None,
        "term": term_of(step, review.subject_id),
        "on": actor.on,
        "why": why_this_form(review),
        "state_label": STATES[review.state],
        "state_mark": MARKS[review.state],
        "seen_by": SEEN_BY,
        "is_author": AUTHOR in roles_in(review, actor),
        "writing": writing,
        "submitting": may_submit(review, actor, step),
        "completing": may_complete(review, actor),
        "returning": may_return(review, actor),
        "coordinating": may_coordinate_reviews(review.cycle, actor),
        "units": units_of(actor.agency_id) if actor.coordinates else (),
        "findings": findings,
        "places": _places(findings),
        "versions": review.versions.defer("answers", "scores"),
        "verbs": VERBS,
        "points": review.points.all(),
        "evidence": review.evidence.all(),
        "prompts": prompts_for(review.cycle, review.subject_id),
        "last_year": shortcomings_before(review.cycle, [review.subject_id]),
    }
    template = "reviews/read.html" if writing else "reviews/write.html"
    return render(request, template, context, status=status)


def _places(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Where on the page each finding is to be mended."""
    places = []
    for finding in findings:
        target = finding.facts.get("field") or (
            f"score-{finding.facts['line']}" if "line" in finding.facts else ""
        )
        places.append(
            {
                "target": f"id_{target}" if target and not target.startswith("score-") else target,
                "text": sentence(finding),
            }
        )
    return places


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_or_404(request.actor, pk)
    return _page(request, review, _form(review))


def _stale(refusal: Refused) -> bool:
    return any(finding.code == "review.stale" for finding in refusal.findings)


def _keep(request: HttpRequest, review: "Review") -> tuple["Review", ReviewForm]:
    """Save what was sent; raises `Refused` where it cannot be kept."""
    form = _form(review, request.POST)
    version = typed_number(request, "version")
    saved = actions.save_draft(review, form.answers(), form.scores(), version=version, by=request.actor)
    return saved, form


def _conflict(request: HttpRequest, review: "Review", form: ReviewForm) -> HttpResponse:
    """Both texts side by side; nothing was overwritten."""
    standing = review_or_404(request.actor, review.pk)
    kept = as_initial(standing.answers, standing.scores)
    differences = [
        {"label": bound.label, "mine": form.data[bound.name], "theirs": kept.get(bound.name, "")}
        for bound in form
        if bound.name in form.data
        and form.data[bound.name].strip().replace("\r\n", "\n") != kept.get(bound.name, "")
    ]
    context = {
        "differences": differences,
        "version": standing.version,
        "saved_at": f"{standing.saved_at:%H:%M}" if standing.saved_at else "",
    }
    if wants_fragment(request):
        return render(request, "ui/_conflict.html", context, status=409)
    return render(request, "reviews/conflict.html", {**context, "review": standing, "form": form}, status=409)


def _with_kept(request: HttpRequest, pk: int, then: Callable[["Review"], HttpResponse]) -> HttpResponse:
    """Keep the draft, then do the verb. A refusal comes back on the page with everything that was typed."""
    review = review_or_404(request.actor, pk)
    form = _form(review, request.POST)
    try:  # the typed text must come back with the refusal, so it is answered here and not by the middleware
        review, form = _keep(request, review)
        return then(review)
    except Refused as refusal:
        if _stale(refusal):
            return _conflict(request, review, form)
        if wants_fragment(request) or may_write(review, request.actor, step_of_review(review)):
            raise
        return _page(request, review, _form(review, request.POST), refusal.findings, status=422)


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    def answer(review: "Review") -> HttpResponse:
        saved_at = f"{review.saved_at or request.actor.at:%H:%M}"
        if wants_fragment(request):
            return JsonResponse({"version": review.version, "saved_at": saved_at})
        messages.success(request, _("Đã lưu bản nháp lúc %(time)s.") % {"time": saved_at})
        return redirect("reviews:show", pk)

    return _with_kept(request, pk, answer)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    def answer(review: "Review") -> HttpResponse:
        actions.submit_review(review, version=review.version, by=request.actor)
        messages.success(
            request,
            _(
                "Đã nộp. Việc tiếp theo: đơn vị họp kiểm điểm; góp ý tại cuộc họp sẽ được gửi về để bạn hoàn thiện."
            ),
        )
        return redirect("reviews:show", pk)

    return _with_kept(request, pk, answer)


@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    def answer(review: "Review") -> HttpResponse:
        actions.complete_review(review, version=review.version, by=request.actor)
        messages.success(request, _("Đã hoàn thiện. Văn bản được đưa vào hồ sơ của đơn vị."))
        return redirect("reviews:show", pk)

    return _with_kept(request, pk, answer)


@require_POST
def take_up(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    review = review_or_404(request.actor, pk)
    remark = get_object_or_404(review.points, pk=point)
    taken_up = request.POST.get("taken_up") == "yes"
    said = {"taken_up": taken_up, "answer": typed(request, "answer"), "seen": typed_seen(request)}
    actions.answer_point(remark, **said, by=request.actor)
    return _at(pk, "gop-y")


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_or_404(request.actor, pk)
    actions.return_review(review, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Đã trả lại; người viết thấy ngay lý do."))
    return redirect("desk")


@require_POST
def excuse(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_to_arrange_or_404(request.actor, pk)
    actions.excuse_review(review, reason=typed(request, "reason"), by=request.actor)
    return redirect("desk")


@require_POST
def reroute(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_to_arrange_or_404(request.actor, pk)
    unit = get_object_or_404(units_of(request.actor.agency_id), pk=typed_number(request, "unit"))
    actions.reroute_review(review, unit, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Đã chuyển bản kiểm điểm sang %(unit)s.") % {"unit": unit.name})
    return redirect("desks:unit", unit.pk)


@require_POST
def call(request: HttpRequest) -> HttpResponse:
    number = actions.call_for_reviews(cycle_or_404(request.actor), by=request.actor)
    messages.success(request, _("Đã phát %(number)s biểu mẫu.") % {"number": number})
    return redirect("desk")


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_or_404(request.actor, pk)
    refuse_if(may_write(review, request.actor, step_of_review(review)))
    for upload in request.FILES.getlist("files"):
        actions.attach_evidence(review, upload.name, upload.read(), by=request.actor)
    return _at(pk, "minh-chung")


@require_GET
def evidence(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    kept = get_object_or_404(review_or_404(request.actor, pk).evidence, pk=evidence)
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)


@require_POST
def detach(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    review = review_or_404(request.actor, pk)
    actions.remove_evidence(get_object_or_404(review.evidence, pk=evidence), by=request.actor)
    return _at(pk, "minh-chung")


@require_GET
def paper(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The paper as it would be printed now, before it is issued."""
    review = review_or_404(request.actor, pk)
    data = draft_file(review, request.actor.on, extension)
    return file_answer(data, str(review), extension)


@require_GET
def version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    review = review_or_404(request.actor, pk)
    earlier = get_object_or_404(review.versions, pk=version)
    form = ReviewForm(
        form_of(review),
        table_of(review),
        initial=as_initial(earlier.answers, earlier.scores),
        leads=review.leads,
    )
    return render(
        request,
        "reviews/version.html",
        {"review": review, "earlier": earlier, "form": form, "verb": VERBS[earlier.verb]},
    )


@require_http_methods(["GET", "POST"])
def prompts(request: HttpRequest, unit: int) -> HttpResponse:
    """The unit's review prompts: a line for each matter, about the unit or one of its people (S-5)."""
    actor = request.actor
    of_unit = unit_visible_or_404(actor, unit)
    refuse_if(may_see_prompts(of_unit, actor))
    cycle = cycle_or_404(actor)
    step = step_of(cycle, PROMPT_STEP)
    sheet = prompt_sheet(cycle, of_unit)
    allowed = may_prompt(cycle, of_unit, actor, step) + (
        [Finding("review.prompts_sent")] if sheet and sheet.sent_at else []
    )
    if request.method == "POST":
        rows = zip(request.POST.getlist("subject"), request.POST.getlist("text"), strict=False)
        written = [(number(subject), text) for subject, text in rows]
        actions.write_prompts(cycle, of_unit, written, seen=typed_seen(request), by=actor)
        messages.success(request, _("Đã lưu gợi ý kiểm điểm."))
        return redirect("reviews:prompts", unit)
    report = report_of_unit(cycle, of_unit)
    subjects = [(of_unit.subject_id, of_unit.name)] if report else []
    subjects += [(review.subject_id, review.person.full_name) for review in reviews_of_unit(cycle, of_unit)]
    lines = [(prompt.subject_id, prompt.text) for prompt in sheet.prompts.all()] if sheet else []
    context = {
        "unit": of_unit,
        "sheet": sheet,
        "subjects": subjects,
        "written": lines,
        "lines": lines + ([] if allowed else [(of_unit.subject_id, "")] * max(3 - len(lines), 1)),
        "allowed": allowed,
        "term": term_of(step, of_unit.subject_id),
        "on": actor.on,
    }
    return render(request, "reviews/prompts.html", context)


@require_POST
def send(request: HttpRequest, unit: int) -> HttpResponse:
    of_unit = unit_visible_or_404(request.actor, unit)
    sheet = prompt_sheet(cycle_or_404(request.actor), of_unit)
    if sheet is None:
        raise Refused([Finding("review.prompts_empty")])
    actions.send_prompts(sheet, by=request.actor)
    messages.success(request, _("Đã gửi gợi ý kiểm điểm về đơn vị đầu mối."))
    return redirect("reviews:prompts", unit)


@require_GET
def prompts_paper(request: HttpRequest, unit: int, extension: str) -> HttpResponse:
    of_unit = unit_visible_or_404(request.actor, unit)
    refuse_if(may_see_prompts(of_unit, request.actor))
    if (sheet := prompt_sheet(cycle_or_404(request.actor), of_unit)) is None:
        raise Http404
    data = prompts_file(sheet, request.actor.on, extension)
    return file_answer(data, f"goi-y-{of_unit.code}", extension)
