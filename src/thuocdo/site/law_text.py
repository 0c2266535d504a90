"""The book as plain text: what applies to whom in a year, and what changed between two years."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thuocdo.kernel.findings import Citation
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book, Rule, plain
from thuocdo.law.explain import doubts
from thuocdo.law.facts import FACTS
from thuocdo.law.in_words import LEVELS, OPERATORS, condition_text, due_text, in_short, row_text

MARKS = {"confirmed": "", "secondary": " [chưa đối chiếu bản gốc]", "assumed": " [giả định]"}


def cited(source: Citation) -> str:
    return f"{source}{MARKS[source.status]}"


def show(book: Book, subject: str | None = None) -> list[str]:
    """What applies in an edition: who is rated by what, limits, forms, dates, and what is not yet confirmed."""
    lines = [book.title, f"Giá trị chọn cho ngày {day(book.on)}. Mã: {book.digest[:16]}", ""]
    for profile in _profiles(book, subject):
        lines += [*_profile_lines(book, profile), ""]
    lines += ["Tỷ lệ xuất sắc tối đa", *_cap_lines(book), "", "Quy tắc khác"]
    shown = ("rating/", "profile/", "regime/", "consequence/")
    lines += [
        f"  {rule.title_vi}: {in_short(rule)} ({cited(rule.source)})"
        for key, rule in sorted(book.rules.items())
        if not key.startswith(shown)
    ]
    lines += [
        "",
        "Biểu mẫu",
        *[
            f"  {form.code}: {form.title} ({form.subject}){MARKS[form.source.status]}"
            for form in book.forms.values()
        ],
    ]
    lines += [f"  {table.code}: {table.title}{MARKS[table.source.status]}" for table in book.tables.values()]
    if book.plan:
        lines += [
            "",
            "Kế hoạch",
            *[f"  {step.section}: {step.title} ({due_text(step.due)})" for step in book.plan],
        ]
    waiting = doubts(book)
    lines += ["", f"Chưa đối chiếu văn bản gốc: {len(waiting)} mục (thuocdo law doubts {book.edition})"]
    return lines


def doubt_lines(book: Book) -> list[str]:
    """Everything that nobody here has read in the original, with the text that would settle it."""
    return [
        f"{doubt.title}{MARKS[doubt.source.status]}\n    căn cứ: {doubt.source}\n    sẽ rõ khi có: {doubt.settles or 'văn bản nêu trên'}"
        for doubt in doubts(book)
    ]


def _profiles(book: Book, subject: str | None) -> Iterator[Rule]:
    seen = set()
    for row in book["regime/table"]["rows"]:
        key = f"profile/{row['profile']}"
        if key in book and key not in seen and _fits(row["when"], subject):
            seen.add(key)
            yield book[key]


def _fits(when: Mapping[str, Any], subject: str | None) -> bool:
    if subject is None:
        return True
    if subject == "party":
        return when.get("axis") == "party"
    if subject in FACTS["staff_kind"].scale:
        return when.get("staff_kind") == subject
    wanted = when.get("subject", "")
    return subject in wanted if isinstance(wanted, list) else subject == wanted


def _profile_lines(book: Book, profile: Rule) -> list[str]:
    lines = [f"{profile.title_vi} ({cited(profile.source)})"]
    lines += [f"  Áp dụng: {row_text(row)}" for row in _rows_of(book, profile)]
    standard = book[profile["standard"]]
    lines += [
        f"  Diện xếp loại: {book[key].title_vi}: {in_short(book[key])} ({cited(book[key].source)})"
        for key in profile["eligibility"]
    ]
    for row in standard.get("bands", ()):
        words = OPERATORS[row["op"]].format(f"{row['value']} điểm")
        lines.append(f"  {LEVELS[Grade(row['level'])]}: {words} ({cited(standard.source)})")
    for row in standard.get("levels", ()):
        lines.append(f"  {LEVELS[Grade(row['level'])]}, mọi điều kiện ({cited(Citation(**row['source']))}):")
        lines += [f"    - {condition_text(spec)}" for spec in row["all"]]
    if force := standard.get("force", ()):
        lines.append(f"  {LEVELS[Grade.UNSATISFACTORY]}, chỉ cần một:")
        lines += [f"    - {condition_text(spec)} ({cited(Citation(**spec['source']))})" for spec in force]
    for key in (*profile["force"], *profile["ceilings"]):
        lines.append(f"  {book[key].title_vi}: {in_short(book[key])} ({cited(book[key].source)})")
    return lines


def _rows_of(book: Book, profile: Rule) -> list[Mapping[str, Any]]:
    name = profile.id.removeprefix("profile/")
    return [row for row in book["regime/table"]["rows"] if row["profile"] == name]


def _cap_lines(book: Book) -> list[str]:
    caps = [rule for key, rule in sorted(book.rules.items()) if rule.method == "share_of"]
    return [f"  {rule.title_vi}: {in_short(rule)} ({cited(rule.source)})" for rule in caps]


def diff(old: Book, new: Book) -> list[str]:
    """What changed between two editions: acts, rules by value and clause, forms."""
    lines = [f"{old.title}  →  {new.title}", ""]
    lines += _names("Văn bản thêm", "Văn bản bớt", _acts(old), _acts(new))
    for key in sorted(old.rules.keys() | new.rules.keys()):
        lines += _rule_change(old.rules.get(key), new.rules.get(key))
    codes = [{key: f"{form.code}: {form.title}" for key, form in book.forms.items()} for book in (old, new)]
    return lines + _names("Biểu mẫu thêm", "Biểu mẫu bớt", codes[0], codes[1])


def _acts(book: Book) -> dict[str, str]:
    """The acts that something in force rests on; the table of regimes names those of other years too."""
    rules = {key: rule for key, rule in book.rules.items() if key != "regime/table"}
    cited_acts = set(re.findall(r'"act": "([^"]+)"', json.dumps(plain([rules, book.forms, book.tables]))))
    return {key: f"{act.label}, {act.title}" for key, act in book.instruments.items() if key in cited_acts}


def _names(more: str, less: str, old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    lines = [f"+ {more}: {name}" for key, name in new.items() if key not in old]
    return lines + [f"- {less}: {name}" for key, name in old.items() if key not in new]


def _rule_change(old: Rule | None, new: Rule | None) -> list[str]:
    if old is None or new is None:
        rule = new or old
        assert rule is not None
        return [f"{'+ Thêm' if new else '- Bớt'}: {rule.title_vi} ({cited(rule.source)})"]
    changes = _value_changes(old.values, new.values, "")
    moved = (old.source.act, old.source.clause) != (new.source.act, new.source.clause)
    if not changes and not moved:
        return []
    lines = [f"~ {new.title_vi}"]
    if moved:
        lines.append(f"    căn cứ: {cited(old.source)}  →  {cited(new.source)}")
    many = 6
    return (
        lines
        + changes[:many]
        + ([f"    … và {len(changes) - many} thay đổi nữa"] if len(changes) > many else [])
    )


def _value_changes(old: Any, new: Any, place: str) -> list[str]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        keys: Sequence[str] = [key for key in {**old, **new} if key != "source"]
        return [
            line
            for key in keys
            for line in _value_changes(old.get(key), new.get(key), f"{place}.{key}".strip("."))
        ]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True), 1)
        return [line for number, (a, b) in pairs for line in _value_changes(a, b, f"{place}[{number}]")]
    return [] if old == new else [f"    {place}: {_told(old)}  →  {_told(new)}"]


def _told(value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} mục"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {item}" for key, item in value.items() if key != "source")
    return "(không có)" if value is None else str(value)
