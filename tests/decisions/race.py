"""The Chief and who stands in issue the decision at one moment, each twice: one is issued, everybody has one notice.

`python -m tests.decisions.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

AT_ONCE = 4
RESULT = {"decisions": 1, "twice": 0, "refused": AT_ONCE - 1, "errors": []}


def race() -> dict[str, Any]:
    """How many decisions stand, who has two notices, how many were refused."""
    from django.db.models import Count

    from tests.decisions.centre import with_a_centre
    from tests.decisions.stages import DECIDED, decide_all, stand_in
    from thuocdo.cycle.models import Cycle
    from thuocdo.decisions.actions import issue_decision
    from thuocdo.decisions.models import Decision, Notice

    year = with_a_centre()
    decide_all(year)
    stand_in(year, "pho")
    chairs = [year.by(name, DECIDED) for name in ("son", "pho")]
    refused, errors = all_at_once(
        list(range(AT_ONCE)),
        lambda number: (Cycle.objects.get(pk=year.cycle.pk), chairs[number % 2]),
        lambda found: issue_decision(found[0], by=found[1]),
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
