from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.actions import give_guidance
from thuocdo.cycle.models import Step
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.vi_text import clean, clean_line
from thuocdo.office.queries import Actor, coordinating_unit
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.wording import kind_on_paper

from .models import Difficulty
from .permissions import may_answer, may_forward, may_make_guidance, may_raise
from .queries import KIND
from .sheets import answer_letter
from .states import DIFFICULTY, RAISED

LONGEST = 5_000  # characters


def _wrong(text: str) -> list[Finding]:
    if not text.strip():
        return [Finding("difficulty.empty")]
    return [Finding("difficulty.too_long", facts={"limit": LONGEST})] if len(text) > LONGEST else []


def _lock(difficulty: Difficulty) -> None:
    """Hold the row and read its state afresh: two people may press at once."""
    standing = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    difficulty.state, difficulty.guidance_id = standing.state, standing.guidance_id


@transaction.atomic
def raise_difficulty(step: Step, text: str, *, by: Actor) -> Difficulty:
    """Somebody cannot go on at a step of the plan and asks (III.3).

    The same words once more, as after going back in the browser, are the same question while it waits.
    """
    refuse_if(may_raise(step.cycle, by), _wrong(text))
    said = {"step": step, "asker": by.person, "text": clean(text).strip()}
    if asked := Difficulty.objects.filter(**said, state=RAISED).first():
        return asked
    unit = by.main_post.unit if by.main_post else None
    difficulty = Difficulty.objects.create(cycle=step.cycle, **said, unit=unit, raised_at=by.at)
    record("difficulty.raised", by=by, on=difficulty, step=step.key)
    return difficulty


@transaction.atomic
def forward_difficulty(difficulty: Difficulty, *, opinion: str = "", by: Actor) -> None:
    """HCQT brings it to the Chief, with what it thinks of it where it does."""
    _lock(difficulty)
    refuse_if(may_forward(difficulty, by), _wrong(opinion) if opinion else [])
    difficulty.state = DIFFICULTY.move(difficulty.state, "forward")
    difficulty.opinion, difficulty.forwarded_at = clean(opinion).strip(), by.at
    difficulty.save(update_fields=["state", "opinion", "forwarded_at"])
    record("difficulty.forwarded", by=by, on=difficulty)


@transaction.atomic
def answer_difficulty(difficulty: Difficulty, answer: str, *, source: str = "", by: Actor) -> None:
    """The Chief answers; the letter is issued. Another answer replaces the letter of the first."""
    _lock(difficulty)
    refuse_if(may_answer(difficulty, by), _wrong(answer))
    difficulty.state = DIFFICULTY.move(difficulty.state, "answer")
    difficulty.answer, difficulty.source = clean(answer).strip(), clean_line(source)[:300]
    difficulty.answered_at, difficulty.answered_by = by.at, by.name
    difficulty.save(update_fields=["state", "answer", "source", "answered_at", "answered_by"])
    home = coordinating_unit(by.agency_id) or difficulty.unit
    issue_paper(
        KIND,
        difficulty.cycle,
        home,
        difficulty.unit.subject_id,
        answer_letter(difficulty, home, by),
        title=f"{kind_on_paper(KIND)} - {difficulty.unit.name}",
        part=str(difficulty.pk),
        by=by,
    )
    record("difficulty.answered", by=by, on=difficulty)


@transaction.atomic
def make_guidance(difficulty: Difficulty, *, by: Actor) -> None:
    """From now on the answer stands on the step's page, for everyone."""
    _lock(difficulty)
    refuse_if(may_make_guidance(difficulty, by))
    question, answer, source = difficulty.text, difficulty.answer, difficulty.source
    difficulty.guidance = give_guidance(difficulty.step, question, answer, source=source, by=by)
    difficulty.save(update_fields=["guidance"])
    record("difficulty.made_guidance", by=by, on=difficulty)
