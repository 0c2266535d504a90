"""Pages that refuse, break and save, for the tests of the web kernel."""

from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.i18n import set_language

from thuocdo.kernel.findings import Finding, Refused
from thuocdo.ui.specimen import FINDINGS, specimen

saved = {"version": 1, "strengths": "", "status": 200}


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused(FINDINGS)


def not_yours(request: HttpRequest) -> HttpResponse:
    raise Refused([Finding("specimen.not_yours")])


def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def break_down(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def expired(request: HttpRequest) -> HttpResponse:
    return redirect("/login/?next=/expired/")


def elsewhere(request: HttpRequest) -> HttpResponse:
    return redirect("/moved/")


def receive(request: HttpRequest) -> HttpResponse:
    return HttpResponse(len(request.POST.get("text", "")))


def draft(request: HttpRequest) -> HttpResponse:
    if saved["status"] == 409:
        return refuse(request)
    if saved["status"] != 200:
        return HttpResponse("", status=saved["status"])
    if request.POST["version"] != str(saved["version"]):
        difference = {"label": "Ưu điểm", "mine": request.POST["strengths"], "theirs": saved["strengths"]}
        context = {"version": saved["version"], "saved_at": "10:42", "differences": [difference]}
        return render(request, "ui/_conflict.html", context, status=409)
    saved.update(version=saved["version"] + 1, strengths=request.POST["strengths"])
    return JsonResponse({"version": saved["version"], "saved_at": "10:42"})


urlpatterns = [
    path("", specimen, name="desk"),
    path("refuse/", refuse, name="refuse"),
    path("not-yours/", not_yours),
    path("forbid/", forbid),
    path("break/", break_down),
    path("expired/", expired),
    path("elsewhere/", elsewhere),
    path("receive/", receive),
    path("draft/", draft),
    path("login/", LoginView.as_view(template_name="ui/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", set_language, name="set_language"),
]
handler400 = "thuocdo.ui.errors.bad_request"
handler403 = "thuocdo.ui.errors.permission_denied"
handler404 = "thuocdo.ui.errors.not_found"
handler500 = "thuocdo.ui.errors.server_error"
