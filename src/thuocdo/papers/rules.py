"""What an official paper must satisfy before it is written: number and symbol, letterhead, signature lines, names, file names.

Nghị định 30/2020/NĐ-CP: Điều 15 (number), Điều 13 (who signs), Phụ lục I mục II (components), Phụ lục III (abbreviations).
Shapes of numbers, abbreviations and signing words come from the layout profile (`rendering.profiles`), which is data.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.vi_text import clean_line, day_in_words, fold

from .rendering.metrics import unprintable
from .rendering.phrases import Phrase, marks_in, out_of_order, stray_braces, without_marks

NUMBER = Citation("nd-30-2020", "Phụ lục I, mục II.3", label="Nghị định số 30/2020/NĐ-CP")
ISSUER = Citation("nd-30-2020", "Phụ lục I, mục II.2", label="Nghị định số 30/2020/NĐ-CP")
SIGNER = Citation("nd-30-2020", "Phụ lục I, mục II.7", label="Nghị định số 30/2020/NĐ-CP")

BLANK = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"  # room for what is not known yet: no-break spaces, so that it cannot be closed up
_LEARNED = re.compile(r"(?i)(^|\s)(GS|PGS|TSKH|TS|ThS|Th\.S|CN|KS|BS|NSƯT|NSND|NGND|NGƯT|AHLĐ)\.?(?=[\s.])")
_SYMBOL_TAIL = re.compile(r"[^\W\d_]+(-[^\W\d_]+)*")
_UNSAFE = re.compile(r"[^a-z0-9]+")
_SHORT = re.compile(r".{0,60}")


def number_line(number: int | None, symbol: str, shape: str) -> str:
    """ "Số: 05/BB-VP" by the profile's shape ("Số: {number}/{symbol}"); room to write where no number was drawn yet.

    Numbers below ten take a zero (Phụ lục I, mục II.3). No symbol, no line.
    """
    if not symbol:
        return ""
    return shape.format(number=BLANK if number is None else f"{number:02}", symbol=symbol)


def symbol(type_code: str, agency: str, *more: str) -> str:
    """ "BB-VP": abbreviation of the kind of paper, then of the agency; hyphens without spaces. A công văn has no type."""
    return "-".join(part for part in (type_code, agency, *more) if part)


def place_date_line(place: str, day: date | None, year: int) -> str:
    """ "Quảng Ngãi, ngày 05 tháng 3 năm 2024"; room to write where the paper has no date yet."""
    if not place:
        return ""
    return f"{place}, {day_in_words(day)}" if day else f"{place}, ngày{BLANK}tháng{BLANK}năm {year}"


class Issuer(StrEnum):
    """Whose symbol a number carries."""

    AGENCY = "agency"
    UNIT = "unit"
    COUNCIL = "council"


@dataclass(frozen=True)
class RegisterRule:
    """How an agency numbers its outgoing papers: the head decides whether in one series or one per type (Điều 15.1.c)."""

    per_type: bool
    apart: frozenset[str]  # issuers with series of their own; councils always (Phụ lục I, mục II.3.a)
    agency: str  # the agency's symbol
    councils: frozenset[str]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "RegisterRule":
        """From the office's facts in the pinned book."""
        said = facts["register"]
        symbols = facts["symbols"]
        apart = frozenset(said["apart"]) | {Issuer.COUNCIL}
        return cls(said["series"] == "per_type", apart, symbols["agency"], frozenset(symbols["councils"]))

    def series(self, type_code: str, symbol: str) -> str:
        """ "BB-HCQT": which series gives the number; empty for the agency's one series."""
        body = symbol.removeprefix(f"{type_code}-") if type_code else symbol.partition("-")[0]
        own = body if self.issuer(body) in self.apart else ""
        return "-".join(part for part in (type_code or PLAIN_LETTER if self.per_type else "", own) if part)

    def issuer(self, body: str) -> Issuer:
        if body == self.agency:
            return Issuer.AGENCY
        return Issuer.COUNCIL if body in self.councils else Issuer.UNIT


def councils_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """Councils that number their papers apart, symbol and name, by name: a pinned book keeps no order.

    A book pinned before names were kept knows the symbol.
    """
    said = facts["symbols"]["councils"]
    named = said if isinstance(said, Mapping) else {code: code for code in said}
    return dict(sorted(named.items(), key=lambda council: council[1]))


PLAIN_LETTER = "CV"  # công văn bears no type in its symbol, yet is a type of its own (Phụ lục III)


def symbol_of(line: str, shape: str) -> str:
    """ "BB-HCQT" from "Số:      /BB-HCQT": what stands behind the room for the number; empty where there is none."""
    return line.partition(BLANK + shape.partition("{number}")[2].partition("{symbol}")[0])[2]


def numbered(sheet: Mapping[str, Any], number: int, symbol: str, shape: str, day: date) -> dict[str, Any]:
    """The frozen facts with the number, and with the day where the paper left room for one."""
    head = dict(sheet["letterhead"])
    head["number_line"] = number_line(number, symbol, shape)
    if BLANK in head["place_date_line"]:
        place = head["place_date_line"].partition(", ngày")[0]
        head["place_date_line"] = place_date_line(place, day, day.year)
    return {**sheet, "letterhead": head}


def content_digest(sheet: Mapping[str, Any]) -> str:
    """SHA-256 of what a paper says, its number and its date line apart: the same before and after registering."""
    head = {key: text for key, text in sheet["letterhead"].items() if key not in _GIVEN_BY_REGISTRY}
    facts = json.dumps({**sheet, "letterhead": head}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()


_GIVEN_BY_REGISTRY = ("number_line", "place_date_line")


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper, ready to print."""

    parent: str
    issuer: str
    number_line: str
    place_date_line: str


def letterhead_defects(head: Letterhead) -> list[Finding]:
    """The issuing body stands on every paper, in capitals; its parent too where it is named."""
    findings = [] if clean_line(head.issuer) else [Finding("paper.no_issuer", ISSUER)]
    lower = [name for name in (head.parent, head.issuer) if name != name.upper()]
    return findings + [Finding("paper.issuer_not_upper", ISSUER, {"name": name}) for name in lower]


def symbol_defects(text: str, types: Iterable[str]) -> list[Finding]:
    """A symbol is a known type and the agency's abbreviation, parted by hyphens, without spaces."""
    kind, _, agency = text.partition("-")
    if kind not in types:
        return [Finding("paper.unknown_type", NUMBER, {"symbol": text})]
    return [] if is_symbol(agency) else [Finding("paper.bad_symbol", NUMBER, {"symbol": text})]


def is_symbol(text: str) -> bool:
    """Abbreviations parted by hyphens, without spaces: "BB-VP"."""
    return bool(_SYMBOL_TAIL.fullmatch(text))


def name_defects(name: str) -> list[Finding]:
    """Under a signature stands the bare name: no học hàm, học vị, danh hiệu."""
    if not clean_line(name):
        return [Finding("paper.no_signer", SIGNER)]
    return [Finding("paper.title_in_name", SIGNER, {"name": name})] if _LEARNED.search(f"{name} ") else []


class Capacity(StrEnum):
    """In what right a person signs (Điều 13)."""

    HEAD = "head"  # người đứng đầu ký
    ACTING = "acting"  # Q.
    DEPUTY = "deputy"  # KT.
    COLLECTIVE = "collective"  # TM.
    COLLECTIVE_DEPUTY = "collective_deputy"  # TM. + KT.
    BY_ORDER = "by_order"  # TL.
    BY_ORDER_DEPUTY = "by_order_deputy"  # TL. + KT.
    AUTHORISED = "authorised"  # TUQ.


def signature_lines(
    capacity: Capacity, words: Mapping[str, str], *, post: str, head_post: str = "", body: str = ""
) -> tuple[list[str], str]:
    """Lines above the signature: those "on behalf", and the signer's own post, in capitals.

    `words` are the profile's ("TM." for the State, "T/M" for the Party); `body` is the collective, or the
    officer by whose order one signs; `head_post` the head whom a deputy stands for. A profile may have another word
    for a deputy who signs for a collective ("collective_deputy"), or none.
    """
    behalf: list[str] = []
    own = post.upper()
    match capacity:
        case Capacity.ACTING:
            own = f"{words['acting']} {own}"
        case Capacity.DEPUTY:
            behalf = [f"{words['deputy']} {head_post}"]
        case Capacity.COLLECTIVE:
            behalf = [f"{words['collective']} {body}"]
        case Capacity.COLLECTIVE_DEPUTY:
            standing_for = words.get("collective_deputy", words["deputy"])
            behalf = [f"{words['collective']} {body}"]
            behalf += [f"{standing_for} {head_post}"] if standing_for else []
        case Capacity.BY_ORDER:
            behalf = [f"{words['by_order']} {body}"]
        case Capacity.BY_ORDER_DEPUTY:
            behalf = [f"{words['by_order']} {body}", f"{words['deputy']} {head_post}"]
        case Capacity.AUTHORISED:
            behalf = [f"{words['authorised']} {body}"]
    return [line.upper() for line in behalf], own


def words_defects(phrase: Phrase, text: str) -> list[Finding]:
    """What an agency's words for a phrase lack: words at all, each mark as often as the pack has it, and in its place."""
    about = {"part": phrase.brief}
    if not any(letter.isalpha() for letter in without_marks(text)):
        return [Finding("paper.words_empty", facts=about)]
    wanted, found = marks_in(phrase.text), marks_in(text)
    findings = [Finding("paper.words_lacks", facts={**about, "mark": mark}) for mark in wanted - found]
    unknown = [mark for mark in found - wanted if mark not in wanted] + stray_braces(text)
    findings += [Finding("paper.words_unknown", facts={**about, "mark": mark}) for mark in unknown]
    twice = [mark for mark in found - wanted if mark in wanted]
    findings += [Finding("paper.words_twice", facts={**about, "mark": mark}) for mark in twice]
    if letters := unprintable(text):
        findings.append(Finding("paper.words_unprintable", facts={**about, "letters": " ".join(letters)}))
    if not findings and out_of_order(phrase, text):
        findings.append(Finding("paper.words_order", facts=about))
    return findings


def paper_filename(title: str, *subjects: str, extension: str = "") -> str:
    """A safe and stable name: "bien-ban-hop_hcqt_2023.docx". ASCII letters, digits, hyphens; parts joined by underscores."""
    parts: Sequence[str] = [_slug(part) for part in (title, *subjects)]
    stem = "_".join(part for part in parts if part) or "van-ban"
    return f"{stem}.{extension}" if extension else stem


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    return _SHORT.match(_UNSAFE.sub("-", plain.lower()).strip("-"))[0].rstrip("-")  # type: ignore[index]
