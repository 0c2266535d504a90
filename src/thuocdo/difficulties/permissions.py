from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import Difficulty
from .states import ANSWERED, DIFFICULTY


def may_raise(cycle: Cycle, by: Actor) -> list[Finding]:
    """Everyone who works here (III.3)."""
    if cycle.agency_id != by.agency_id:
        return [Finding("office.not_yours")]
    return [] if by.main_post else [Finding("difficulty.no_unit")]


def may_forward(difficulty: Difficulty, by: Actor) -> list[Finding]:
    """HCQT brings it to the Chief."""
    ours = by.coordinates and difficulty.cycle.agency_id == by.agency_id
    return DIFFICULTY.lacking(difficulty.state, "forward") if ours else [Finding("office.not_yours")]


def _chief(difficulty: Difficulty, by: Actor) -> list[Finding]:
    ours = by.heads_agency and difficulty.cycle.agency_id == by.agency_id
    return [] if ours else [Finding("difficulty.not_yours")]


def may_answer(difficulty: Difficulty, by: Actor) -> list[Finding]:
    """The head of the agency, or who stands in, answers what HCQT has brought; nobody the own question."""
    own = [Finding("difficulty.own")] if difficulty.asker_id == by.person_id else []
    return _chief(difficulty, by) or own or DIFFICULTY.lacking(difficulty.state, "answer")


def may_make_guidance(difficulty: Difficulty, by: Actor) -> list[Finding]:
    """The head of the agency makes an answer hold for everyone, once."""
    answered = [] if difficulty.state == ANSWERED else [Finding("difficulty.unanswered")]
    once = [Finding("difficulty.guidance_given")] if difficulty.guidance_id else []
    return _chief(difficulty, by) or answered + once
