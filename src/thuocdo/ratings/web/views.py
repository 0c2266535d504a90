from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import book_of, cycle_or_404
from thuocdo.kernel.findings import refuse_if
from thuocdo.kernel.words import Grade
from thuocdo.office.queries import subjects_of_agency
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.typed import number, typed, typed_number

from .. import actions
from ..permissions import may_approve_groups, may_form_groups, may_see_groups, may_try
from ..queries import group_or_404, headroom_by_group, members_of, order_in_agency, trial_of


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """The comparable groups with what is proposed in each against the cap (S-18)."""
    actor = request.actor
    cycle = cycle_or_404(actor)
    refuse_if(may_see_groups(cycle, actor))
    members = members_of(cycle)
    rule = book_of(cycle)["rating/excellent_cap"]
    context = {
        "groups": [(found, members[found.group.pk]) for found in headroom_by_group(cycle)],
        "disorder": order_in_agency(cycle),
        "forming": may_form_groups(cycle, actor),
        "approving": may_approve_groups(cycle, actor),
        "trying": may_try(cycle, actor),
        "cap_rule": rule,
        "what_counts": book_of(cycle)["rating/comparable_group"],
    }
    return render(request, "ratings/groups.html", context)


@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    actions.approve_groups(cycle_or_404(request.actor), by=request.actor)
    messages.success(request, _("Đã duyệt các nhóm."))
    return redirect("ratings:groups")


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    actions.form_proposed_groups(cycle_or_404(request.actor), by=request.actor)
    messages.success(request, _("Đã lập nhóm theo chức vụ và hình thức tuyển dụng. Hãy xem lại từng nhóm."))
    return redirect("ratings:groups")


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    cycle = cycle_or_404(request.actor)
    subject = get_object_or_404(
        subjects_of_agency(request.actor.agency_id), pk=typed_number(request, "subject")
    )
    group = group_or_404(request.actor, typed_number(request, "group"))
    actions.move_to_group(cycle, subject.pk, group, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Đã chuyển nhóm."))
    return redirect("ratings:groups")


_TRIED = "thu-"  # then the subject


def _changes(request: HttpRequest) -> dict[int, Grade | None]:
    """What the page tries: a level, or nothing, for each subject."""
    return {
        number(name.removeprefix(_TRIED)): Grade(level) if level in tuple(Grade) else None
        for name, level in request.POST.items()
        if name.startswith(_TRIED)
    }


@require_http_methods(["GET", "POST"])
def trial(request: HttpRequest) -> HttpResponse:
    """Other proposals tried on every cap at once. Nothing is written, and the program picks nobody."""
    cycle = cycle_or_404(request.actor)
    refuse_if(may_try(cycle, request.actor))
    found = trial_of(cycle, _changes(request))
    proposed = sum(group.after.headroom.proposed for group in found)
    context = {
        "groups": found,
        "moved": [member for group in found for member in group.members if member.moved],
        "proposed": proposed,
        "size": sum(group.after.size for group in found),
        "grades": list(Grade),
        "cap_rule": book_of(cycle)["rating/excellent_cap"],
    }
    template = "ratings/_trial_caps.html" if wants_fragment(request) else "ratings/trial.html"
    return render(request, template, context)


@require_POST
def widen(request: HttpRequest, pk: int) -> HttpResponse:
    group = group_or_404(request.actor, pk)
    actions.widen_cap(group, document=typed(request, "document"), by=request.actor)
    messages.success(request, _("Đã ghi văn bản; tỷ lệ của nhóm được tính lại."))
    return redirect("ratings:groups")
