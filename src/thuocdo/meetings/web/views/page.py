"""What every page of a meeting shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from thuocdo.ballots.queries import count_of
from thuocdo.ballots.sheets import reached, threshold_words
from thuocdo.ratings.queries import GroupCount, group_ids, headroom_by_group

from ...permissions import may_run, may_write_down
from ...queries import attendees_of, called_to
from ...wording import MARKS, STATES

if TYPE_CHECKING:
    from thuocdo.ballots.queries import Ballot

    from ...models import Item, Meeting


def common(request: HttpRequest, meeting: "Meeting") -> dict[str, Any]:
    attendees = list(attendees_of(meeting))
    return {
        "meeting": meeting,
        "unit": meeting.unit,
        "state_label": STATES[meeting.state],
        "state_mark": MARKS[meeting.state],
        "attendees": attendees,
        "whole": called_to(meeting, request.actor) is None,
        "members_present": sum(bool(seat.present) for seat in attendees if not seat.is_guest),
        "running": may_run(meeting, request.actor),
        "writing": may_write_down(meeting, request.actor),
    }


def cap_lines(meeting: "Meeting", items: Iterable["Item"]) -> list[GroupCount]:
    """The comparable groups that this meeting touches, with their headroom (S-18)."""
    subjects = [item.review.subject_id for item in items if item.review]
    groups = set(group_ids(meeting.cycle, subjects).values())
    return headroom_by_group(meeting.cycle, groups=groups)


def ballot_result(meeting: "Meeting", ballot: "Ballot | None") -> dict[str, Any] | None:
    if not ballot or ballot.state != "sealed":
        return None
    count, passing = count_of(ballot), reached(ballot)
    return {
        "count": count,
        "threshold": threshold_words(ballot),
        "lines": [(line, line.key in passing) for line in count.lines],
    }
