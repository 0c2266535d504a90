"""Layout profiles: how a paper of the State or of the Party looks, read from `papers/_profiles/*.yaml`.

Every item of a profile is data with its clause and its status (confirmed, secondary, assumed).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from .errors import PaperError

STATUSES = ("confirmed", "secondary", "assumed")
PAPERS = {"A4": (210, 297), "A5": (148, 210)}  # short and long side, in millimetres


def page_mm(paper: str, landscape: bool) -> tuple[int, int]:
    """Width and height of a page."""
    short, long = PAPERS[paper]
    return (long, short) if landscape else (short, long)


@dataclass(frozen=True)
class ProfileItem:
    """One value of a profile, with its source."""

    value: Any
    clause: str
    status: str


@dataclass(frozen=True)
class Look:
    """The values of a profile that the layout uses. Sizes and gaps in points, lengths in millimetres."""

    paper: str
    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float
    page_number_size: float
    head: str
    motto: str
    motto_size: float
    second_motto: str
    second_motto_size: float
    head_right_width: float
    parent_size: float
    parent_bold: bool
    issuer_size: float
    issuer_mark: str
    number_format: str
    number_size: float
    letter_subject_size: float
    letter_subject_italic: bool
    place_date_size: float
    title_size: float
    subtitle_size: float
    subtitle_mark: str
    body_size: float
    first_line: float
    paragraph_gap: float
    line_spacing: float
    table_size: float
    ending: str
    signer_size: float
    signer_post_bold: bool
    signature_gap: float
    recipients_size: float
    recipients_style: str
    recipient_size: float
    behalf_words: Mapping[str, str]

    def text_width(self, landscape: bool) -> float:
        """Millimetres between the side margins."""
        return page_mm(self.paper, landscape)[0] - self.margin_left - self.margin_right


@dataclass(frozen=True)
class Profile:
    """A layout profile: its look, and for each item where it stands."""

    name: str
    title_vi: str
    act: str
    label: str
    look: Look
    items: Mapping[str, ProfileItem]
    symbol_types: tuple[str, ...]
    source: bytes

    def unproven(self) -> list[str]:
        """Names of items that nobody has read in the original."""
        return [name for name, item in self.items.items() if item.status != "confirmed"]


def load_profile(root: Path, name: str) -> Profile:
    """Read `<root>/papers/_profiles/<name>.yaml`; `PaperError` when an item is missing, unknown or without source.

    A profile that `extends` another takes over what it does not say itself.
    """
    path = root / "papers" / "_profiles" / f"{name}.yaml"
    source = path.read_bytes()
    data = yaml.load(source, Loader=yaml.CSafeLoader)
    items = {key: _item(path, key, raw) for key, raw in data["items"].items()}
    if "extends" in data:
        parent = load_profile(root, data["extends"])
        items, source = {**parent.items, **items}, source + parent.source
    wanted = {field.name for field in fields(Look)}
    if wrong := wanted ^ items.keys():
        raise PaperError(f"{path.name}: items missing or unknown: {', '.join(sorted(wrong))}")
    look = Look(**{key: item.value for key, item in items.items()})
    symbols = tuple(_item(path, "symbol_types", data["symbol_types"]).value)
    return Profile(
        data["profile"], data["title_vi"], data["act"], data["label"], look, items, symbols, source
    )


def profile_in_force(root: Path, body: str, on: date) -> str:
    """Name of the layout that papers of an issuing body ("state", "party") take on a day: that whose act is in force."""
    for path in sorted((root / "papers" / "_profiles").glob("*.yaml")):
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        if data.get("body") == body and _in_force(root, data["act"], on):
            return str(data["profile"])
    raise PaperError(f"no layout profile of “{body}” is in force on {on}")


def _in_force(root: Path, act: str, on: date) -> bool:
    said = yaml.load((root / "instruments" / f"{act}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return bool(said["in_force"] <= on <= said.get("until", date.max))


def _item(path: Path, key: str, raw: Mapping[str, Any]) -> ProfileItem:
    if set(raw) != {"value", "clause", "status"} or raw["status"] not in STATUSES or not raw["clause"]:
        raise PaperError(f"{path.name}: {key} needs value, clause and a status of {', '.join(STATUSES)}")
    return ProfileItem(raw["value"], raw["clause"], raw["status"])
