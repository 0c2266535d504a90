"""The yearly plan (Kế hoạch) as a sheet: from the steps of the cycle as they stand, and the office's wording."""

from collections.abc import Iterator, Mapping
from typing import Any

from thuocdo.cycle.models import Cycle, Step
from thuocdo.cycle.queries import book_of, steps_of
from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import PostRole
from thuocdo.law.book import Book, PlanStep
from thuocdo.office.models import Person, Post
from thuocdo.office.queries import standing_on

from . import Sheet, agency_letterhead, legal_bases, signer

_TERMS = {DueKind.BEFORE: "trước ngày", DueKind.BY: "chậm nhất ngày", DueKind.EXPECTED: "dự kiến ngày"}


def plan_sheet(cycle: Cycle) -> Sheet:
    """Every step with its term as it stands today: a changed term gives another plan, which replaces the issued one."""
    book = book_of(cycle)
    said = book.facts["plan_paper"]
    chief = _chief(cycle, book)
    return {
        "letterhead": agency_letterhead(book, "KH"),
        "year": cycle.year,
        "agency": book.facts["name"],
        "bases": legal_bases(book, said["acts"]),
        "purposes": said["purposes"],
        "requirements": said["requirements"],
        "tasks": [_task(step, planned, said["owners"]) for step, planned in _steps(cycle, book)],
        "notes": [],
        "organisation": said["organisation"],
        "recipients": said["recipients"],
        "signer": signer(book.facts["signers"]["chief"]["title"], chief.full_name if chief else ""),
        "draft": False,
    }


def _chief(cycle: Cycle, book: Book) -> Person | None:
    posts = Post.objects.filter(standing_on(book.on), unit__agency=cycle.agency_id, role=PostRole.CHIEF)
    found = posts.select_related("person").first()
    return found.person if found else None


def _steps(cycle: Cycle, book: Book) -> Iterator[tuple[Step, PlanStep | None]]:
    planned = {step.key: step for step in book.plan}
    for step in steps_of(cycle):
        yield step, planned.get(step.key)


def _task(step: Step, planned: PlanStep | None, owners: Mapping[str, str]) -> dict[str, Any]:
    others = [owners[code] for code in planned.participants] if planned else []
    return {
        "section": step.section,
        "title": step.title,
        "due": _term(step.due),
        "owner": owners.get(step.owner, step.owner),
        "others": "; ".join(others),
        "papers": "",
    }


def _term(due: Due | None) -> str:
    """The term in the plan's words: "chậm nhất ngày 26/11/2023"."""
    if due is None:
        return "ngay sau kiểm điểm"
    if due.kind == DueKind.WINDOW and due.start:
        return f"từ ngày {day(due.start)} đến ngày {day(due.day)}"
    return f"{_TERMS[due.kind]} {day(due.day)}"
