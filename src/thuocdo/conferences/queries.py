from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.assemblies.permissions import may_run
from thuocdo.assemblies.queries import seats_of
from thuocdo.ballots.queries import as_it_stands, count_of, threshold_of
from thuocdo.ballots.rules import passed
from thuocdo.ballots.states import SEALED, VOID
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Citation
from thuocdo.kernel.words import Grade
from thuocdo.office.queries import Actor
from thuocdo.office.rules.bodies import Body
from thuocdo.papers.models import Paper

from .models import Conference

if TYPE_CHECKING:
    from thuocdo.ballots.models import Ballot

CONFERENCE_STEP = "office_vote"
LEVEL_RULE = "key_officials/level"
VOTING = [body for body in Body if body is not Body.GUESTS]  # whoever is called here votes
REPORT, MINUTES = "office-report", "key-officials-minutes"


def conference_of(cycle: Cycle) -> Conference | None:
    return _whole(Conference.objects.filter(cycle=cycle)).first()


def _whole(conferences: QuerySet[Conference]) -> QuerySet[Conference]:
    return conferences.select_related("cycle__agency", "chair", "secretary", "report")


def conference_or_404(actor: Actor, cycle: Cycle) -> Conference:
    """The year's conference, for its members and whoever runs it; to anybody else there is none."""
    conference = get_object_or_404(_whole(Conference.objects.all()), cycle=cycle)
    if may_run(conference, actor):
        get_object_or_404(conference.seats, person=actor.person_id)
    return conference


def conference_seen_by(actor: Actor, cycle: Cycle) -> Conference | None:
    """The year's conference where this person sits in it; None for anybody else."""
    return _whole(Conference.objects.filter(cycle=cycle, seats__person=actor.person_id)).first()


def empty_bodies(conference: Conference) -> list[Body]:
    """Whom the staff list names nobody for: the agency has none, or HCQT adds one by name."""
    seated = {body for one in seats_of(conference) for body in one.bodies}
    return [body for body in VOTING if body not in seated]


def ballots_of(conference: Conference) -> "list[Ballot]":
    """Every ballot that was not declared void, the first first."""
    rounds = conference.rounds.exclude(ballot__state=VOID).values_list("ballot", flat=True)
    return [as_it_stands(pk) for pk in rounds]


def level_ballot(conference: Conference) -> "Ballot | None":
    """The ballot that stands: the last one that was not declared void."""
    return next(reversed(ballots_of(conference)), None)


def level_of(ballot: "Ballot") -> Grade | None:
    """The level that the sealed ballot gives; None before, or where none has enough votes."""
    threshold = threshold_of(ballot)
    if ballot.state != SEALED or threshold is None:
        return None
    reached = passed(count_of(ballot), threshold)
    return Grade(reached[0]) if len(reached) == 1 else None


def quorum_of(cycle: Cycle) -> tuple[Fraction, Citation]:
    """The share of members that must be there, and where that stands."""
    rule = book_of(cycle)[LEVEL_RULE]
    return Fraction(rule["quorum"]), rule.source


def report_of(conference: Conference) -> Paper | None:
    """The agency's own report: as it was read, before that the newest one issued."""
    issued = Paper.objects.filter(cycle=conference.cycle, kind=REPORT, is_current=True)
    return conference.report or issued.order_by("-id").first()


def minutes_of(conference: Conference) -> Paper | None:
    return Paper.objects.filter(cycle=conference.cycle, kind=MINUTES, is_current=True).first()
