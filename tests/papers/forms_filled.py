"""The forms of the pack filled in as a page sends them, from the samples."""

from functools import cache

from tests.builders import GIVEN, Year
from thuocdo.papers.actions import begin_draft
from thuocdo.papers.composing import issuing_bodies
from thuocdo.papers.filling import FillForm, Way, load_form
from thuocdo.papers.filling.typed import Typed
from thuocdo.papers.models import DraftPaper

from .packs import ROOT, kind_of, samples


@cache
def form_of(kind: str) -> FillForm:
    form = load_form(ROOT, kind_of(kind))
    assert form
    return form


FILLED = sorted({kind for kind, _, _ in samples() if load_form(ROOT, kind_of(kind))})


def begun(year: Year) -> DraftPaper:
    """A letter that Hoa has begun."""
    body = issuing_bodies(year.cycle, form_of("transmittal-letter"))[0]
    return begin_draft("transmittal-letter", year.cycle, body, by=year.by("hoa", GIVEN))


def sent(fields, typed: Typed, prefix: str = "") -> dict[str, str]:
    """What a browser sends for a form so filled: a name for each box, the number of rows for each table."""
    words: dict[str, str] = {}
    for field in fields:
        name, value = f"{prefix}{field.key}", typed[field.key]
        if field.way == Way.ROWS:
            words[f"{name}.rows"] = str(len(value))
            for at, row in enumerate(value):
                words |= sent(field.parts, row, f"{name}.{at}.")
        elif field.parts:
            words |= sent(field.parts, value, f"{name}.")
        elif value or field.way != Way.TICK:
            words[name] = value
    return words
