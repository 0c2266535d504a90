"""Signing a paper, handing a signed one back, and asking of any PDF whether it is ours."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.kernel.findings import refuse_if
from thuocdo.ui.answers import file_answer

from ..actions.signing import keep_signed_copy, sign_paper
from ..permissions import may_read_paper, may_sign
from ..queries import file_of, issued_as, paper_or_404, signed_copy_or_404, signing_places
from ..signing import only_signed_since, read_signed, roots_in
from .forms import PdfForm, SignForm


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign here with a key that is used once and not kept, or hand back what was signed elsewhere."""
    by = request.actor
    paper = paper_or_404(by, pk)
    refuse_if(may_read_paper(paper, by))
    places = signing_places(paper)
    form = SignForm(request.POST or None, request.FILES or None, places=places)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sign_paper(
            paper,
            data["key"].read(),
            data["password"],
            place=data["place"],
            picture=data["picture"].read() if data["picture"] else None,
            seal_diameter=data["seal_diameter"] or 0,
            by=by,
        )
        messages.success(request, _("Đã ký số."))
        return redirect("papers:paper", pk)
    context = {"paper": paper, "form": form, "back": PdfForm(), "signing": may_sign(paper, by)}
    return render(request, "papers/sign.html", context, status=422 if form.errors else 200)


@require_POST
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    paper = paper_or_404(request.actor, pk)
    refuse_if(may_read_paper(paper, request.actor))
    form = PdfForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Chưa chọn tệp PDF dùng được."))
        return redirect("papers:sign", pk)
    keep_signed_copy(paper, form.cleaned_data["pdf"].read(), by=request.actor)
    messages.success(request, _("Đã nhận bản ký số: chữ ký nguyên vẹn, nội dung đúng văn bản đã phát hành."))
    return redirect("papers:paper", pk)


@require_GET
def signed_file(request: HttpRequest, pk: int) -> HttpResponse:
    copy = signed_copy_or_404(request.actor, pk)
    refuse_if(may_read_paper(copy.paper, request.actor))
    return file_answer(file_of(copy, "pdf"), copy.paper.title, "pdf")


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Anyone with a login asks: is this PDF ours, unchanged, and who signed it? Nothing is kept."""
    form = PdfForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        pdf = form.cleaned_data["pdf"].read()
        context |= {"asked": True, "verdict": read_signed(pdf, roots_in(settings.TRUSTED_AUTHORITIES))}
        if found := issued_as(request.actor, pdf):
            paper, number = found
            context |= {
                "paper": paper,
                "number": number,
                "unchanged": only_signed_since(pdf, file_of(number or paper, "pdf")),
                "readable": not may_read_paper(paper, request.actor),
            }
    return render(request, "papers/verify.html", context, status=422 if form.errors else 200)
