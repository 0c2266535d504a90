from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from ..queries import checked_sources


class CheckedMiddleware:
    """Every page that shows a clause in doubt knows whether the original was read since: `request.checked`.

    Asked only where a page shows such a mark.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if actor := getattr(request, "actor", None):
            request.checked = SimpleLazyObject(lambda: checked_sources(actor.agency_id))
        return self.get_response(request)
