"""Nine papers, each registered by two clerks at the same moment, in threads with connections of their own.

`python -m tests.papers.race` runs it on a fresh database and prints the outcome.
"""

import json
import threading
from typing import Any

PAPERS = 9  # as many as there are other subjects in the small office
RESULT = {"numbers": list(range(1, PAPERS + 1)), "papers": PAPERS, "refused": PAPERS, "errors": []}


def race() -> dict[str, Any]:
    """What came of it: the numbers drawn, how many papers have one, how often a second clerk was refused."""
    from django.db import connection  # Django is set up by whoever calls

    from tests.builders import a_closed_meeting
    from thuocdo.kernel.findings import Refused
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
    start = threading.Barrier(2 * len(papers))
    refused: list[str] = []
    errors: list[str] = []

    def clerk(pk: int) -> None:
        try:
            paper = Paper.objects.select_related("cycle").get(pk=pk)
            start.wait()
            register_paper(paper, by=by)
        except Refused as refusal:
            refused.append(str(refusal))
        except Exception as error:  # noqa: BLE001  told to whoever reads the outcome
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(paper.pk,)) for paper in papers * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "numbers": sorted(Number.objects.values_list("number", flat=True)),
        "papers": Number.objects.values("paper").distinct().count(),
        "refused": refused.count("paper.already_numbered"),
        "errors": errors,
    }


if __name__ == "__main__":
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(race()))  # noqa: T201  the outcome
