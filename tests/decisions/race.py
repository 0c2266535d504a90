"""The same authority issues its decision twice at one moment: one is issued, everybody has one notice.

`python -m tests.decisions.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

AT_ONCE = 3
RESULT = {"decisions": 1, "twice": 0, "refused": AT_ONCE - 1, "errors": []}


def race() -> dict[str, Any]:
    """How many decisions stand, who has two notices, how many were refused."""
    from django.db.models import Count

    from tests.builders import a_closed_meeting
    from tests.decisions.stages import DECIDED, decide_all, without_a_consultation
    from thuocdo.cycle.models import Cycle
    from thuocdo.decisions.actions import issue_decision
    from thuocdo.decisions.models import Decision, Notice

    year = without_a_consultation(a_closed_meeting())
    decide_all(year)
    by = year.by("son", DECIDED)
    refused, errors = all_at_once(
        [year.cycle.pk] * AT_ONCE,
        lambda pk: Cycle.objects.get(pk=pk),
        lambda cycle: issue_decision(cycle, by=by),
    )
    notices = Notice.objects.values("subject").annotate(number=Count("id"))
    return {
        "decisions": Decision.objects.count(),
        "twice": notices.filter(number__gt=1).count(),
        "refused": refused.count("decision.nothing_to_issue"),
        "errors": errors,
    }


if __name__ == "__main__":
    tell(race)
