"""The forms of the pack filled in as a page sends them, from the samples."""

from functools import cache

from tests.builders import Year
from thuocdo.papers.actions import begin_draft, save_draft
from thuocdo.papers.filling import FillForm, Way, load_form, typed_from
from thuocdo.papers.filling.typed import Typed
from thuocdo.papers.models import DraftPaper
from thuocdo.papers.sheets.by_hand import issuing_bodies

from .packs import ROOT, folder_of, kind_of, sample, samples

DAY = "2023-11-27 09:00"


@cache
def form_of(kind: str) -> FillForm:
    form = load_form(ROOT, kind_of(kind))
    assert form
    return form


FILLED = sorted({kind for kind, _, _ in samples() if (folder_of(kind) / "form.yaml").is_file()})


def begin(year: Year, kind: str, number: int = 0, **more) -> DraftPaper:
    body = issuing_bodies(year.cycle, form_of(kind))[number]
    return begin_draft(kind, year.cycle, body, by=year.by("hoa", DAY), **more)


def filled(year: Year, kind: str, **changes) -> DraftPaper:
    """A draft with the content of the sample, under the letterhead and the signer of the office."""
    draft = begin(year, kind)
    content = typed_from(form_of(kind).fields, sample(kind)) | {"letterhead": draft.typed["letterhead"]}
    content["letterhead"] |= {key: "gửi hồ sơ" for key in ("subject",) if key in content["letterhead"]}
    return save_draft(draft, content | changes, version=draft.version, by=year.by("hoa", DAY))


def begun(year: Year) -> DraftPaper:
    """A letter that Hoa has begun."""
    return begin(year, "transmittal-letter")


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
