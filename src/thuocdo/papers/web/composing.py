"""Making a paper by hand: choose a kind, fill in its form, look at it, issue it."""

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.cycle.queries import cycle_or_404
from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.kernel.spreadsheet import LIMITS, Table, read_table
from thuocdo.kernel.vi_text import fold
from thuocdo.ui.answers import file_answer
from thuocdo.ui.middleware import wants_fragment
from thuocdo.ui.typed import number, searched, typed_number

from .. import actions
from ..filling import (
    Field,
    differences,
    edited,
    posted,
    rows_in,
    rows_of_table,
    rows_of_text,
    text_of_rows,
)
from ..filling.typed import MOST_ROWS, Typed, is_blank
from ..permissions import may_compose, may_write_draft
from ..queries import gallery, paper_or_404
from ..sheets.by_hand import (
    body_of_draft,
    defects_of_draft,
    draft_file_of,
    draft_or_404,
    draft_pages,
    draft_title,
    drafts_of,
    earlier_papers,
    form_of,
    form_of_draft,
    form_or_404,
    issuing_bodies,
    signers_of,
    unreadable_in,
)
from ..wording import GROUPS, KINDS, MADE_BY
from .boxes import boxes_of, ident_of, sections_of

if TYPE_CHECKING:
    from ..models import DraftPaper


@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind of paper, by what it is about: those to fill in, and where the others come from."""
    by = request.actor
    refuse_if(may_compose(by))
    cycle, words = cycle_or_404(by), searched(request, "tim")
    context = {
        "groups": [
            (title, [card for card in found if card["purpose"]], [card for card in found if card["from"]])
            for title, group in GROUPS
            if (found := _matching([_card(kind, cycle.edition) for kind in group], words))
        ],
        "words": words,
        "drafts": [(draft, draft_title(draft)) for draft in drafts_of(by)],
    }
    return render(request, "papers/compose_kinds.html", context)


def _card(kind: str, edition: str) -> dict[str, Any]:
    form, (words, address) = form_of(kind, edition), MADE_BY.get(kind, ("", ""))
    stem = next((specimen.stem for specimen in gallery() if specimen.kind.kind == kind), "")
    return {
        "kind": kind,
        "title": KINDS[kind],
        "purpose": form.purpose if form else "",
        "from": words,
        "address": reverse(address) if address else "",
        "stem": stem,
    }


def _matching(cards: Sequence[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    wanted = fold(words).split()
    told = [(card, fold(f"{card['title']} {card['purpose']} {card['from']}")) for card in cards]
    return [card for card, text in told if all(word in text for word in wanted)]


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Whose paper, and from which earlier one; then the form."""
    by = request.actor
    refuse_if(may_compose(by))
    cycle = cycle_or_404(by)
    form = form_or_404(kind, cycle.edition)
    bodies = issuing_bodies(cycle, form)
    if request.method == "GET":
        context = {
            "kind": kind,
            "title": KINDS[kind],
            "form": form,
            "bodies": bodies,
            "earlier": earlier_papers(by, kind)[:_EARLIER],
            "chosen": number(request.GET.get("tu", "")),
        }
        return render(request, "papers/compose_begin.html", context)
    body = next((one for one in bodies if one.key == request.POST.get("body")), None)
    if body is None:
        raise Refused([Finding("paper.no_issuer_chosen")])
    chosen = typed_number(request, "earlier")
    earlier = next((paper for paper in earlier_papers(by, kind) if paper.pk == chosen), None)
    draft = actions.begin_draft(kind, cycle, body, earlier=earlier, by=by)
    return redirect("papers:draft", draft.pk)


_EARLIER = 30  # papers of the kind that are offered to begin from


@require_POST
def begin_again(request: HttpRequest, pk: int) -> HttpResponse:
    draft = actions.begin_again(paper_or_404(request.actor, pk), by=request.actor)
    return redirect("papers:draft", draft.pk)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The form. It saves itself; a button adds or moves a row, fills in a signer, shows the pages, or issues."""
    refuse_if(may_compose(request.actor))
    shown = draft_or_404(request.actor, pk)
    if shown.paper_id:
        return redirect("papers:paper", shown.paper_id)
    if request.method == "GET":
        return _page(request, shown, shown.typed)
    sent = posted(form_of_draft(shown).fields, request.POST, shown.typed)
    version, deed = typed_number(request, "version"), request.POST.get("do", "")
    try:  # the typed text must come back with the refusal, so it is answered here and not by the middleware
        kept = actions.save_draft(shown, sent, version=version, by=request.actor)
    except Refused as refusal:
        if any(finding.code == "paper.draft_stale" for finding in refusal.findings):
            return _conflict(request, pk, sent)
        raise
    if place := _done(request, kept, deed):
        kept = actions.save_draft(kept, kept.typed, version=kept.version, by=request.actor)
    return _answer(request, kept, deed, place, version)


def _done(request: HttpRequest, kept: "DraftPaper", deed: str) -> str:
    """Change what was typed as the pressed button says; where on the page to look next."""
    verb, _colon, name = deed.partition(":")
    if verb == "sign":
        chosen = typed_number(request, f"{name}.chosen")
        hands = signers_of(kept, request.actor.on)
        if name in kept.typed and 0 < chosen <= len(hands):
            kept.typed[name] = dict(hands[chosen - 1][1])
        return name
    if verb in ("add", "drop", "up", "down"):
        try:
            return edited(form_of_draft(kept).fields, kept.typed, deed)
        except KeyError as error:
            raise Http404 from error
    return ""


def _answer(request: HttpRequest, kept: "DraftPaper", deed: str, place: str, version: int) -> HttpResponse:
    verb, _colon, name = deed.partition(":")
    if wants_fragment(request):
        return JsonResponse({"version": kept.version, "saved_at": f"{kept.saved_at:%H:%M}"})
    if verb == "look":
        return _page(request, kept, kept.typed, findings=defects_of_draft(kept), look=True, taken=version)
    if verb == "issue":
        if findings := defects_of_draft(kept):
            return _page(request, kept, kept.typed, findings=findings, status=422, taken=version)
        paper = actions.issue_draft(kept, version=kept.version, by=request.actor)
        messages.success(request, _("Đã phát hành. Việc tiếp theo: cấp số, rồi ký."))
        return redirect("papers:paper", paper.pk)
    if verb == "table":
        _table_or_404(kept, name)
        return redirect("papers:draft_table", kept.pk, name)
    if not place:
        messages.success(request, _("Đã lưu dự thảo."))
    at = f"#{ident_of(place)}" if place else ""
    return redirect(f"{reverse('papers:draft', args=[kept.pk])}?da-luu={version}{at}")


def _page(
    request: HttpRequest,
    shown: "DraftPaper",
    content: Typed,
    *,
    findings: Sequence[Finding] = (),
    look: bool = False,
    taken: int | None = None,
    status: int = 200,
) -> HttpResponse:
    form, by = form_of_draft(shown), request.actor
    context = {
        "draft": shown,
        "title": draft_title(shown),
        "kind_title": KINDS[shown.kind],
        "form": form,
        "body": body_of_draft(shown),
        "sections": sections_of(boxes_of(form.fields, content, findings)),
        "places": [(finding, ident_of(finding.facts.get("field", ""))) for finding in findings],
        "signers": [name for name, _lines in signers_of(shown, by.on)],
        "writing": may_write_draft(shown, by),
        "pages": [_picture(page) for page in draft_pages(shown, by.on)] if look else [],
        "looking": look,
        "taken": request.GET.get("da-luu", "") if taken is None else taken,
    }
    return render(request, "papers/compose.html", context, status=status)


def _picture(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"


def _conflict(request: HttpRequest, pk: int, sent: Typed) -> HttpResponse:
    """Both texts side by side; nothing was overwritten."""
    standing = draft_or_404(request.actor, pk)
    differing = differences(form_of_draft(standing).fields, sent, standing.typed)
    context = {
        "differences": [
            {"label": label, "mine": mine, "theirs": theirs} for label, mine, theirs in differing
        ],
        "version": standing.version,
        "saved_at": f"{standing.saved_at:%H:%M}",
    }
    if wants_fragment(request):
        return render(request, "ui/_conflict.html", context, status=409)
    names = [name for name in request.POST if name not in ("version", "do", "csrfmiddlewaretoken")]
    context |= {"draft": standing, "sent": [(name, request.POST[name]) for name in names]}
    return render(request, "papers/compose_conflict.html", context, status=409)


@require_GET
def draft_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The paper as it would be printed now, marked as a draft."""
    refuse_if(may_compose(request.actor))
    shown = draft_or_404(request.actor, pk)
    refuse_if(unreadable_in(shown))
    return file_answer(draft_file_of(shown, request.actor.on, extension), draft_title(shown), extension)


@require_http_methods(["GET", "POST"])
def draft_table(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A whole table at once: pasted from a spreadsheet, from a file, or changed as text."""
    refuse_if(may_compose(request.actor))
    shown = draft_or_404(request.actor, pk)
    refuse_if(may_write_draft(shown, request.actor))
    field, rows = _table_or_404(shown, name)
    rows[:] = [row for row in rows if not is_blank(row)]
    if request.method == "GET":
        text = text_of_rows(field, rows) if rows else ""
        return _table_page(request, shown, field, len(rows), text=text)
    if "file" in request.FILES:
        table = _sent_table(request, field)
        if table.problems:
            return _table_page(request, shown, field, len(rows), problems=table.problems, status=422)
        new, unread = rows_of_table(field, table), tuple(table.unread_columns.values())
        rows[:] = (rows if request.POST.get("how") == "add" else []) + new
    else:
        pasted, table = rows_of_text(field, request.POST.get("text", "")), None
        wide = [Finding("paper.row_too_wide", facts={"row": row}) for row in pasted.too_wide]
        if wide:
            return _table_page(request, shown, field, len(rows), findings=wide, status=422)
        rows[:] = new = pasted.rows
        unread = pasted.unread
    refuse_if(_too_few_or_many(len(new), len(rows)))
    actions.save_draft(shown, shown.typed, version=typed_number(request, "version"), by=request.actor)
    messages.success(request, _told(len(new), unread, table.foot_row if table else None))
    return redirect(f"{reverse('papers:draft', args=[pk])}#{ident_of(name)}")


def _table_or_404(shown: "DraftPaper", name: str) -> tuple[Field, list[Typed]]:
    """A table of simple cells, by its name on the page."""
    try:
        field, rows = rows_in(form_of_draft(shown).fields, shown.typed, name)
    except KeyError as error:
        raise Http404 from error
    if not field.is_flat:
        raise Http404
    return field, rows


def _sent_table(request: HttpRequest, field: Field) -> Table:
    """The table of the file that was sent; its headings are the labels of the columns."""
    upload = request.FILES["file"]
    headings = {part.key: [part.label] for part in field.parts}
    return read_table(upload.read(LIMITS.bytes + 1), str(upload.name), headings)


def _too_few_or_many(new: int, whole: int) -> list[Finding]:
    if not new:
        return [Finding("paper.no_rows")]
    if whole > MOST_ROWS:
        return [Finding("paper.too_many_rows", facts={"rows": whole, "limit": MOST_ROWS})]
    return []


def _told(new: int, unread: Sequence[str], foot: int | None) -> str:
    """What was taken, and what was not."""
    said = [_("Đã nhận %(rows)s dòng.") % {"rows": new}]
    if unread:
        said.append(_("Không đọc các cột: %(columns)s.") % {"columns": ", ".join(unread)})
    if foot:
        said.append(_("Từ dòng %(row)s của tệp trở đi là phần cuối bảng, không đọc.") % {"row": foot})
    return " ".join(said)


def _table_page(
    request: HttpRequest, shown: "DraftPaper", field: Field, count: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "draft": shown,
        "title": draft_title(shown),
        "field": field,
        "count": count,
        "text": request.POST.get("text", ""),
        "version": typed_number(request, "version") if request.method == "POST" else shown.version,
        "most": MOST_ROWS,
        **more,
    }
    return render(request, "papers/compose_table.html", context, status=status)


@require_POST
def drop_draft(request: HttpRequest, pk: int) -> HttpResponse:
    refuse_if(may_compose(request.actor))
    actions.drop_draft(draft_or_404(request.actor, pk), by=request.actor)
    messages.success(request, _("Đã bỏ dự thảo."))
    return redirect("papers:kinds")
