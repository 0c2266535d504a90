"""Six people of one group, each decided excellent at the same moment where the cap leaves room for one.

`python -m tests.ratings.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

AT_ONCE = 6
RESULT = {"excellent": 1, "refused": AT_ONCE - 1, "errors": []}


def race() -> dict[str, Any]:
    """How many passed, how many were refused by the cap."""
    from tests.builders import a_cycle  # Django is set up by whoever calls
    from thuocdo.kernel.words import Grade, Stage
    from thuocdo.office.models import Subject
    from thuocdo.ratings.actions import decide_grade, form_groups
    from thuocdo.ratings.models import Rating

    year = a_cycle()
    staff = [_someone(year, n) for n in range(AT_ONCE)]
    form_groups(year.cycle, {"Chuyên viên": staff}, reasons={"Chuyên viên": "Cùng vị trí"}, by=year.by("hoa"))
    by = year.by("son")
    refused, errors = all_at_once(
        staff,
        lambda pk: Subject.objects.select_related("person").get(pk=pk),
        lambda one: decide_grade(year.cycle, one, Grade.EXCELLENT, reason="Thành tích nổi trội", by=by),
    )
    decided = Rating.objects.filter(stage=Stage.DECIDED, is_current=True, grade=Grade.EXCELLENT)
    return {
        "excellent": decided.count(),
        "refused": refused.count("rating.decided_over_cap"),
        "errors": errors,
    }


def _someone(year: Any, number: int) -> int:
    """A further member of the unit; their subject."""
    from tests.people import a_person
    from thuocdo.office.models import Post

    person = a_person(year.office, f"R{number}", f"Người Số {number}")
    Post.objects.create(person=person, unit=year.unit, title="Chuyên viên")
    return person.subject_id


if __name__ == "__main__":
    tell(race)
