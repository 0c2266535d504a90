from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.kernel.findings import refuse_if
from thuocdo.kernel.spreadsheet import Table, read_table
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import searched

from ..actions import import_staff, undo_import, undo_obstacles
from ..import_queries import import_made, import_or_404, imports_listed, office_facts
from ..permissions import may_import, may_see_staff
from ..queries import main_posts, people_matching, units_of
from ..rules import HEADINGS, plan_import
from ..wording import changes_in_words
from .forms import ImportForm
from .pending import Pending, forget, keep, pending_in, pending_or_refuse
from .staff_template import staff_template

PER_PAGE = 50
SHOWN = 200  # rows of each table of the preview; the counts are always whole


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone in the agency, by name; found without accents."""
    by = request.actor
    refuse_if(may_see_staff(by))
    words = searched(request, "tim")
    page = Paginator(people_matching(by.agency_id, words, by.on), PER_PAGE).get_page(request.GET.get("page"))
    posts = main_posts([person.pk for person in page], by.on)
    context = {
        "page": page,
        "rows": [(person, posts.get(person.pk)) for person in page],
        "words": words,
        "may_import": may_import(by),
    }
    return render(request, "office/people.html", context)


@require_http_methods(["GET", "POST"])
def start_import(request: HttpRequest) -> HttpResponse:
    """Choose a list; earlier imports below."""
    by = request.actor
    refuse_if(may_import(by))
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        keep(request, file.read(), file.name, form.choices)
        return redirect("office:preview")
    context = {"form": form, "imports": imports_listed(by.agency_id)[:PER_PAGE]}
    return render(request, "office/import.html", context, status=422 if form.errors else 200)


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The list to fill in, with the agency's own units to choose from."""
    by = request.actor
    refuse_if(may_import(by))
    units = list(units_of(by.agency_id, by.on).values_list("name", flat=True))
    return file_answer(staff_template(units), _("Mẫu danh sách nhân sự"), "xlsx")


def _table(pending: Pending) -> Table:
    return read_table(
        pending.data, pending.file_name, HEADINGS, required=("full_name",), joined=("full_name",)
    )


@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """What the list would do. Nothing is written."""
    by = request.actor
    refuse_if(may_import(by))
    pending = pending_or_refuse(request)
    table = _table(pending)
    plan = plan_import(table, office_facts(by), pending.choices)
    context = {
        "pending": pending,
        "table": table,
        "plan": plan,
        "obstacles": plan.obstacles(),
        "changed": [(change, changes_in_words(change.fields)) for change in plan.changed[:SHOWN]],
        "shown": SHOWN,
    }
    return render(request, "office/preview.html", context)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Write the list that was looked at. A second press finds the first one's result."""
    by = request.actor
    refuse_if(may_import(by))
    seen = request.POST.get("value", "")
    if pending_in(request) is None and (done := import_made(by.agency_id, seen)):
        return redirect("office:imported", done.pk)
    pending = pending_or_refuse(request)
    done = import_staff(
        by.agency,
        _table(pending),
        by=by,
        file_name=pending.file_name,
        choices=pending.choices,
        seen=seen or "not looked at",
    )
    forget(request)
    return redirect("office:imported", done.pk)


@require_GET
def imported(request: HttpRequest, pk: int) -> HttpResponse:
    """What one import did, and whether it may still be undone."""
    by = request.actor
    refuse_if(may_import(by))
    done = import_or_404(by, pk)
    context = {"done": done, "counts": done.changes["counts"], "obstacles": undo_obstacles(done, by)}
    return render(request, "office/imported.html", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    by = request.actor
    refuse_if(may_import(by))
    done = undo_import(import_or_404(by, pk), by=by)
    messages.success(request, _("Đã hoàn tác: danh sách nhân sự trở lại đúng như trước lần nhập này."))
    return redirect("office:imported", done.pk)
