"""Every kind of paper with made-up facts: to leaf through, to show to whoever will sign."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.kernel.findings import Citation, refuse_if
from thuocdo.ui.answers import file_answer

from ..composing import form_of
from ..permissions import may_keep_register
from ..queries import gallery, specimen_or_404


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All kinds, in the order of the plan."""
    refuse_if(may_keep_register(request.actor))
    found = sorted(gallery(), key=lambda specimen: (specimen.section, specimen.kind.title_vi, specimen.face))
    return render(request, "papers/gallery.html", {"specimens": found})


@require_GET
def specimen(request: HttpRequest, stem: str) -> HttpResponse:
    """One paper: its pages as pictures, its files, and what its form rests on."""
    refuse_if(may_keep_register(request.actor))
    found = specimen_or_404(stem)
    at = gallery().index(found)
    context = {
        "specimen": found,
        "by_hand": form_of(found.kind.kind, found.kind.edition),
        "pages": range(1, len(found.pictures) + 1),
        "sources": [
            (Citation(source.act, source.clause, status=source.status, label=source.label), source.note)
            for source in found.kind.sources
        ],
        "before": gallery()[at - 1] if at else None,
        "after": gallery()[at + 1] if at + 1 < len(gallery()) else None,
    }
    return render(request, "papers/specimen.html", context)


@require_GET
def specimen_file(request: HttpRequest, stem: str, extension: str) -> HttpResponse:
    refuse_if(may_keep_register(request.actor))
    found = specimen_or_404(stem)
    if extension not in ("docx", "pdf"):
        raise Http404
    return file_answer(getattr(found.rendered, extension), found.stem, extension)


@require_GET
def picture(request: HttpRequest, stem: str, page: int) -> HttpResponse:
    """One page of the specimen as PNG."""
    refuse_if(may_keep_register(request.actor))
    pictures = specimen_or_404(stem).pictures
    if not 1 <= page <= len(pictures):
        raise Http404
    return HttpResponse(pictures[page - 1], content_type="image/png")
