"""What becomes of a decision: each one's notice, who has read it, what is public, petitions and their answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import book_of, cycle_or_404
from thuocdo.kernel.findings import refuse_if
from thuocdo.kernel.words import Grade
from thuocdo.meetings.queries import conclusions_on
from thuocdo.ratings.queries import whys_of
from thuocdo.ui.typed import number, typed

from .. import actions
from ..permissions import may_answer, may_confirm, may_keep_notices, may_petition
from ..queries import (
    notice_or_404,
    notices_kept_by,
    person_of_notice,
    petition_or_404,
    petitions_against,
    petitions_before,
    published_in,
    terms_of,
)
from ..rules import public_in_agency
from ..sheets import decision_words, reason_of


@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One result: the level, its reasons and clause, the confirmation, the right to petition."""
    found = notice_or_404(request.actor, pk)
    item = conclusions_on(found.cycle, [found.subject_id]).get(found.subject_id)
    terms, person = terms_of(found), person_of_notice(found)
    context = {
        "notice": found,
        "whys": whys_of(found.cycle, [person], request.actor.on)[person.pk] if person else [],
        "item": item,
        "reason": reason_of(found, item),
        "decision": decision_words(found.decision),
        "source": book_of(found.cycle)["rating/competence"].source,
        "notice_rule": book_of(found.cycle)["petition/notice"],
        "terms": terms,
        "petitions": petitions_against(found),
        "confirming": may_confirm(found, request.actor),
        "petitioning": may_petition(found, request.actor),
        "own": found.subject_id == request.actor.person.subject_id,
    }
    return render(request, "decisions/notice.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    actions.confirm_notice(notice_or_404(request.actor, pk), by=request.actor)
    messages.success(request, _("Đã ghi nhận bạn đã đọc thông báo."))
    return redirect("decisions:notice", pk)


@require_POST
def petition(request: HttpRequest, pk: int) -> HttpResponse:
    actions.file_petition(notice_or_404(request.actor, pk), typed(request, "text"), by=request.actor)
    messages.success(request, _("Đã gửi kiến nghị. Quyết định vẫn có hiệu lực trong khi chờ trả lời."))
    return redirect("decisions:notice", pk)


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Everyone's notice and whether it was read, the unread first."""
    cycle = cycle_or_404(request.actor)
    refuse_if(may_keep_notices(cycle, request.actor))
    rows = list(notices_kept_by(cycle, request.actor))
    context = {
        "unread": [row for row in rows if row.read_at is None],
        "read": [row for row in rows if row.read_at],
        "lacking": [row for row in rows if row.paper_id is None],
        "reminding": request.actor.coordinates and any(row.read_at is None for row in rows),
        "rule": book_of(cycle)["petition/notice"],
    }
    return render(request, "decisions/notices.html", context)


@require_POST
def papers(request: HttpRequest) -> HttpResponse:
    """Notices in writing: for those chosen, or for everybody who has none."""
    actor, cycle = request.actor, cycle_or_404(request.actor)
    refuse_if(may_keep_notices(cycle, actor))
    chosen = {number(pk) for pk in request.POST.getlist("notice")}
    rows = [row for row in notices_kept_by(cycle, actor) if not chosen or row.pk in chosen]
    issued = actions.issue_notice_papers(cycle, rows, by=actor)
    messages.success(request, _("Đã phát hành %(n)s thông báo bằng văn bản.") % {"n": issued})
    return redirect("decisions:notices")


@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """The levels as they are public inside the agency; nothing where the law of the year does not say so."""
    cycle = cycle_or_404(request.actor)
    rule = book_of(cycle)["petition/notice"]
    rows = published_in(cycle) if public_in_agency(book_of(cycle)) else []
    context = {
        "people": [row for row in rows if not row.is_unit],
        "units": [row for row in rows if row.is_unit],
        "rule": rule,
    }
    return render(request, "decisions/published.html", context)


@require_GET
def petitions(request: HttpRequest) -> HttpResponse:
    cycle = cycle_or_404(request.actor)
    refuse_if(may_keep_notices(cycle, request.actor))
    rows = petitions_before(cycle, request.actor)
    context = {
        "open": [row for row in rows if row.answered_at is None],
        "answered": [row for row in rows if row.answered_at],
        "on": request.actor.on,
    }
    return render(request, "decisions/petitions.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What is petitioned beside the result and its reasons; the answer with what was found."""
    found = petition_or_404(request.actor, pk)
    if request.method == "POST":
        level = typed(request, "grade")
        changed = level in (*Grade, "khong")
        grade = Grade(level) if level in tuple(Grade) else None
        actions.answer_petition(
            found, typed(request, "findings"), changed=changed, grade=grade, by=request.actor
        )
        messages.success(request, _("Đã trả lời kiến nghị; công văn trả lời đã phát hành."))
        return redirect("decisions:petitions")
    item = conclusions_on(found.notice.cycle, [found.notice.subject_id]).get(found.notice.subject_id)
    context = {
        "petition": found,
        "item": item,
        "reason": reason_of(found.notice, item),
        "terms": terms_of(found.notice),
        "answering": may_answer(found, request.actor),
        "grades": [grade for grade in Grade if grade != found.notice.rating.grade],
        "on": request.actor.on,
    }
    return render(request, "decisions/answer.html", context)
