"""An agency's own Word file for a kind of paper: what may stand in it, a look at it filled in, its adoption."""

from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.kernel.findings import Finding, Refused, refuse_if
from thuocdo.ui.answers import file_answer
from thuocdo.ui.typed import typed

from ..actions import adopt_word_template, offer_word_template, withdraw_word_template
from ..permissions import may_adopt_word, may_keep_word, may_withdraw_word
from ..queries import (
    pictures_of_word,
    specimen_of,
    specimen_or_404,
    standing_word,
    word_file,
    word_filled,
    word_template_or_404,
    word_templates_of,
    word_unused,
)
from ..rendering import Fact, Specimen, example_docx, marks_of, printed
from .forms import WordForm
from .pictures import picture_address

_SAMPLE = 60  # letters shown of a sample


@require_http_methods(["GET", "POST"])
def templates(request: HttpRequest, stem: str) -> HttpResponse:
    """The agency's files for one kind; what may stand in them. A file that cannot serve is told why, and not kept."""
    by = request.actor
    refuse_if(may_keep_word(by))
    found = specimen_or_404(stem)
    form = WordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["docx"]
        try:
            offered = offer_word_template(found.kind.kind, found.kind.edition, file.name, file.read(), by=by)
        except Refused as refused:
            return _page(request, found, form, refused.findings)
        return redirect("papers:word_look", offered.pk)
    return _page(request, found, form)


def _page(
    request: HttpRequest, specimen: Specimen, form: WordForm, defects: tuple[Finding, ...] = ()
) -> HttpResponse:
    kind, agency = specimen.kind, request.actor.agency_id
    context = {
        "specimen": specimen,
        "form": form,
        "defects": defects,
        "standing": standing_word(agency, kind.kind, kind.edition),
        "versions": word_templates_of(agency, kind.kind, kind.edition),
        "marks": [
            (mark, _indent(fact), fact.words, _sample(fact), needed) for mark, fact, needed in marks_of(kind)
        ],
        "takes_word": kind.fixed_profile is not None,
    }
    return render(request, "papers/word.html", context, status=422 if defects or form.errors else 200)


def _indent(fact: Fact) -> int:
    return fact.path.count("[]")


def _sample(fact: Fact) -> str:
    text = printed(fact.sample)
    return text if len(text) <= _SAMPLE else f"{text[:_SAMPLE].rstrip()} …"


@require_GET
def example(request: HttpRequest, stem: str) -> HttpResponse:
    """A file with every mark of the kind, to begin from."""
    refuse_if(may_keep_word(request.actor))
    kind = specimen_or_404(stem).kind
    return file_answer(example_docx(kind), f"mau-word-{kind.kind}", "docx")


@require_GET
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The file filled in with sample facts, beside the pages in use."""
    by = request.actor
    refuse_if(may_keep_word(by))
    kept = word_template_or_404(by, pk)
    specimen = specimen_of(kept)
    used = standing_word(by.agency_id, kept.kind, kept.edition)
    new = pictures_of_word(word_filled(kept, specimen.facts)) if settings.LIBREOFFICE else []
    old = (
        pictures_of_word(word_filled(used, specimen.facts))
        if used and new
        else specimen.pictures
        if new
        else []
    )
    context: dict[str, Any] = {
        "kept": kept,
        "specimen": specimen,
        "pages": list(zip_longest(map(picture_address, old), map(picture_address, new))),
        "unused": word_unused(kept),
        "adopting": may_adopt_word(kept, by),
        "withdrawing": may_withdraw_word(kept, by),
        "reason": typed(request, "reason"),
    }
    return render(request, "papers/word_look.html", context)


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    kept = word_template_or_404(request.actor, pk)
    adopt_word_template(kept, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Từ nay tệp DOCX của loại văn bản này dùng mẫu Word của cơ quan."))
    return redirect("papers:word", specimen_of(kept).stem)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    kept = word_template_or_404(request.actor, pk)
    withdraw_word_template(kept, reason=typed(request, "reason"), by=request.actor)
    messages.success(request, _("Đã thôi dùng mẫu Word; tệp DOCX trở lại mẫu của chương trình."))
    return redirect("papers:word", specimen_of(kept).stem)


@require_GET
def file(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """The file as it came ("mau"), or filled in with sample facts ("thu")."""
    refuse_if(may_keep_word(request.actor))
    kept = word_template_or_404(request.actor, pk)
    if part == "mau":
        return file_answer(word_file(kept), kept.name.removesuffix(".docx"), "docx")
    if part == "thu":
        return file_answer(word_filled(kept, specimen_of(kept).facts), f"thu-{kept.kind}", "docx")
    raise Http404
