"""The form that calls people together, the same for every room that meets."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _


class CallForm(forms.Form):
    """When and where, of whichever meeting, and who of these seats writes the minutes; tomorrow morning unless said otherwise."""

    planned_at = forms.DateTimeField(
        label=_("Thời gian họp"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=160)
    secretary = forms.ChoiceField(label=_("Thư ký"))

    def __init__(self, data: QueryDict | None, *, seats: Iterable[Any], on: date):
        planned = make_aware(datetime.combine(on + timedelta(days=1), time(8)))
        super().__init__(data, initial={"planned_at": planned})
        self.fields["secretary"].choices = [
            (seat.person_id, f"{seat.person.full_name}, {seat.title}") for seat in seats
        ]
