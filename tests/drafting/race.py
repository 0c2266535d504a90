"""Two write one section at the same moment, and comments come while the draft is closed: nothing is lost unseen.

`python -m tests.drafting.race` runs it on a fresh database and prints the outcome.
"""

from typing import Any
from uuid import uuid4

from tests.race import all_at_once, tell

AT_ONCE = 4
RESULT = {
    "saved": 1,
    "stale": AT_ONCE - 1,
    "given": 1,
    "given refused": AT_ONCE - 1,
    "opened": 1,
    "unanswered in a closed draft": 0,
    "errors": [],
}


def race() -> dict[str, Any]:
    from tests.drafting.stage import DAY, a_given_draft, ask, asked, section, the_draft  # Django is set up
    from thuocdo.drafting.actions import add_comment, close_draft, give_out, open_draft, save_section
    from thuocdo.drafting.models import Comment, Draft, DraftVersion
    from thuocdo.drafting.rules import Kind
    from thuocdo.drafting.states import CLOSED

    year = a_given_draft()
    ask(year)
    numbers, by = list(range(AT_ONCE)), year.by("hoa", DAY)
    page = section(year, "causes")
    stale, errors = all_at_once(
        numbers,
        lambda number: number,
        lambda number: save_section(page, f"Bản của {number}", version=page.version, by=by),
    )
    saved = section(year, "causes")
    twice, more = all_at_once(
        numbers, lambda _number: saved, lambda one: give_out(one, version=one.version, by=by)
    )
    errors += more
    _opened, more = all_at_once(
        numbers, lambda _number: year.cycle, lambda cycle: open_draft(cycle, Kind.LEADERSHIP, by=by)
    )
    errors += more

    def act(number: int) -> None:
        if number:
            at_hand = asked(year, "bao")
            add_comment(at_hand, section(year, "advice"), "Rõ hơn", once=uuid4(), by=year.by("bao", DAY))
        else:
            close_draft(the_draft(year), by=by)

    _refused, more = all_at_once(numbers, lambda number: number, act)
    errors += more
    draft, left = the_draft(year), Comment.objects.filter(taken_up=None).count()
    return {
        "saved": saved.version - page.version,
        "stale": stale.count("review.stale"),
        "given": DraftVersion.objects.filter(section=page).count() - 1,
        "given refused": len(twice),
        "opened": Draft.objects.filter(kind=Kind.LEADERSHIP).count(),
        "unanswered in a closed draft": left if draft.state == CLOSED else 0,
        "errors": errors,
    }


if __name__ == "__main__":
    tell(race)
