"""Nine papers, each registered by two clerks at the same moment, in threads with connections of their own.

`python -m tests.papers.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

PAPERS = 9  # as many as there are other subjects in the small office
RESULT = {"numbers": list(range(1, PAPERS + 1)), "papers": PAPERS, "refused": PAPERS, "errors": []}


def race() -> dict[str, Any]:
    """What came of it: the numbers drawn, how many papers have one, how often a second clerk was refused."""
    from tests.builders import a_closed_meeting  # Django is set up by whoever calls
    from thuocdo.office.models import Subject
    from thuocdo.papers.actions import issue_paper, register_paper
    from thuocdo.papers.models import Number, Paper

    year = a_closed_meeting()
    by = year.by("hoa", "2023-11-27 09:00")
    model = Paper.objects.get(kind="tellers-minutes")
    subjects = Subject.objects.exclude(pk=model.subject_id).values_list("pk", flat=True)[:PAPERS]
    papers = [
        issue_paper("tellers-minutes", year.cycle, model.unit, pk, model.sheet, title=model.title, by=by)
        for pk in subjects
    ]
    refused, errors = all_at_once(
        [paper.pk for paper in papers] * 2,
        lambda pk: Paper.objects.select_related("cycle").get(pk=pk),
        lambda paper: register_paper(paper, by=by),
    )
    return {
        "numbers": sorted(Number.objects.values_list("number", flat=True)),
        "papers": Number.objects.values("paper").distinct().count(),
        "refused": refused.count("paper.already_numbered"),
        "errors": errors,
    }


if __name__ == "__main__":
    tell(race)
