from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from thuocdo.kernel.findings import Refused
from thuocdo.ui.middleware import refused
from thuocdo.ui.typed import typed_words

from ..rendering import UnprintableText, facts_of


class PrintableMiddleware:
    """What no paper could print is refused where it is typed, not weeks later when the minutes are made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        try:
            facts_of(typed_words(request))
        except UnprintableText as error:
            return refused(request, Refused([error.finding]))
        return None
