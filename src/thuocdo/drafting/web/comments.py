"""Comments: said by those who were asked, answered one by one, told together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.kernel.findings import refuse_if
from thuocdo.papers.queries import file_of
from thuocdo.papers.wording import KINDS
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed, typed_number, typed_once, typed_seen
from thuocdo.ui.wording import label

from .. import actions
from ..permissions import may_read_comments
from ..queries import (
    SUMMARY,
    comment_or_404,
    comments_of,
    draft_or_404,
    field_of,
    heading_of,
    issued,
    request_or_404,
    requests_of,
    section_or_404,
    source_of,
)
from ..rules import Kind
from ..sheets import summary_file


def _at(draft: int, place: str) -> HttpResponse:
    return redirect(f"{reverse('drafting:show', args=[draft])}#{place}")


@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    section = section_or_404(request.actor, pk)
    asked = request_or_404(request.actor, typed_number(request, "request"))
    actions.add_comment(asked, section, typed(request, "text"), once=typed_once(request), by=request.actor)
    messages.success(request, _("Đã ghi ý kiến. Góp ý hết các mục thì bấm nút ở đầu trang."))
    return _at(section.draft_id, f"muc-{section.key}")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    comment = comment_or_404(request.actor, pk)
    actions.withdraw_comment(comment, by=request.actor)
    return _at(comment.request.draft_id, f"muc-{comment.version.section.key}")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    comment = comment_or_404(request.actor, pk)
    taken_up = request.POST.get("taken_up") == "yes"
    said = {"taken_up": taken_up, "answer": typed(request, "answer"), "seen": typed_seen(request)}
    actions.answer_comment(comment, **said, by=request.actor)
    section = reverse("drafting:section", args=[comment.version.section_id])
    return redirect(f"{section}#gop-y-{comment.pk}")


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    asked = request_or_404(request.actor, pk)
    actions.finish_comments(asked, by=request.actor)
    messages.success(request, _("Đã báo xong. Câu trả lời cho từng ý kiến sẽ hiện ở trang này."))
    return redirect("drafting:show", asked.draft_id)


@require_GET
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said, what was taken up and what not, who agreed and who has said nothing (S-21)."""
    draft = draft_or_404(request.actor, pk)
    refuse_if(may_read_comments(draft, request.actor))
    comments = [
        (one, source_of(one.request), heading_of(field_of(one.version.section))) for one in comments_of(draft)
    ]
    asked = [(one, source_of(one)) for one in requests_of(draft)]
    context = {
        "draft": draft,
        "title": label(Kind(draft.kind)),
        "groups": [
            (_("Chưa trả lời"), [row for row in comments if row[0].taken_up is None]),
            (_("Tiếp thu"), [row for row in comments if row[0].taken_up]),
            (_("Không tiếp thu"), [row for row in comments if row[0].taken_up is False]),
        ],
        "agreed": [name for one, name in asked if not one.said and one.finished_at],
        "silent": [name for one, name in asked if not one.said and not one.finished_at],
    }
    return render(request, "drafting/summary.html", context)


@require_GET
def paper(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The summary as issued with the report; before that as it stands."""
    draft = draft_or_404(request.actor, pk)
    refuse_if(may_read_comments(draft, request.actor))
    if extension not in ("pdf", "docx"):
        raise Http404
    if found := issued(draft, SUMMARY):
        return file_answer(file_of(found, extension), found.title, extension)
    return file_answer(summary_file(draft, request.actor.on, extension), str(KINDS[SUMMARY]), extension)
