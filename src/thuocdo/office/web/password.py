from django.contrib.auth.views import PasswordChangeView
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse_lazy

from ..actions import chose_password


class ChoosePassword(PasswordChangeView):
    """One's own password, chosen at the first login or any time later."""

    template_name = "office/password.html"
    success_url = reverse_lazy("desk")

    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        chose_password(self.request.user, by=self.request.actor)
        return answer
