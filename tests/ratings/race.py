"""Six people of one group, each decided excellent at the same moment where the cap leaves room for one.

`python -m tests.ratings.race` runs it on a fresh database and prints the outcome.
"""

import json
import threading
from typing import Any

AT_ONCE = 6
RESULT = {"excellent": 1, "refused": AT_ONCE - 1, "errors": []}


def race() -> dict[str, Any]:
    """How many passed, how many were refused by the cap."""
    from django.db import connection  # Django is set up by whoever calls

    from tests.builders import a_cycle
    from tests.people import a_person
    from thuocdo.kernel.findings import Refused
    from thuocdo.kernel.words import Grade, Stage
    from thuocdo.office.models import Subject
    from thuocdo.ratings.actions import decide_grade, form_groups
    from thuocdo.ratings.models import Rating

    year = a_cycle()
    staff = [a_person(year.office, f"R{n}", f"Người Số {n}").subject_id for n in range(AT_ONCE)]
    form_groups(year.cycle, {"Chuyên viên": staff}, reasons={"Chuyên viên": "Cùng vị trí"}, by=year.by("hoa"))
    by = year.by("son")
    start = threading.Barrier(AT_ONCE)
    refused: list[str] = []
    errors: list[str] = []

    def decide(pk: int) -> None:
        try:
            subject = Subject.objects.select_related("person").get(pk=pk)
            start.wait()
            decide_grade(year.cycle, subject, Grade.EXCELLENT, reason="Thành tích nổi trội", by=by)
        except Refused as refusal:
            refused.append(str(refusal))
        except Exception as error:  # noqa: BLE001  told to whoever reads the outcome
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(pk,)) for pk in staff]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decided = Rating.objects.filter(stage=Stage.DECIDED, is_current=True, grade=Grade.EXCELLENT)
    return {
        "excellent": decided.count(),
        "refused": refused.count("rating.over_cap"),
        "errors": errors,
    }


if __name__ == "__main__":
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(race()))  # noqa: T201  the outcome
