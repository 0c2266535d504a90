"""Six at the board move the same card at the same moment: one does, the others are told to look again.

`python -m tests.consultation.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any

from tests.race import all_at_once, tell

AT_ONCE = 6
RESULT = {"moves": 1, "refused": AT_ONCE - 1, "errors": []}


def race() -> dict[str, Any]:
    from tests.consultation.stage import MET, meeting, under_way  # Django is set up by whoever calls
    from thuocdo.consultation.actions import move_card
    from thuocdo.kernel.words import Grade, Stage
    from thuocdo.ratings.models import Rating

    year = under_way()
    by, subject = year.by("son", MET), year.subject("lan").pk
    refused, errors = all_at_once(
        list(range(AT_ONCE)),
        lambda _number: meeting(year),
        lambda at_hand: move_card(
            at_hand, subject, Grade.EXCELLENT, seen="good", reason="Thành tích nổi trội", by=by
        ),
    )
    return {
        "moves": Rating.objects.filter(stage=Stage.CONSULTED).count(),
        "refused": refused.count("consultation.moved_meanwhile"),
        "errors": errors,
    }


if __name__ == "__main__":
    tell(race)
