"""Case files: facts in, expected outcome beside them, in plain YAML that an official or a lawyer can write.

The format and the whole vocabulary stand in docs/law-cases.md.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from thuocdo.kernel.words import Grade
from thuocdo.law.book import NotInBook
from thuocdo.law.facts import BadFacts, read_facts
from thuocdo.law.forms import exact, form_for, in_digits
from thuocdo.law.packs import load_book, regulations_root
from thuocdo.ratings.rules import Cap, Rater, consequences, headroom, out_of_order
from thuocdo.ratings.rules.period import period_score

FILE_KEYS = {"title", "edition", "office", "given", "cases", "note"}
KINDS = {
    "facts": {"verdict", "level", "needs", "profile", "codes", "acts", "to_confirm"},
    "cap": {"holds", "allowed", "over_by"},
    "order": {"findings"},
    "history": {"flags"},
    "period": {"points", "needs"},
    "form": {"form", "score_table"},
}
_MORE = {"cap": {"rule", "exception"}, "history": {"with"}, "period": {"leads"}}


class BadCaseFile(ValueError):
    """A case file that cannot be run: which file, which case, what is wrong (Vietnamese)."""


@dataclass(frozen=True)
class Case:
    """One case of a file."""

    file: str
    name: str
    kind: str
    given: Mapping[str, Any]
    more: Mapping[str, Any]
    expect: Mapping[str, Any]
    edition: str
    office: str | None


@dataclass(frozen=True)
class Result:
    """What came out, and where it differs: (key, expected, found)."""

    case: Case
    differences: tuple[tuple[str, Any, Any], ...]

    @property
    def passed(self) -> bool:
        return not self.differences


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, every key known. Raises `BadCaseFile`."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadCaseFile(f"{path.name}: không đọc được ({error.__class__.__name__})") from error
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list) or "edition" not in data:
        raise BadCaseFile(f"{path.name}: phải có edition và danh sách cases")
    if strange := data.keys() - FILE_KEYS:
        raise BadCaseFile(f"{path.name}: mục lạ: {', '.join(sorted(map(str, strange)))}")
    return [_case(path.name, data, item, number) for number, item in enumerate(data["cases"], 1)]


def _case(file: str, data: Mapping[str, Any], item: Any, number: int) -> Case:
    where = f"{file}, trường hợp {number}"
    if not isinstance(item, dict) or "name" not in item or not isinstance(item.get("expect"), dict):
        raise BadCaseFile(f"{where}: phải có name và expect")
    kinds = [kind for kind in KINDS if kind in item]
    if len(kinds) != 1:
        raise BadCaseFile(f"{where} ({item['name']}): phải có đúng một trong {', '.join(KINDS)}")
    kind = kinds[0]
    more = {key: item[key] for key in item.keys() - {"name", "expect", kind}}
    strange = (more.keys() - _MORE.get(kind, set())) | (item["expect"].keys() - KINDS[kind])
    if strange or not item["expect"]:
        what = f"mục lạ: {', '.join(sorted(map(str, strange)))}" if strange else "expect rỗng"
        raise BadCaseFile(f"{where} ({item['name']}): {what}")
    given = {**data.get("given", {}), **item[kind]} if kind in ("facts", "form") else item[kind]
    return Case(
        file, item["name"], kind, given, more, item["expect"], str(data["edition"]), data.get("office")
    )


@lru_cache(maxsize=16)
def _rater(root: Path, edition: str, office: str | None) -> Rater:
    return Rater(load_book(root, edition, office))


def run_case(case: Case, root: Path | None = None) -> Result:
    """Run one case against its edition. Raises `BadCaseFile` where its facts cannot be used."""
    rater = _rater(root or regulations_root(), case.edition, case.office)
    try:
        found = _RUNNERS[case.kind](case, rater)
    except (BadFacts, NotInBook, KeyError, TypeError, ValueError) as error:
        raise BadCaseFile(f"{case.file} ({case.name}): {error}") from error
    wrong = [(key, want, found[key]) for key, want in case.expect.items() if not _same(key, want, found[key])]
    return Result(case, tuple(wrong))


def run_file(path: Path, root: Path | None = None) -> Iterator[Result]:
    return (run_case(case, root) for case in read_cases(path))


def _same(key: str, want: Any, have: Any) -> bool:
    """Lists of codes, acts, flags and needs are compared as sets; acts and codes may name only some."""
    if key in ("codes", "acts"):
        return set(want) <= set(have)
    if isinstance(want, list):
        return set(want) == set(have)
    return exact(want) == exact(have) if key == "points" else want == have


def _rated(case: Case, rater: Rater) -> dict[str, Any]:
    outcome = rater.rate(read_facts(case.given))
    return {
        "verdict": str(outcome.verdict),
        "level": str(outcome.level) if outcome.level else None,
        "needs": list(outcome.needs),
        "profile": outcome.profile,
        "codes": [finding.code for finding in outcome.trace],
        "acts": [source.act for source in outcome.sources],
        "to_confirm": outcome.to_confirm,
    }


def _capped(case: Case, rater: Rater) -> dict[str, Any]:
    cap = Cap.from_rule(rater.book[case.more.get("rule", "rating/excellent_cap")])
    if "exception" in case.more:
        cap = cap.by_exception(case.more["exception"])
    stands = headroom({Grade(grade): number for grade, number in case.given.items()}, cap)
    return {"holds": not stands.over_by, "allowed": stands.allowed, "over_by": stands.over_by}


def _ordered(case: Case, rater: Rater) -> dict[str, Any]:
    findings = out_of_order(case.given, rater.book)
    return {"findings": [finding.facts.get("key", finding.code) for finding in findings]}


def _flagged(case: Case, rater: Rater) -> dict[str, Any]:
    history = {int(year): Grade(level) for year, level in case.given.items()}
    found = consequences(history, read_facts(case.more["with"]), rater.book)
    return {"flags": [finding.facts["key"] for finding in found]}


def _scored(case: Case, rater: Rater) -> dict[str, Any]:
    score = period_score(case.given, rater.book["rating/period_score"], leads=bool(case.more.get("leads")))
    return {"points": None if score.points is None else str(score.points), "needs": list(score.needs)}


def _formed(case: Case, rater: Rater) -> dict[str, Any]:
    chosen = form_for(rater.book, **{"leads": False, "party_member": False, **case.given})
    return {"form": chosen.form if chosen else None, "score_table": chosen.score_table if chosen else ""}


_RUNNERS: dict[str, Callable[[Case, Rater], dict[str, Any]]] = {
    "facts": _rated,
    "cap": _capped,
    "order": _ordered,
    "history": _flagged,
    "period": _scored,
    "form": _formed,
}


def told(value: Any) -> str:
    """A value as the terminal shows it."""
    if isinstance(value, Fraction):
        return in_digits(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(told, value)) or "(không có)"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    words = {True: "có", False: "không", None: "(không có)"}
    return words.get(value, str(value)) if isinstance(value, (bool, type(None))) else str(value)
