"""Reading `regulations/` strictly. What lacks a citation, overlaps, leaves a gap or loosens a limit does not load.

A `PackError` says the file and the place, in Vietnamese, because officials edit these files.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import thuocdo
from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.findings import Citation

from .book import (
    STATUSES,
    Book,
    Form,
    Instrument,
    PlanStep,
    Rule,
    ScoreTable,
    plain,
)
from .fillable import read_form, read_table
from .methods import defect
from .pages import PackError, Page, one_line

__all__ = ["PackError", "editions", "load_book", "offices", "regulations_root"]

_META = {"from", "until", "source", "also", "reading", "settles"}
_INSTRUMENT_TEXTS = ("kind", "title", "number", "issuer", "text", "name", "note")
_TEXTS = ("seen", "secondary", "memory", "missing")


def regulations_root() -> Path:
    """REGULATIONS_DIR, else the copy inside the installed package, else the checkout's own folder."""
    if chosen := os.environ.get("REGULATIONS_DIR"):
        return Path(chosen)
    package = Path(thuocdo.__file__).parent
    inside = package / "regulations"
    return inside if inside.is_dir() else package.parents[1] / "regulations"


def load_book(root: Path, edition: str, office: str | None = None) -> Book:
    """The book of one edition, with the overlay of one office.

    Raises `PackError` for anything missing, loose or contradictory.
    """
    return _Reading(Path(root)).book(edition, office)


def editions(root: Path, office: str | None = None) -> list[str]:
    """The editions that can be opened, oldest first."""
    found = {path.stem for path in (root / "editions").glob("*.yaml")}
    if office:
        found &= {path.parent.name for path in (root / "offices" / office).glob("*/edition.yaml")}
    return sorted(found)


def offices(root: Path) -> list[str]:
    return sorted(path.parent.name for path in (root / "offices").glob("*/office.yaml"))


class _Reading:
    """One reading of the packs: acts first, since every citation must name a known one."""

    def __init__(self, root: Path):
        self.root = root
        self.acts = dict(self._acts())

    def pages(self, folder: str) -> Iterator[Page]:
        for path in sorted((self.root / folder).rglob("*.yaml")):
            yield Page(self.root, path)

    def _acts(self) -> Iterator[tuple[str, Instrument]]:
        for page in self.pages("instruments"):
            yield (act := _instrument(page)).key, act

    def cite(self, page: Page, data: Any, place: str) -> Citation:
        """A citation; the act must be known and the status said."""
        item = page.take(data, f"{place}.source", "act clause status", "quote")
        if item["act"] not in self.acts:
            raise page.fail(f"{place}.source", f'không có văn bản "{item["act"]}" trong instruments/')
        if item["status"] not in STATUSES:
            raise page.fail(f"{place}.source", f"status phải là một trong {', '.join(STATUSES)}")
        clause, quote = str(item["clause"]), " ".join(str(item.get("quote", "")).split())
        return Citation(item["act"], clause, quote, item["status"], self.acts[item["act"]].label)

    def source(self, page: Page, data: Mapping[str, Any], place: str) -> Citation:
        if "source" not in data:
            raise page.fail(place, "thiếu trích dẫn (source): giá trị không có căn cứ thì không được nạp")
        return self.cite(page, data["source"], place)

    def book(self, edition: str, office: str | None) -> Book:
        page = Page(self.root, self.root / "editions" / f"{edition}.yaml")
        central = page.take(page.data, "", "title as_of forms", "note")
        on = page.day(central, "as_of", "") or date.min
        rules, absent = self._rules(on)
        book = Book(edition=edition, on=on, title=central["title"], rules=rules, absent=absent)
        keys = list(central["forms"])
        if office:
            book, more = self._overlay(book, edition, office)
            keys += [key for key in more if key not in keys]
        forms, tables = self._fillable(page, keys, office)
        book = replace(book, forms=forms, tables=tables)
        self._forms_exist(book, page)
        return replace(book, instruments=self._acts_used(book))

    def _rules(self, on: date) -> tuple[dict[str, Rule], dict[str, str]]:
        rules, absent = {}, {}
        for page in self.pages("rules"):
            key = page.name.removeprefix("rules/").removesuffix(".yaml")
            dated = self._dated(page, key)
            now = [rule for rule in dated if _holds(rule, on)]
            if now:
                rules[key] = now[0]
            else:
                absent[key] = _why_absent(dated, on)
        return rules, absent

    def _dated(self, page: Page, key: str) -> list[Rule]:
        """Every dated value of one rule, oldest first, without overlap."""
        data = page.take(page.data, "", "title_vi question method values", "direction")
        dated = []
        for number, value in enumerate(data["values"] or (), 1):
            dated.append(self._value(page, key, data, value, f"values[{number}]"))
        if not dated:
            raise page.fail("values", "phải có ít nhất một giá trị")
        dated.sort(key=lambda rule: rule.valid_from or date.min)
        for earlier, later in pairwise(dated):
            if earlier.valid_to is None or later.valid_from is None or earlier.valid_to >= later.valid_from:
                raise page.fail("values", f"hai giá trị chồng ngày: {_span(earlier)} và {_span(later)}")
        return dated

    def _value(self, page: Page, key: str, head: Mapping[str, Any], value: Any, place: str) -> Rule:
        if not isinstance(value, dict) or "from" not in value:
            raise page.fail(place, "thiếu ngày bắt đầu áp dụng (from)")
        source = self.source(page, value, place)
        start, end = page.day(value, "from", place), page.day(value, "until", place)
        if start and end and end < start:
            raise page.fail(place, "until đứng trước from")
        facts = self._cited_rows(page, {k: v for k, v in value.items() if k not in _META}, place)
        if what := defect(head["method"], facts):
            raise page.fail(place, what)
        also = tuple(self.cite(page, item, place) for item in value.get("also", ()))
        texts: dict[str, Any] = {name: one_line(value.get(name, "")) for name in ("reading", "settles")}
        if source.status != "confirmed" and not texts["settles"]:
            raise page.fail(place, "giá trị chưa đối chiếu bản gốc phải ghi settles: văn bản nào sẽ làm rõ")
        return Rule(
            key, head["title_vi"], head["method"], facts, source, also, head["question"],
            valid_from=start, valid_to=end, **texts,
        )  # fmt: skip

    def _cited_rows(self, page: Page, value: Any, place: str) -> Any:
        """Rows of a value may carry their own citations; they are checked and completed alike."""
        if isinstance(value, dict):
            return {
                str(key): plain(self.cite(page, item, place))
                if key == "source"
                else self._cited_rows(page, item, f"{place}.{key}")
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [
                self._cited_rows(page, item, f"{place}[{number}]") for number, item in enumerate(value, 1)
            ]
        return plain(value)

    def _overlay(self, book: Book, edition: str, office: str) -> tuple[Book, list[str]]:
        folder = self.root / "offices" / office
        facts = Page(self.root, folder / "office.yaml").data
        page = Page(self.root, folder / edition / "edition.yaml")
        data = page.take(page.data, "", "title", "overrides forms as_of note")
        rules = dict(book.rules)
        for number, item in enumerate(data.get("overrides") or (), 1):
            rule = self._override(page, book, item, f"overrides[{number}]")
            rules[rule.id] = rule
        plan = self._plan(folder / edition / "plan.yaml")
        on = page.day(data, "as_of", "") or book.on
        changed = replace(
            book, on=on, title=data["title"], office=office, facts=plain(facts), rules=rules, plan=plan
        )
        return changed, list(data.get("forms") or ())

    def _override(self, page: Page, book: Book, item: Any, place: str) -> Rule:
        """The office's own value: cited, of the same method, and never looser where the rule says so."""
        data = page.take(item, place, "rule set", "source also reading settles")
        base = book.rules.get(data["rule"])
        if base is None:
            raise page.fail(place, f'không có quy tắc "{data["rule"]}" để thay trong bản {book.edition}')
        source = self.source(page, data, place)
        own = self._cited_rows(page, data["set"], place)
        values = {**base.values, **own}
        if what := defect(base.method, values):
            raise page.fail(place, what)
        self._not_looser(page, base, values, place)
        texts: dict[str, Any] = {name: one_line(data.get(name, "")) for name in ("reading", "settles")}
        if source.status != "confirmed" and not texts["settles"]:
            raise page.fail(place, "giá trị chưa đối chiếu bản gốc phải ghi settles: văn bản nào sẽ làm rõ")
        also = tuple(self.cite(page, more, place) for more in data.get("also", ()))
        return replace(
            base, values=values, source=source, also=(*also, base.source, *base.also), level="office", **texts
        )

    def _not_looser(self, page: Page, base: Rule, values: Mapping[str, Any], place: str) -> None:
        head = Page(self.root, self.root / "rules" / f"{base.id}.yaml").data
        for key, direction in (head.get("direction") or {}).items():
            if (old := _at(base.values, key)) is None:
                continue
            if loose := _looser(direction, old, _at(values, key)):
                raise page.fail(
                    place, f"{key}: {loose} (quy định cấp trên: {base.source}); chỉ được chặt hơn"
                )

    def _plan(self, path: Path) -> tuple[PlanStep, ...]:
        page = Page(self.root, path)
        data = page.take(page.data, "", "source steps")
        steps = []
        for number, item in enumerate(data["steps"], 1):
            steps.append(self._step(page, item, f"steps[{number}]", data["source"]))
        keys = [step.key for step in steps]
        if len(set(keys)) < len(keys):
            raise page.fail("steps", "key của các bước bị trùng")
        for step in steps:
            if lost := set(step.after) - set(keys):
                raise page.fail(step.key, f"after nêu bước không có: {', '.join(sorted(lost))}")
        return tuple(steps)

    def _step(self, page: Page, item: Any, place: str, base: Mapping[str, Any]) -> PlanStep:
        lists = ("participants", "forms", "papers", "items", "after")
        data = page.take(item, place, "key title section quote", f"due phrase owner {' '.join(lists)}")
        source = self.cite(page, {**base, "clause": data["section"], "quote": data["quote"]}, place)
        if (phrase := data.get("phrase", "")) and phrase not in source.quote:
            raise page.fail(place, "phrase (lời văn về thời hạn) phải nằm trong quote")
        more: dict[str, Any] = {name: tuple(data.get(name) or ()) for name in lists}
        due = self._due(page, data["due"], place) if "due" in data else None
        texts = {"phrase": phrase, "owner": data.get("owner", "")}
        return PlanStep(data["key"], data["title"], str(data["section"]), source, due, **texts, **more)

    def _due(self, page: Page, item: Any, place: str) -> Due:
        data = page.take(item, f"{place}.due", "kind day", "start")
        day, start = page.day(data, "day", place), page.day(data, "start", place)
        try:
            return Due(DueKind(data["kind"]), day or date.min, start)
        except ValueError as error:
            raise page.fail(f"{place}.due", f"thời hạn không hợp lệ: {error}") from error

    def _fillable(
        self, page: Page, keys: list[str], office: str | None
    ) -> tuple[dict[str, Form], dict[str, ScoreTable]]:
        """Forms and score tables of the edition; the office's own file goes before the common one."""
        forms: dict[str, Form] = {}
        tables: dict[str, ScoreTable] = {}
        for key in keys:
            own = self.root / "offices" / (office or "") / "forms" / f"{key}.yaml"
            source = Page(self.root, own if office and own.is_file() else self.root / "forms" / f"{key}.yaml")
            citation = self.source(source, source.data, "")
            if "lines" in source.data:
                tables[key] = read_table(source, key, citation)
            else:
                forms[key] = read_form(source, key, citation)
        for form in forms.values():
            if form.score_table and form.score_table not in tables:
                raise page.fail(
                    "forms", f'biểu mẫu "{form.key}" cần bảng "{form.score_table}" chưa nêu trong forms'
                )
        return forms, tables

    def _forms_exist(self, book: Book, page: Page) -> None:
        """Every form that the choosing rule names is in the edition, and every paper of a step too."""
        rule = book.rules.get("review/form_for")
        for row in rule["rows"] if rule else ():
            for key in filter(None, (row.get("form"), row.get("score_table"))):
                if key not in book.forms and key not in book.tables:
                    raise page.fail(
                        "forms", f'review/form_for chọn "{key}" nhưng bản này không nêu biểu mẫu đó'
                    )
        for step in book.plan:
            if lost := [key for key in step.forms if key not in book.forms and key not in book.tables]:
                raise page.fail(
                    "forms", f'bước "{step.key}" cần "{lost[0]}" nhưng bản này không nêu biểu mẫu đó'
                )

    def _acts_used(self, book: Book) -> dict[str, Instrument]:
        """The acts that something in the book cites, and those that these replace or amend."""
        used: set[str] = set()
        _collect_acts(plain(replace(book, instruments={})), used)
        for key in list(used):
            used |= {*self.acts[key].replaces, *self.acts[key].amends} & self.acts.keys()
        return {key: act for key, act in sorted(self.acts.items()) if key in used}


def _instrument(page: Page) -> Instrument:
    data = page.take(
        page.data, "", "kind title text", "number issuer issued in_force until replaces amends name note"
    )
    key = page.name.removeprefix("instruments/").removesuffix(".yaml")
    if data["text"] not in _TEXTS:
        raise page.fail("text", f"phải là một trong {', '.join(_TEXTS)}")
    if not data.get("number") and not data.get("name"):
        raise page.fail("", "văn bản phải có số (number) hoặc tên gọi (name)")
    known: dict[str, Any] = {name: one_line(data.get(name, "")) for name in _INSTRUMENT_TEXTS}
    known |= {name: page.day(data, name, name) for name in ("issued", "in_force", "until")}
    known |= {name: tuple(data.get(name) or ()) for name in ("replaces", "amends")}
    return Instrument(key=key, **known)


def _holds(rule: Rule, on: date) -> bool:
    return (rule.valid_from or date.min) <= on <= (rule.valid_to or date.max)


def _span(rule: Rule) -> str:
    start = f"{rule.valid_from:%d/%m/%Y}" if rule.valid_from else "…"
    return f"{start} - {f'{rule.valid_to:%d/%m/%Y}' if rule.valid_to else 'nay'}"


def _why_absent(dated: list[Rule], on: date) -> str:
    """Before the first value there is no answer, never a default."""
    first, last = dated[0].valid_from or date.min, dated[-1].valid_to
    if on < first:
        return f"ngày {on:%d/%m/%Y} chưa có giá trị, giá trị đầu tiên áp dụng từ {first:%d/%m/%Y}"
    if last and on > last:
        return f"ngày {on:%d/%m/%Y} không còn giá trị, giá trị cuối cùng hết áp dụng sau {last:%d/%m/%Y}"
    return f"ngày {on:%d/%m/%Y} nằm giữa hai giá trị, không có giá trị nào áp dụng"


def _at(values: Mapping[str, Any], path: str) -> Any:
    """A value by its dotted path: "pass.share"."""
    for key in path.split("."):
        values = values.get(key) if isinstance(values, Mapping) else None  # type: ignore[assignment]
    return values


def _looser(direction: str, old: Any, new: Any) -> str:
    """Why the new value loosens the old one; empty when it does not."""
    if direction == "fixed":
        return "" if new == old else f"không được thay {old} bằng {new}"
    if new is None:
        return "không được bỏ giá trị này"
    if direction == "subset":
        return "" if set(new) <= set(old) else f"{new} rộng hơn {old}"
    if isinstance(old, list):
        return _looser_bands(old, new)
    before, after = Fraction(str(old)), Fraction(str(new))
    if direction == "at_most":
        return f"{new} cao hơn mức tối đa {old}" if after > before else ""
    return f"{new} thấp hơn mức tối thiểu {old}" if after < before else ""


def _looser_bands(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> str:
    """Which level would begin at fewer points than the bands above allow."""
    for before, after in zip(old, new, strict=True):
        edges = [(Fraction(str(band["value"])), band["op"] == ">") for band in (before, after)]
        if edges[1] < edges[0]:
            return f"mức {after['level']} bắt đầu từ {after['value']} điểm, thấp hơn {before['value']}"
    return ""


def _collect_acts(value: Any, into: set[str]) -> None:
    if isinstance(value, dict):
        if "act" in value and "clause" in value:
            into.add(value["act"])
        for item in value.values():
            _collect_acts(item, into)
    elif isinstance(value, list):
        for item in value:
            _collect_acts(item, into)
