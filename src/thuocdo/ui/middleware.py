"""Refusals and expired logins answered where people can read them: a page, or a fragment for htmx and fetch.

A fragment goes to the live region `#notices` of the page by htmx's own response headers, so that what
the person typed stays where it is.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from thuocdo.kernel.findings import Refused
from thuocdo.ui.typed import typed_words
from thuocdo.ui.wording import act_name

Answer = Callable[[HttpRequest], HttpResponse]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script asked (htmx, or our own fetch), not a whole page load."""
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "fetch"


def to_notices(response: HttpResponse) -> HttpResponse:
    """Tell htmx to show the answer in the page's live region instead of the place it asked for."""
    response["HX-Retarget"] = "#notices"
    response["HX-Reswap"] = "innerHTML show:#notices:top"
    return response


def back_url(request: HttpRequest) -> str:
    """The page the person came from, if it is ours; else the front page."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else "/"


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """What was asked, why not, by which clause, what to do.

    403 for what is not one's own, 413 for what is too large, 422 for letters that no paper prints, else 409.
    """
    kinds = {finding.code.rpartition(".")[2] for finding in refusal.findings}
    statuses = {"not_yours": 403, "too_large": 413, "unprintable": 422}
    status = next((status for kind, status in statuses.items() if kind in kinds), 409)
    match = request.resolver_match
    context = {
        "findings": refusal.findings,
        "asked": act_name(match.view_name) if match else "",
        "back": back_url(request),
    }
    if wants_fragment(request):
        return to_notices(render(request, "ui/_refused.html", context, status=status))
    return render(request, "ui/refused.html", context | {"typed": typed_words(request)}, status=status)


class ChosenLanguageMiddleware:
    """Vietnamese, unless this person chose otherwise: office machines often run an English browser.

    Stands in the place of Django's LocaleMiddleware, which would follow the browser.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefusedMiddleware:
    """Turns `Refused`, raised by any action, into an answer. Views have no try/except."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refused(request, error) if isinstance(error, Refused) else None


class ExpiredLoginMiddleware:
    """A request from an expired login that carries what somebody typed gets 401 and a clear notice, not the login page.

    A script's page keeps what was typed: htmx shows the notice, `draft.js` keeps the draft and tries again. A person
    gets it back beside the way to the login.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        login_url = resolve_url(settings.LOGIN_URL)
        if response.status_code != 302 or response["Location"].split("?")[0] != login_url:
            return response
        if wants_fragment(request):
            return to_notices(render(request, "ui/_logged_out.html", {"login_url": login_url}, status=401))
        if typed := typed_words(request):
            context = {"login_url": login_url, "typed": typed}
            return render(request, "ui/logged_out.html", context, status=401)
        return response
