from django.db.models import Model, QuerySet

from .models import Event


def trail_of(*things: Model) -> QuerySet[Event]:
    """Every act on these rows (all of one kind), oldest first."""
    return Event.objects.filter(
        thing=things[0]._meta.label_lower, thing_id__in=[thing.pk for thing in things]
    ).order_by("id")
