"""What two versions differ in, and what a draft still lacks (II.3.a). Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from thuocdo.kernel.findings import Finding

_WORD = re.compile(r"\n|[^\S\n]*\S+|[^\S\n]+")  # with the space before it


class Kind(StrEnum):
    """The reports that are drafted together; each is a kind of paper."""

    OFFICE = "office-report"
    LEADERSHIP = "leadership-report"


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Passage(NamedTuple):
    """A run of words, and what became of it."""

    change: Change
    text: str


def compare(before: str, after: str) -> list[Passage]:
    """The later text, with what was taken out and what was put in, word by word."""
    return list(_passages(_WORD.findall(before), _WORD.findall(after)))


def _passages(old: list[str], new: list[str]) -> Iterator[Passage]:
    for tag, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Passage(Change.SAME, "".join(new[first:last]))
            continue
        if start < end:
            yield Passage(Change.REMOVED, "".join(old[start:end]))
        if first < last:
            yield Passage(Change.ADDED, "".join(new[first:last]))


@dataclass(frozen=True)
class Standing:
    """One section as it stands: what was given out last, what its owner has written since."""

    title: str
    required: bool
    given: str | None
    text: str


def unfinished(sections: Iterable[Standing], unanswered: int) -> list[Finding]:
    """Every section that must be there was given out as it stands, and no comment is without its answer."""
    known = list(sections)
    lacking = {
        "drafting.not_given": [
            one.title for one in known if one.given is None and (one.required or one.text)
        ],
        "drafting.changed_since": [
            one.title for one in known if one.given is not None and one.given != one.text
        ],
    }
    findings = [
        Finding(code, facts={"titles": "; ".join(titles)}) for code, titles in lacking.items() if titles
    ]
    return findings + ([Finding("drafting.unanswered", facts={"number": unanswered})] if unanswered else [])
