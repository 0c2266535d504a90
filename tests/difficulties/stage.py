"""A difficulty of Lan's, stage by stage."""

from tests.builders import Year, a_review
from thuocdo.difficulties.actions import answer_difficulty, forward_difficulty, raise_difficulty
from thuocdo.difficulties.models import Difficulty

ASKED = "2023-11-20 08:00"


def the_one(year: Year) -> Difficulty:
    return Difficulty.objects.select_related("cycle", "step__cycle", "asker", "unit").get(cycle=year.cycle)


def raised(year: Year) -> Difficulty:
    raise_difficulty(
        year.step("self_reviews"), "Người mới chuyển đến do đâu đánh giá?", by=year.by("lan", ASKED)
    )
    return the_one(year)


def forwarded(year: Year) -> Difficulty:
    forward_difficulty(raised(year), opinion="Đề nghị trả lời chung", by=year.by("hoa", ASKED))
    return the_one(year)


def answered(year: Year) -> Difficulty:
    by = year.by("son", ASKED)
    answer_difficulty(forwarded(year), "Đơn vị mới đánh giá.", source="Nghị định số 90", by=by)
    return the_one(year)


def standing_year() -> Year:
    return a_review()
