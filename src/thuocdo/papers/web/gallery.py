"""Every kind of paper with made-up facts: to leaf through, to show to whoever will sign.

A kind that the agency words its own way is shown so too, with `?mau=rieng`.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuocdo.kernel.findings import Citation, refuse_if
from thuocdo.ui.answers import file_answer

from ..permissions import may_keep_register
from ..queries import gallery, kinds_of_our_own, own_specimen, specimen_or_404
from ..rendering import Specimen
from ..sheets.by_hand import form_of

OURS = "rieng"


def _asked(request: HttpRequest, stem: str) -> tuple[Specimen, bool]:
    """The specimen as the pack has it, or as the agency does where that is asked; and which of the two."""
    refuse_if(may_keep_register(request.actor))
    plain, ours = specimen_or_404(stem), request.GET.get("mau") == OURS
    return (own_specimen(plain, request.actor.agency_id) if ours else plain), ours


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All kinds, in the order of the plan."""
    refuse_if(may_keep_register(request.actor))
    found = sorted(gallery(), key=lambda specimen: (specimen.section, specimen.kind.title_vi, specimen.face))
    own = kinds_of_our_own(request.actor.agency_id)
    rows = [(specimen, (specimen.kind.kind, specimen.kind.edition) in own) for specimen in found]
    return render(request, "papers/gallery.html", {"specimens": rows, "ours": OURS})


@require_GET
def specimen(request: HttpRequest, stem: str) -> HttpResponse:
    """One paper: its pages as pictures, its files, and what its form rests on."""
    found, ours = _asked(request, stem)
    at = gallery().index(specimen_or_404(stem))
    context = {
        "specimen": found,
        "by_hand": form_of(found.kind.kind, found.kind.edition),
        "ours": ours,
        "has_own": (found.kind.kind, found.kind.edition) in kinds_of_our_own(request.actor.agency_id),
        "way": f"?mau={OURS}" if ours else "",
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
    found, _ours = _asked(request, stem)
    if extension not in ("docx", "pdf"):
        raise Http404
    return file_answer(getattr(found.rendered, extension), found.stem, extension)


@require_GET
def picture(request: HttpRequest, stem: str, page: int) -> HttpResponse:
    """One page of the specimen as PNG."""
    pictures = _asked(request, stem)[0].pictures
    if not 1 <= page <= len(pictures):
        raise Http404
    return HttpResponse(pictures[page - 1], content_type="image/png")
