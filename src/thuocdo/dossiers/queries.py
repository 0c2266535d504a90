from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.kernel.findings import Finding
from thuocdo.office.models import Unit
from thuocdo.office.queries import Actor
from thuocdo.papers.models import Paper
from thuocdo.papers.queries import papers_of_unit
from thuocdo.reviews.queries import forms_of_unit, report_of_unit
from thuocdo.reviews.states import COMPLETE, EXCUSED

from .models import Dossier
from .rules import Need, missing_items, needs_of
from .states import GIVEN

DOSSIER_STEP = "unit_dossiers"
ITEM_OF_KIND = {
    "unit-minutes": "minutes",
    "tellers-minutes": "minutes",
    "unit-report": "unit_report",
    "self-review": "self_reviews",
    "proposed-ratings": "proposed_ratings",
    "emulation-summary": "emulation_summary",
}
# What says more of people than their colleagues may read.
ABOUT_PEOPLE = ("self-review", "rating-decision", "rating-summary", "rating-notice", "petition-answer")


@dataclass(frozen=True)
class Checklist:
    """The dossier of a unit as it stands: items, their papers, and what is missing with the clause."""

    needs: list[Need]
    papers: dict[int, Paper]
    missing: list[Finding]


def checklist(cycle: Cycle, unit: Unit) -> Checklist:
    """Live, from the papers issued so far; four queries whatever the number of people."""
    papers = {paper.pk: paper for paper in papers_of_unit(cycle, unit).defer("sheet")}
    have: dict[str, list[int]] = defaultdict(list)
    for paper in papers.values():
        if item := ITEM_OF_KIND.get(paper.kind):
            have[item].append(paper.pk)
    open_reviews = [
        review.person.full_name
        for review in forms_of_unit(cycle, unit)
        if review.state not in (COMPLETE, EXCUSED)
    ]
    report = report_of_unit(cycle, unit)
    lacks = {
        "self_reviews": open_reviews,
        "unit_report": [] if report and report.state == COMPLETE else [unit.name],
    }
    rule = book_of(cycle)["dossier/unit_items"]
    needs = needs_of(rule, have, lacks)
    return Checklist(needs, papers, missing_items(needs, rule.source))


def dossier_of(cycle: Cycle, unit: Unit) -> Dossier:
    """The unit's dossier; one not yet begun is not a row."""
    found = Dossier.objects.filter(cycle=cycle, unit=unit).prefetch_related("returns").first()
    return found or Dossier(cycle=cycle, unit=unit)


def dossiers_in(cycle: Cycle, units: Iterable[Unit]) -> dict[int, Dossier]:
    """By unit."""
    return {dossier.unit_id: dossier for dossier in Dossier.objects.filter(cycle=cycle, unit__in=units)}


def units_without_dossier(cycle: Cycle) -> Q:
    """Units that have not handed theirs over, or got it back."""
    return ~Q(pk__in=Dossier.objects.filter(cycle=cycle, state__in=GIVEN).values("unit"))


def dossiers_waiting(cycle: Cycle) -> QuerySet[Dossier]:
    """Handed over and not yet accepted or returned, first come first."""
    return (
        Dossier.objects.filter(cycle=cycle, state="handed_over")
        .select_related("unit")
        .order_by("handed_over_at")
    )


def papers_visible_to(actor: Actor) -> QuerySet[Paper]:
    """Papers of the units led or in charge of, for HCQT and the chief all; for everyone what is about them alone."""
    papers = Paper.objects.select_related("cycle", "unit").filter(agency=actor.agency_id).defer("sheet")
    if actor.coordinates or actor.heads_agency:
        return papers
    own = papers.filter(subject=actor.person.subject_id)
    of_unit = papers.filter(unit__in=actor.units | actor.charges).exclude(kind__in=ABOUT_PEOPLE)
    reviews = papers.filter(unit__in=actor.leads | actor.charges)
    return own | of_unit | reviews


def paper_or_404(actor: Actor, pk: int) -> Paper:
    return get_object_or_404(papers_visible_to(actor), pk=pk)
