from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thuocdo.ui.clock import now

from ..queries import actor_of, person_of


class ActorMiddleware:
    """Every page knows who asks, with what standing and when: `request.actor`. Nobody else gets in."""

    CHANGING = ("/doi-mat-khau/", "/dang-xuat/")
    OPEN = ("/dang-nhap/", "/static/", "/ngon-ngu/", "/suc-khoe/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.OPEN):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("login"))
        person = person_of(request.user)
        if person is None or (person.left_on and person.left_on <= now().date()):
            logout(request)
            return redirect_to_login(request.get_full_path(), reverse("login"))
        if request.user.must_change and not request.path.startswith(self.CHANGING):
            return redirect("password")
        request.actor = SimpleLazyObject(lambda: actor_of(person, now()))
        return self.get_response(request)
