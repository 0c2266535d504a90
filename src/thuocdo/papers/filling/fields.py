"""The fields of a form, from the pack: `papers/<kind>/<edition>/form.yaml` over the shared `papers/_fields.yaml`.

Which keys there are, and in which order, is said once, by the kind itself (`paper.yaml`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from ..rendering import PaperError, PaperKind


class Way(StrEnum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"  # one item on each line
    NUMBER = "number"
    TICK = "tick"
    ANSWER = "answer"  # yes, no, or not said yet
    DAY = "day"
    MOMENT = "moment"
    GROUP = "group"
    ROWS = "rows"
    LETTERHEAD = "letterhead"  # a group that the register completes
    SIGNER = "signer"  # a group that becomes the lines of a signature


GROUPS = (Way.GROUP, Way.LETTERHEAD, Way.SIGNER)
_WORDS = {"label", "way", "like", "parts", "rows", "optional", "help", "start", "sum_of", "bare"}


@dataclass(frozen=True)
class Field:
    """One thing to fill in; a group or a table has parts."""

    key: str
    label: str
    way: Way = Way.LINE
    parts: tuple["Field", ...] = ()
    required: bool = True
    help: str = ""
    start: Any = ""  # what stands there at first: text with {agency}, {year} …, or by part of a group
    sum_of: tuple[str, ...] = ()  # numbers beside it that make it up
    bare: bool = False  # the paper itself ends it with a full stop or a semicolon

    @property
    def is_flat(self) -> bool:
        """A table whose cells are simple: it can be pasted from a spreadsheet."""
        return self.way == Way.ROWS and not any(part.parts for part in self.parts)


@dataclass(frozen=True)
class FillForm:
    """How one kind of paper is filled in."""

    purpose: str
    issuers: tuple[str, ...]  # agency, unit, council: whose paper it may be
    told_by: str  # the key that tells papers of this kind in one year apart, if one does
    fields: tuple[Field, ...]


def load_form(root: Path, kind: PaperKind) -> FillForm | None:
    """The form of a kind; none where a room makes the paper by itself."""
    path = kind.folder / "form.yaml"
    if not path.is_file():
        return None
    said, shared = _read(path), _read(root / "papers" / "_fields.yaml")
    own = said.get("fields", {})
    keys = [key for key in dict.fromkeys(map(_outermost, kind.keys)) if key != "draft"]
    if unknown := own.keys() - set(keys):
        raise PaperError(f"{path.parent.parent.name}/form.yaml: no such keys: {', '.join(sorted(unknown))}")
    fields = tuple(_field(key, _spec(own.get(key), shared.get(key)), shared) for key in keys)
    return FillForm(said["purpose"], tuple(said["issuers"]), said.get("told_by", ""), fields)


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))


def _outermost(key: str) -> str:
    return key.partition("[")[0].partition(".")[0]


_Spec = str | Mapping[str, Any] | None


def _spec(own: _Spec, shared: _Spec) -> dict[str, Any]:
    """What the form says of a field laid over what is shared; a bare text is its label."""
    said, base = ({"label": one} if isinstance(one, str) else dict(one or {}) for one in (own, shared))
    return said if "like" in said else {**base, **said}


def _field(key: str, spec: Mapping[str, Any], shared: Mapping[str, Any]) -> Field:
    if "like" in spec:
        spec = {**shared[spec["like"]], **{word: value for word, value in spec.items() if word != "like"}}
    if "label" not in spec or spec.keys() - _WORDS:
        raise PaperError(f"the field “{key}” has no label, or words that no form knows: {', '.join(spec)}")
    parts = spec.get("rows") or spec.get("parts") or {}
    way = Way.ROWS if "rows" in spec else Way(spec.get("way", Way.GROUP if parts else Way.LINE))
    return Field(
        key=key,
        label=spec["label"],
        way=way,
        parts=tuple(_field(name, _spec(part, None), shared) for name, part in parts.items()),
        required=not spec.get("optional", way == Way.TICK),
        help=spec.get("help", ""),
        start=spec.get("start", ""),
        sum_of=tuple(spec.get("sum_of", ())),
        bare=spec.get("bare", way == Way.LINE),
    )


def each(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Every field outside of tables with the name it is posted under: "signer.post"."""
    for field in fields:
        yield f"{prefix}{field.key}", field
        if field.way in GROUPS:
            yield from each(field.parts, f"{prefix}{field.key}.")
