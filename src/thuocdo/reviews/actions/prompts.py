"""What reviews start from: the prompts of the unit, the shortcomings of the year before."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from thuocdo.audit.actions import record
from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import step_of
from thuocdo.kernel.findings import Finding, refuse_if
from thuocdo.kernel.seen import overtaken
from thuocdo.kernel.vi_text import clean
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor
from thuocdo.papers.actions import issue_paper
from thuocdo.papers.wording import kind_on_paper

from ..models import Prompt, PromptSheet, Review, Shortcoming
from ..permissions import may_prompt, may_send_prompts
from ..queries import PROMPT_STEP
from ..rules import too_long
from ..sheets import review_prompts


@transaction.atomic
def write_prompts(
    cycle: Cycle, unit: Unit, prompts: Sequence[tuple[int, str]], *, seen: str | None = None, by: Actor
) -> PromptSheet:
    """Keep the unit's review prompts as (subject, text); replaces those written before, until sent (S-5)."""
    refuse_if(may_prompt(cycle, unit, by, step_of(cycle, PROMPT_STEP)))
    sheet, _ = PromptSheet.objects.select_for_update().get_or_create(cycle=cycle, unit=unit)
    stands = list(sheet.prompts.values_list("subject_id", "text"))
    refuse_if(
        [Finding("review.prompts_sent")] if sheet.sent_at else [],
        overtaken(seen, stands),
        too_long({str(place): text for place, (_, text) in enumerate(prompts)}),
    )
    ours = set(Review.objects.filter(cycle=cycle, unit=unit).values_list("subject_id", flat=True))
    sheet.prompts.all().delete()
    Prompt.objects.bulk_create(
        Prompt(sheet=sheet, subject_id=subject, text=clean(text).strip())
        for subject, text in prompts
        if subject in ours and text.strip()
    )
    return sheet


@transaction.atomic
def send_prompts(sheet: PromptSheet, *, by: Actor) -> None:
    """The unit's prompts go to HCQT, and to those who are to explain themselves (S-5)."""
    empty = [] if sheet.prompts.exists() else [Finding("review.prompts_empty")]
    refuse_if(may_send_prompts(sheet, by, step_of(sheet.cycle, PROMPT_STEP)), empty)
    sheet.sent_at, sheet.by_name = by.at, by.name
    sheet.save(update_fields=["sent_at", "by_name"])
    title = f"{kind_on_paper('review-prompts')} - {sheet.unit.name}"
    facts = review_prompts(sheet, on=by.on)
    issue_paper("review-prompts", sheet.cycle, sheet.unit, sheet.unit.subject_id, facts, title=title, by=by)
    record("review.prompts_sent", by=by, on=sheet, number=sheet.prompts.count())


@transaction.atomic
def note_shortcoming(
    subject_id: int,
    year: int,
    text: str,
    *,
    remedy: str = "",
    term: date | None = None,
    degree: str = "",
    by: Actor,
) -> Shortcoming:
    """Put on record what a year's review named; the next year starts from it (S-12, S-30)."""
    shortcoming = Shortcoming.objects.create(
        subject_id=subject_id, year=year, text=text, remedy=remedy, term=term, degree=degree
    )
    record("review.shortcoming_noted", by=by, on=shortcoming, year=year)
    return shortcoming


@transaction.atomic
def strike_shortcoming(shortcoming: Shortcoming, *, by: Actor) -> None:
    """Take back what was noted wrongly, while the meeting that named it is open; the record keeps its words."""
    facts = {"subject": shortcoming.subject_id, "before": shortcoming.text, "remedy": shortcoming.remedy}
    record("review.shortcoming_struck", by=by, on=shortcoming, year=shortcoming.year, **facts)
    shortcoming.delete()
