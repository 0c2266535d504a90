"""The only place that asks what time it is. The demo office may live on a day of its own year."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment of the request, in local time; on the pretended day where one is set."""
    moment = timezone.localtime()
    day: date | None = settings.PRETEND_TODAY
    return moment.replace(year=day.year, month=day.month, day=day.day) if day else moment
