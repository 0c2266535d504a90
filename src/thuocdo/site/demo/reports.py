"""What a unit writes: its review report and the prompts it sends; and what it was told the year before."""

from collections.abc import Iterable
from typing import Any

from thuocdo.site.demo.people import DemoPerson, DemoUnit, demo_units
from thuocdo.site.demo.self_reviews import YEAR, person_last_year, remedied
from thuocdo.site.demo.variants import Pen, calendar, listed, stored, unit_figures, unit_word

_TWO_PART_SECTIONS = ("democracy", "building", "leadership_duty", "responsibility")


def unit_report_answers(unit: DemoUnit, year: int = YEAR) -> dict[str, str]:
    """The sections of the unit's review report, in order: results, remedied_last_year (plan II.2.b), democracy, building,
    leadership_duty, responsibility, shortcomings, causes, direction.
    """
    pen, own, store = unit_pen(unit, year), _own(unit), stored("reports")
    now = own["faults"][:2]
    before = [f"{text} {remedy} Mức độ: {degree}." for text, remedy, degree in unit_last_year(unit)]
    return {
        "results": _framed(pen, "results", [pen.write(text, "results") for text in own["results"]]),
        "remedied_last_year": _framed(pen, "remedied", before),
        **{section: _two_parts(pen, section) for section in _TWO_PART_SECTIONS},
        "shortcomings": _framed(pen, "shortcomings", [fault["fault"] for fault in now]),
        "causes": _framed(pen, "causes", [fault["cause"] for fault in now]),
        "direction": _framed(
            pen, "direction", [fault["plan"] for fault in now] + [pen.pick(store["tasks"], "tasks")]
        ),
    }


def unit_last_year(unit: DemoUnit) -> list[tuple[str, str, str]]:
    """(shortcoming of the year before, what was done about it, degree): one of the unit's work, two of its ways."""
    pen = unit_pen(unit, YEAR)
    faults = [_own(unit)["faults"][2], *pen.take(stored("reports")["last_year"], "last_year", 2)]
    return [remedied(pen, fault, is_done=place < len(faults) - 1) for place, fault in enumerate(faults)]


def last_year_shortcomings(subject: DemoUnit | DemoPerson) -> list[tuple[str, str, str]]:
    """(shortcoming of the year before, what was done about it, degree) of a unit or a person.

    The degree begins with "đã khắc phục" or "đang khắc phục". Empty for people who were not here then.
    """
    return unit_last_year(subject) if isinstance(subject, DemoUnit) else person_last_year(subject)


def review_prompts(unit: DemoUnit) -> list[str]:
    """The unit's prompts for collectives and persons, sent to the coordinating unit (plan II.1)."""
    return [prompt["text"] for prompt in _own(unit)["prompts"]]


def unit_report_points(unit: DemoUnit, year: int = YEAR) -> list[tuple[str, str]]:
    """The points of the report that the meeting votes on: (title, what the head concludes)."""
    pen = unit_pen(unit, year)
    points = stored("meeting")["report_points"]
    return [
        (pen.write(point["title"], "title"), pen.pick(point["texts"], point["title"])) for point in points
    ]


def unit_pen(unit: DemoUnit, year: int) -> Pen:
    """The pen that knows the unit: name, work, figures."""
    name = unit_word(unit.code, unit.name)
    words = calendar(year) | unit_figures(unit.code, unit.seed) | {"unit": name, "Unit": name}
    words |= {"work": _own(unit)["work"], "count": "03"}
    place = [other.code for other in demo_units(unit.seed)].index(unit.code)
    return Pen(f"{unit.seed} {unit.code} report", f"{unit.seed} reports", place, words)


def _own(unit: DemoUnit) -> dict[str, Any]:
    return stored("units")[unit.code]


def _framed(pen: Pen, section: str, items: Iterable[str]) -> str:
    store = stored("reports")
    text = listed(pen.pick(store[f"{section}_open"], f"{section}_open"), list(items))
    if f"{section}_close" not in store:
        return text
    return "\n".join([text, pen.pick(store[f"{section}_close"], f"{section}_close")])


def _two_parts(pen: Pen, section: str) -> str:
    store = stored("reports")
    first, detail = store[section], store[f"{section}_detail"]
    parts = pen.take(first, section, 2) + pen.take(detail, f"{section}_detail", 2, beside=len(first))
    return " ".join(pen.write(text, section) for text in parts)
