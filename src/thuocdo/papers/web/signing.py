"""Signing a paper, handing a signed one back, and asking of any PDF whether it is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuocdo.kernel.findings import refuse_if
from thuocdo.ui.answers import file_answer

from ..actions.signing import keep_signed_copy, sign_by_token, sign_paper
from ..permissions import may_read_paper, may_sign, may_sign_by_token
from ..queries import file_of, issued_as, paper_or_404, signed_copy_or_404, signing_places
from ..signing import KeyFile, only_signed_since, read_signed, roots_in
from .forms import KeyForm, PdfForm, TokenForm

if TYPE_CHECKING:
    from ..models import Paper


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign here with a key that is used once and not kept, or hand back what was signed elsewhere."""
    paper = _paper(request, pk)
    form = KeyForm(request.POST or None, request.FILES or None, places=signing_places(paper))
    if request.method == "POST" and form.is_valid():
        key = KeyFile(form.cleaned_data["key"].read(), form.cleaned_data["password"])
        sign_paper(paper, key, **form.look, by=request.actor)
        return _done(request, paper)
    return _page(request, paper, form=form)


@sensitive_post_parameters("pin")
@require_POST
def by_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign with the token at the server."""
    paper = _paper(request, pk)
    form = _token_form(signing_places(paper), request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, paper, token=form)
    sign_by_token(paper, form.cleaned_data["pin"], **form.look, by=request.actor)
    return _done(request, paper)


def _token_form(places: list[dict[str, Any]], *sent: object, **more: Any) -> TokenForm:
    return TokenForm(*sent, places=places, auto_id="token_%s", **more)


def _paper(request: HttpRequest, pk: int) -> Paper:
    paper = paper_or_404(request.actor, pk)
    refuse_if(may_read_paper(paper, request.actor))
    return paper


def _done(request: HttpRequest, paper: Paper) -> HttpResponse:
    messages.success(request, _("Đã ký số."))
    return redirect("papers:paper", paper.pk)


def _page(
    request: HttpRequest, paper: Paper, form: KeyForm | None = None, token: TokenForm | None = None
) -> HttpResponse:
    places = signing_places(paper)
    names = [place["name"] for place in places]
    own = {"place": names.index(request.actor.name)} if request.actor.name in names else {}
    context = {
        "paper": paper,
        "places": places,
        "form": form or KeyForm(places=places, initial=own),
        "token": (token or _token_form(places, initial=own)) if settings.TOKEN_MODULE else None,
        "wrong": next((one for one in (form, token) if one and one.errors), None),
        "stamping": settings.TIME_STAMP_ADDRESS,
        "back": PdfForm(),
        "signing": may_sign(paper, request.actor),
        "signing_by_token": may_sign_by_token(paper, request.actor),
    }
    return render(request, "papers/sign.html", context, status=422 if context["wrong"] else 200)


@require_POST
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper(request, pk)
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
