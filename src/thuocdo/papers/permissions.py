"""Who may do what with papers. Empty means yes."""

from django.conf import settings

from thuocdo.cycle.models import Cycle
from thuocdo.kernel.findings import Finding
from thuocdo.office.queries import Actor

from .models import DraftPaper, Number, Paper, WordTemplate
from .rules import NUMBER


def may_keep_register(by: Actor) -> list[Finding]:
    """The coordinating unit does the registry's work for the plan's papers (III.1)."""
    return [] if by.coordinates else [Finding("office.not_yours")]


def _keeps(paper: Paper, by: Actor) -> list[Finding]:
    return may_keep_register(by) if paper.agency_id == by.agency_id else [Finding("office.not_yours")]


def may_register(paper: Paper, by: Actor) -> list[Finding]:
    """A paper is numbered once, while it stands, and only where its form leaves room for a number."""
    findings = _keeps(paper, by)
    if not paper.symbol:
        findings.append(Finding("paper.takes_no_number", NUMBER))
    if not paper.is_current:
        findings.append(Finding("paper.superseded"))
    if standing := Number.objects.filter(paper=paper, cancelled_at=None).first():
        findings.append(Finding("paper.already_numbered", NUMBER, {"line": standing.line}))
    return findings


def may_cancel(number: Number, by: Actor) -> list[Finding]:
    """A number is cancelled once."""
    gone = [Finding("paper.number_cancelled", facts={"line": number.line})] if number.cancelled_at else []
    return _keeps(number.paper, by) + gone


def may_read_paper(paper: Paper, by: Actor) -> list[Finding]:
    """Whoever keeps the register, decides, or leads the unit whose paper it is."""
    near = by.coordinates or by.heads_agency or paper.unit_id in by.leads | by.charges
    return [] if near and paper.agency_id == by.agency_id else [Finding("office.not_yours")]


def may_reword(by: Actor) -> list[Finding]:
    """The unit that keeps the register keeps the words of the papers."""
    return may_keep_register(by)


def may_compose(by: Actor) -> list[Finding]:
    """The unit that keeps the register makes by hand the papers that no room makes by itself."""
    return may_keep_register(by)


def may_write_draft(draft: DraftPaper, by: Actor) -> list[Finding]:
    """Anybody of that unit, until the paper is issued: then a correction is a new paper."""
    ours = may_compose(by) if draft.agency_id == by.agency_id else [Finding("office.not_yours")]
    return ours + ([Finding("paper.draft_issued")] if draft.paper_id else [])


def may_begin_again(paper: Paper, by: Actor) -> list[Finding]:
    """A paper made by hand is corrected by hand, while it stands; any other comes anew from its room."""
    findings = _keeps(paper, by)
    if not paper.is_current:
        findings.append(Finding("paper.superseded"))
    if not DraftPaper.objects.filter(paper=paper).exists():
        findings.append(Finding("paper.not_by_hand"))
    return findings


def may_keep_word(by: Actor) -> list[Finding]:
    """Likewise the agency's own Word files."""
    return may_keep_register(by)


def may_adopt_word(kept: WordTemplate, by: Actor) -> list[Finding]:
    """A file is adopted once; to go back to an older one is to offer it again."""
    findings = may_keep_word(by) if kept.agency_id == by.agency_id else [Finding("office.not_yours")]
    return findings + ([Finding("paper.word_adopted")] if kept.adopted_at else [])


def may_withdraw_word(kept: WordTemplate, by: Actor) -> list[Finding]:
    """Only the file that is used can be withdrawn."""
    findings = may_keep_word(by) if kept.agency_id == by.agency_id else [Finding("office.not_yours")]
    return findings + ([] if kept.stands else [Finding("paper.word_not_used")])


def may_issue_plan(cycle: Cycle, by: Actor) -> list[Finding]:
    """The coordinating unit prepares the plan (III.1)."""
    return may_keep_register(by) if cycle.agency_id == by.agency_id else [Finding("office.not_yours")]


def may_sign(paper: Paper, by: Actor) -> list[Finding]:
    """Whoever may read it may sign it: the certificate says who signed. A paper with a symbol is numbered first."""
    findings = may_read_paper(paper, by)
    if not paper.is_current:
        findings.append(Finding("paper.superseded"))
    if paper.symbol and not Number.objects.filter(paper=paper, cancelled_at=None).exists():
        findings.append(Finding("paper.not_numbered", NUMBER))
    return findings


def may_sign_by_token(paper: Paper, by: Actor) -> list[Finding]:
    """Who keeps the register, where there is a token: a few wrong PINs lock it for everybody."""
    findings = may_sign(paper, by) + may_keep_register(by)
    return findings if settings.TOKEN_MODULE else [*findings, Finding("paper.no_token")]
