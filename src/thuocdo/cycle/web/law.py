"""The book of the year: every rule, form and act with its clause, its words, and how well its text is known."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuocdo.kernel.findings import Citation
from thuocdo.kernel.vi_text import fold
from thuocdo.law.book import Book, Form, Instrument, NotInBook, ScoreTable
from thuocdo.law.explain import Doubt
from thuocdo.ui.typed import searched, typed

from .. import actions
from ..permissions import may_change_plan
from ..queries import book_of, confirmations_of, cycle_or_404, doubts_of, entries_of
from ..wording import KINDS, TOPICS

if TYPE_CHECKING:
    from ..models import Confirmation


@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """The rules by topic, the forms, the acts; searched without accents."""
    cycle = cycle_or_404(request.actor)
    pinned = book_of(cycle)
    asked = searched(request, "tim")
    words = fold(asked).split()
    entries = [entry for entry in entries_of(cycle).values() if entry.fits(words)]
    topics = [
        (key, title, [entry for entry in entries if entry.rule.id.partition("/")[0] == key])
        for key, title in TOPICS.items()
    ]
    context = {
        "cycle": cycle,
        "book": pinned,
        "words": asked,
        "topics": [(key, title, found) for key, title, found in topics if found],
        "found": len(entries),
        "forms": [form for form in _papers(pinned) if _matches(words, form.code, form.title)],
        "acts": [act for act in _acts(pinned) if _matches(words, act.label, act.title)],
        "in_doubt": len(_once(doubts_of(cycle))) - len(confirmations_of(cycle)),
    }
    return render(request, "cycle/law/book.html", context)


def _matches(words: list[str], *texts: str) -> bool:
    letters = fold(" ".join(texts))
    return all(word in letters for word in words)


def _papers(pinned: Book) -> list[Form | ScoreTable]:
    return [*pinned.forms.values(), *pinned.tables.values()]


def _acts(pinned: Book) -> list[Instrument]:
    """The acts that a rule, form or step of the year rests on."""
    used = {source.act for source in _sources(pinned)}
    return [act for key, act in pinned.instruments.items() if key in used]


def _sources(pinned: Book) -> Iterable[Citation]:
    for rule in pinned.rules.values():
        yield rule.source
        yield from rule.also
    yield from (thing.source for thing in (*_papers(pinned), *pinned.plan))


def _doubts_about(request: HttpRequest, key: str) -> dict[str, object]:
    """What is in doubt about one rule, form or table, what was confirmed, and whether the reader may confirm."""
    cycle = cycle_or_404(request.actor)
    confirmed = confirmations_of(cycle)
    found = [doubt for doubt in doubts_of(cycle) if doubt.key == key]
    return {
        "cycle": cycle,
        "doubts": [(doubt, confirmed.get(doubt.ident)) for doubt in _once(found)],
        "confirming": may_change_plan(cycle, request.actor),
    }


def _once(found: Iterable[Doubt]) -> list[Doubt]:
    """Rows of one clause are confirmed together."""
    return list({doubt.ident: doubt for doubt in found}.values())


@require_GET
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: question, value in words, clause, quote, reading, and what would settle it."""
    cycle = cycle_or_404(request.actor)
    try:
        shown = book_of(cycle)[key]
    except NotInBook:
        raise Http404 from None
    entry = entries_of(cycle)[key]
    topic = TOPICS.get(key.partition("/")[0], "")
    context = {"rule": shown, "lines": entry.lines, "topic": topic, **_doubts_about(request, key)}
    return render(request, "cycle/law/rule.html", context)


@require_GET
def form(request: HttpRequest, key: str) -> HttpResponse:
    """One form or score table: everything that it asks."""
    pinned = book_of(cycle_or_404(request.actor))
    table = pinned.tables.get(key)
    shown = pinned.forms.get(key) or table
    if shown is None:
        raise Http404
    groups = [(group, table.lines_of(group.key)) for group in table.groups] if table else []
    context = {"form": shown, "groups": groups, **_doubts_about(request, key)}
    return render(request, "cycle/law/form.html", context)


@require_GET
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One act: what it is, and every rule of the year that rests on it."""
    pinned = book_of(cycle_or_404(request.actor))
    if key not in pinned.instruments:
        raise Http404
    shown = pinned.instruments[key]
    resting = [
        (found, [source for source in (found.source, *found.also) if source.act == key])
        for found in pinned.rules.values()
    ]
    context = {
        "act": shown,
        "rules": [(found, sources) for found, sources in resting if sources],
        "forms": [found for found in _papers(pinned) if found.source.act == key],
        "replaces": [pinned.instruments[name] for name in shown.replaces if name in pinned.instruments],
        "amends": [pinned.instruments[name] for name in shown.amends if name in pinned.instruments],
    }
    return render(request, "cycle/law/act.html", context)


@require_GET
def unchecked(request: HttpRequest) -> HttpResponse:
    """Everything of the year whose original nobody here had read, by the text that would settle it."""
    cycle = cycle_or_404(request.actor)
    confirmed = confirmations_of(cycle)
    waiting: dict[str, list[tuple[Doubt, str]]] = {}
    done: list[tuple[Doubt, Confirmation]] = []
    for doubt in _once(doubts_of(cycle)):
        if row := confirmed.get(doubt.ident):
            done.append((doubt, row))
        else:
            waiting.setdefault(doubt.source.label, []).append((doubt, KINDS[doubt.kind]))
    context = {
        "cycle": cycle,
        "acts": sorted(waiting.items(), key=lambda item: -len(item[1])),
        "number": sum(map(len, waiting.values())),
        "done": done,
        "confirming": may_change_plan(cycle, request.actor),
    }
    return render(request, "cycle/law/unchecked.html", context)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    cycle = cycle_or_404(request.actor)
    document, note = typed(request, "document"), typed(request, "note")
    actions.confirm_value(cycle, typed(request, "key"), document=document, note=note, by=request.actor)
    messages.success(request, _("Đã ghi nhận: giá trị đã đối chiếu với văn bản gốc."))
    return redirect("law:unchecked")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    confirmation = get_object_or_404(cycle_or_404(request.actor).confirmations, pk=pk)
    actions.withdraw_confirmation(confirmation, reason=typed(request, "reason"), by=request.actor)
    return redirect("law:unchecked")
