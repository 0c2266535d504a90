from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.audit.queries import trail_of
from thuocdo.cycle.queries import cycle_or_404, step_or_404, steps_of
from thuocdo.papers.queries import file_of
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed

from .. import actions
from ..permissions import may_answer, may_forward, may_make_guidance, may_raise
from ..queries import answer_paper, difficulties_visible_to, difficulty_or_404
from ..wording import MARKS, STATES


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """What was asked and answered, as far as it is mine to see; and the form to ask."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    rows = difficulties_visible_to(actor).filter(cycle=cycle)
    context = {
        "rows": [(row, STATES[row.state], MARKS[row.state]) for row in rows],
        "steps": steps_of(cycle),
        "chosen": request.GET.get("buoc", ""),
        "raising": may_raise(cycle, actor),
    }
    return render(request, "difficulties/list.html", context)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    step = step_or_404(request.actor, typed(request, "step"))
    raised = actions.raise_difficulty(step, typed(request, "text"), by=request.actor)
    messages.success(request, _("Đã gửi. Đơn vị đầu mối sẽ chuyển người đứng đầu cơ quan trả lời."))
    return redirect("difficulties:show", raised.pk)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    actor, difficulty = request.actor, difficulty_or_404(request.actor, pk)
    context = {
        "difficulty": difficulty,
        "state_label": STATES[difficulty.state],
        "state_mark": MARKS[difficulty.state],
        "paper": answer_paper(difficulty),
        "inside": actor.coordinates or actor.heads_agency,
        "forwarding": may_forward(difficulty, actor),
        "answering": may_answer(difficulty, actor),
        "guiding": may_make_guidance(difficulty, actor),
        "trail": trail_of(difficulty),
    }
    return render(request, "difficulties/show.html", context)


@require_POST
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    difficulty = difficulty_or_404(request.actor, pk)
    actions.forward_difficulty(difficulty, opinion=typed(request, "opinion"), by=request.actor)
    messages.success(request, _("Đã chuyển người đứng đầu cơ quan."))
    return redirect("difficulties:show", pk)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    difficulty = difficulty_or_404(request.actor, pk)
    source = typed(request, "source")
    actions.answer_difficulty(difficulty, typed(request, "answer"), source=source, by=request.actor)
    if "huong-dan" in request.POST:
        actions.make_guidance(difficulty_or_404(request.actor, pk), by=request.actor)
    messages.success(request, _("Đã trả lời; công văn đã phát hành."))
    return redirect("difficulties:show", pk)


@require_POST
def guide(request: HttpRequest, pk: int) -> HttpResponse:
    difficulty = difficulty_or_404(request.actor, pk)
    actions.make_guidance(difficulty, by=request.actor)
    messages.success(request, _("Câu trả lời hiện ở trang của bước này cho mọi người."))
    return redirect("cycle:step", difficulty.step.key)


@require_GET
def letter(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The answer as it was issued."""
    paper = answer_paper(difficulty_or_404(request.actor, pk))
    if paper is None or extension not in ("pdf", "docx"):
        raise Http404
    return file_answer(file_of(paper, extension), paper.title, extension)
