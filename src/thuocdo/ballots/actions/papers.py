from thuocdo.office.queries import Actor
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.wording import kind_on_paper

from ..models import Ballot
from ..queries import as_it_stands
from ..sheets import tellers_minutes


def issue_minutes(ballot: Ballot, *, by: Actor) -> None:
    """The tellers' minutes of a ballot that stands alone; a meeting issues those of its own with its minutes."""
    if not ballot.stands_alone:
        return
    ballot = as_it_stands(ballot)
    issue_paper(
        "tellers-minutes",
        ballot.cycle,
        ballot.unit,
        ballot.unit.subject_id,
        tellers_minutes(ballot),
        title=f"{kind_on_paper('tellers-minutes')} - {ballot.title}",
        part=f"ballot-{ballot.pk}",
        by=by,
    )
