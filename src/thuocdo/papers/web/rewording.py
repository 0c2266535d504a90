"""The words of a template as the agency wants them, seen beside those in force before they are kept."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.ui.typed import typed

from ..actions import reword_template
from ..permissions import may_reword
from ..queries import (
    own_phrases,
    own_words,
    pages_so_worded,
    rewording_defects,
    rewordings_of,
    specimen_or_404,
)
from ..rendering import Phrase, Specimen
from ..wording import PARTS
from .pictures import picture_address

_ROW = 80  # letters on a line of a box
_IN_TABLES = ("cell", "label", "seal")


@require_http_methods(["GET", "POST"])
def reword(request: HttpRequest, stem: str) -> HttpResponse:
    """Phrases of one template in boxes; a look at the pages changes nothing, keeping asks for a reason."""
    refuse_if(may_reword(request.actor))
    found = specimen_or_404(stem)
    kind = found.kind
    held = own_phrases(request.actor.agency_id, kind.kind, kind.edition)
    if request.method == "GET":
        return _page(request, found, held, held)
    said = {phrase.key: typed(request, phrase.key) for phrase in kind.phrases()}
    own = {} if request.POST.get("do") == "restore" else own_words(kind, said)
    defects = rewording_defects(kind, own)
    if defects or request.POST.get("do") == "look":
        return _page(request, found, held, own, defects, look=True)
    reword_template(kind.kind, kind.edition, own, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Đã lưu lời văn; các văn bản phát hành từ nay dùng lời văn này."))
    return redirect("papers:reword", stem)


def _page(
    request: HttpRequest,
    specimen: Specimen,
    held: Mapping[str, str],
    own: Mapping[str, str],
    defects: list[Finding] | None = None,
    *,
    look: bool = False,
) -> HttpResponse:
    kind = specimen.kind
    phrases = kind.phrases()
    described = {**kind.keys, **kind.details.get("optional_keys", {})}
    wrong = {defect.facts.get("part") for defect in defects or ()}
    boxes = [
        _box(phrase, own.get(phrase.key, phrase.text), described) | {"wrong": phrase.brief in wrong}
        for phrase in phrases
    ]
    seen = look and not defects
    context = {
        "specimen": specimen,
        "boxes": [box for box in boxes if _place(box["phrase"]) == "text"],
        "small_boxes": [box for box in boxes if _place(box["phrase"]) == "table"],
        "shared_boxes": [box for box in boxes if _place(box["phrase"]) == "shared"],
        "defects": defects,
        "pages": _side_by_side(specimen, held, own) if seen else [],
        "reason": typed(request, "reason"),
        "versions": rewordings_of(request.actor.agency_id, kind.kind, kind.edition),
        "lost": [words for key, words in held.items() if key not in {phrase.key for phrase in phrases}],
        "changed": bool(held),
    }
    return render(request, "papers/reword.html", context, status=422 if defects else 200)


def _place(phrase: Phrase) -> str:
    """Where its box stands on the page."""
    if phrase.part:
        return "shared"
    return "table" if phrase.tag in _IN_TABLES else "text"


def _box(phrase: Phrase, text: str, described: Mapping[str, str]) -> dict[str, Any]:
    """One phrase to be edited, with what its marks stand for as far as the pack describes it."""
    facts = {mark: mark.strip("{}").partition(" ")[0].partition(".")[0] for mark in phrase.marks}
    return {
        "phrase": phrase,
        "part": PARTS[phrase.tag],
        "text": text,
        "rows": len(text) // _ROW + 1,
        "own": text != phrase.text,
        "facts": [(mark, described[fact]) for mark, fact in facts.items() if fact in described],
    }


def _side_by_side(
    specimen: Specimen, held: Mapping[str, str], own: Mapping[str, str]
) -> list[tuple[str | None, str | None]]:
    """Pages as they are today and as they would be, as addresses of pictures."""
    old, new = (
        map(picture_address, pages_so_worded(specimen.kind, said, specimen.facts)) for said in (held, own)
    )
    return list(zip_longest(old, new))
