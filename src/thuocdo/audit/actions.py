from typing import Any

from .models import Event


def record(verb: str, *, by: Any, on: Any, reason: str = "", **facts: Any) -> None:
    """Write one line of the record, in the transaction of the act itself.

    `by` is the actor (its `agency_id`, `person_id`, `name` and `at` are kept), `on` the row acted upon.
    """
    Event.objects.create(
        agency_id=by.agency_id,
        at=by.at,
        verb=verb,
        actor_id=by.person_id,
        actor_name=by.name,
        thing=on._meta.label_lower,
        thing_id=on.pk,
        reason=reason,
        facts=facts,
    )
