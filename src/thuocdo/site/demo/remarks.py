"""What colleagues say at the unit's meeting, what the chair concludes, and the reasons people give."""

from collections.abc import Sequence
from random import Random

from thuocdo.kernel.vi_text import fold
from thuocdo.kernel.words import Grade, StaffKind
from thuocdo.site.demo.people import DemoPerson, DemoUnit
from thuocdo.site.demo.reports import unit_pen
from thuocdo.site.demo.self_reviews import YEAR, faults_of, pen_of
from thuocdo.site.demo.variants import Pen, capital, stored

_FEWEST, _MOST = 2, 4  # remarks on one person or one report


def remarks_on(person: DemoPerson, speakers: Sequence[DemoPerson]) -> list[tuple[str, str]]:
    """(speaker's code, words): two to four remarks, kind but honest; fewer where fewer colleagues sit."""
    store, pen = stored("meeting"), _pen_on(person)
    chosen = _speakers(
        f"{person.seed} {person.code} remarks", [one for one in speakers if one.code != person.code]
    )
    if person.discipline:
        texts = pen.list(store["remarks_failed"], "remarks_failed", len(chosen))
        return list(zip((one.code for one in chosen), texts, strict=True))
    advice = store[_advice_pool(person)]
    praises = pen.list(store["remarks_strength"], "remarks_strength", len(chosen))
    hints = pen.list(advice, "remarks advice", len(chosen))
    # The first praises and advises; those who follow advise and praise in turn.
    texts = [
        hint if place % 2 else praise for place, (praise, hint) in enumerate(zip(praises, hints, strict=True))
    ]
    texts[:1] = [f"{praise} {hint}" for praise, hint in zip(praises[:1], hints[:1], strict=True)]
    return list(zip((one.code for one in chosen), texts, strict=True))


def _advice_pool(person: DemoPerson) -> str:
    if person.role.leads:
        return "remarks_lead"
    return "remarks_worker" if person.kind is StaffKind.CONTRACT_WORKER else "remarks_advice"


def conclusion_on(person: DemoPerson) -> tuple[str, str]:
    """(strengths, weaknesses) as the chair concludes them."""
    store, pen = stored("meeting"), _pen_on(person)
    weaknesses = " ".join(fault["fault"] for fault in faults_of(person)[:2])
    if person.discipline:
        return pen.write(store["conclusion_failed"], "conclusion"), weaknesses
    parts = [pen.pick(store["conclusion_strengths"], "conclusion_strengths")]
    if person.self_grade is Grade.EXCELLENT:
        parts.append(pen.pick(store["conclusion_excellent"], "conclusion_excellent"))
    if person.role.leads:
        parts.append(pen.pick(store["conclusion_unity"], "conclusion_unity"))
    return " ".join(parts), weaknesses


def proposed_grade(person: DemoPerson) -> Grade | None:
    """The grade the unit proposes; None where the year is reviewed but not rated (under six months)."""
    return person.proposed_grade


def remarks_on_report(unit: DemoUnit, speakers: Sequence[DemoPerson]) -> list[tuple[str, str]]:
    """(speaker's code, words) on the unit's draft report."""
    chosen = _speakers(f"{unit.seed} {unit.code} report", speakers)
    texts = unit_pen(unit, YEAR).list(stored("meeting")["report_remarks"], "report_remarks", len(chosen))
    return list(zip((one.code for one in chosen), texts, strict=True))


def absence_reasons(person: DemoPerson) -> list[str]:
    """Reasons for missing the meeting, the likeliest first: one's own long leave, then the usual ones."""
    usual = _pen_on(person).take(stored("meeting")["absence_reasons"], "absence_reasons", 6)
    return ([person.absence.reason] if person.absence and person.absence.last.year > YEAR else []) + usual


def return_reasons(person: DemoPerson) -> list[str]:
    """Reasons for which a self-review is returned to its author, in an order of the person's own."""
    return _pen_on(person).list(stored("meeting")["return_reasons"], "return_reasons", 6)


def evidence_name(person: DemoPerson, year: int = YEAR) -> str:
    """A plausible name for a file of evidence, without accents: VP012_Thong-ke-van-ban_2023.pdf"""
    title = Random(f"{person.seed} {person.code} evidence").choice(stored("meeting")["evidence"])
    stem, _, ending = title.rpartition(".")
    return f"{person.code}_{capital(fold(stem).replace(' ', '-'))}_{year}.{ending}"


def _speakers(key: str, people: Sequence[DemoPerson]) -> list[DemoPerson]:
    draw = Random(key)
    return draw.sample(list(people), min(len(people), draw.randint(_FEWEST, _MOST)))


def _pen_on(person: DemoPerson) -> Pen:
    name = person.full_name.split()[-1]
    by_age = "anh" if person.gender == "m" else "chị"
    addressed = f"{'đồng chí' if person.is_party_member else by_age} {name}"
    return pen_of(person).knowing({"addressed": addressed, "Addressed": capital(addressed)})
