"""Rules in words: the values of a rule as a reader would say them, in Vietnamese. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.findings import Citation
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Grade

from .book import Book, Rule, cited
from .facts import FACTS
from .forms import in_digits

LEVELS = {
    Grade.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Grade.GOOD: "Hoàn thành tốt nhiệm vụ",
    Grade.SATISFACTORY: "Hoàn thành nhiệm vụ",
    Grade.UNSATISFACTORY: "Không hoàn thành nhiệm vụ",
}
SUBJECTS = {
    "cadre": "Cán bộ",
    "civil_servant": "Công chức",
    "public_employee": "Viên chức",
    "contract_worker": "Người lao động",
    "party": "Đảng viên",
    "unit": "Phòng, ban, đơn vị",
    "leadership": "Tập thể lãnh đạo",
    "agency": "Cơ quan",
}
OPERATORS = {">=": "từ {} trở lên", ">": "trên {}", "<=": "không quá {}", "<": "dưới {}", "==": "đúng {}"}
DUES = {DueKind.BEFORE: "trước ngày", DueKind.BY: "chậm nhất ngày", DueKind.EXPECTED: "dự kiến ngày"}
_BASES = {
    "good": "hoàn thành tốt",
    "excellent": "xuất sắc",
    "all": "được xếp loại",
    "members": "thành viên",
    "summoned": "triệu tập",
    "present": "có mặt",
    "issued": "phiếu phát ra",
    "collected": "phiếu thu về",
    "valid": "phiếu hợp lệ",
    "all_staff": "toàn thể",
}
_LEAVES = {"maternity": "nghỉ thai sản", "sick": "nghỉ ốm"}
_WORDS = {"not_met": "chưa đạt", "met": "đáp ứng", "well": "thực hiện tốt"} | {
    str(g): t for g, t in LEVELS.items()
}


def due_text(due: Due | None) -> str:
    if due is None:
        return "không nêu ngày"
    return f"từ {day(due.start)} đến {day(due.day)}" if due.start else f"{DUES[due.kind]} {day(due.day)}"


def condition_text(spec: Mapping[str, Any]) -> str:
    """ "Số nhiệm vụ hoàn thành vượt mức: từ 50% trở lên của Số nhiệm vụ được giao" """
    for key, joint in (("all", " và "), ("any", " hoặc ")):
        if key in spec:
            return f"({joint.join(map(condition_text, spec[key]))})"
    if "is" in spec or "is_not" in spec:
        name, has = (spec["is"], True) if "is" in spec else (spec["is_not"], False)
        return f"{FACTS[name].title}: {'có' if has else 'không'}"
    if "share" in spec:
        share = in_digits(Fraction(spec["value"]) * 100)
        whole = FACTS[spec["of"]].title
        return (
            f"{FACTS[spec['share']].title}: {OPERATORS[spec['op']].format(f'{share}%')} của {whole.lower()}"
        )
    fact = FACTS[spec.get("word") or spec["number"]]
    value = _WORDS.get(str(spec["value"]), spec["value"])
    best = spec["op"] == ">=" and fact.scale[-1:] == (spec["value"],)
    return f"{fact.title}: {value if best else OPERATORS[spec['op']].format(value)}"


def row_text(row: Mapping[str, Any]) -> str:
    """Which work years, decided when, and why."""
    years, decided = row["years"], row.get("decided", {})
    text = f"năm công tác {years['from']}" + (f" đến {years['until']}" if "until" in years else " trở đi")
    for key, word in (("from", "quyết định từ"), ("until", "đến")):
        text += f", {word} {day(date.fromisoformat(decided[key]))}" if key in decided else ""
    return text + (f". {row['why']}" if "why" in row else "")


def in_short(rule: Rule) -> str:
    """A rule's values in one line."""
    return _SHORT.get(rule.method, _plainly)(rule)


def _plainly(rule: Rule) -> str:
    if "items" in rule.values:
        return "; ".join(item["title"] for item in rule["items"])
    return str(
        rule.get("text") or rule.reading or ", ".join(f"{key} {value}" for key, value in rule.values.items())
    )


def _share(text: str) -> str:
    """20% where the percent is whole, else the fraction itself: 2/3."""
    percent = Fraction(text) * 100
    return f"{percent}%" if percent.denominator == 1 else text


def _share_rule(rule: Rule) -> str:
    wide = rule.get("exception", {}).get("share")
    base = " và ".join(_BASES[word] for word in rule["of"])
    return f"không quá {_share(rule['share'])} số {base}" + (
        f", đến {_share(wide)} khi có quyết định" if wide else ""
    )


def _vote_rule(rule: Rule) -> str:
    quorum = f"; phải có mặt {_share(rule['quorum'])}" if rule.get("quorum") else ""
    secret = "phiếu kín, " if rule.get("secret") else ""
    share = OPERATORS[rule["pass"]["op"]].format(_share(rule["pass"]["share"]))
    return f"{secret}{share} số {_BASES[rule['base']]}{quorum}"


def _forced_rule(rule: Rule) -> str:
    which = (
        "mọi kỷ luật" if rule["counts"] == "any" else "kỷ luật về suy thoái hoặc liên quan công vụ, nhiệm vụ"
    )
    return f"{which}: {LEVELS[Grade(rule['level'])].lower()}"


def _ceiling_rule(rule: Rule) -> str:
    limit = (
        LEVELS[Grade(rule["max"])].lower() if "max" in rule.values else FACTS[rule["not_above"]].title.lower()
    )
    return f"khi {', '.join(map(condition_text, rule['when']))}: không quá {limit}"


def _matched_rule(rule: Rule) -> str:
    return "; ".join(dict.fromkeys(row["why"].rstrip(".") for row in rule["rows"]))


def _months_rule(rule: Rule) -> str:
    kinds = [_LEAVES[kind] for kind in rule.get("except", ())]
    return f"từ {rule['months']} tháng" + (f", trừ {', '.join(kinds)}" if kinds else "")


_SHORT = {
    "months_needed": _months_rule,
    "share_of": _share_rule,
    "vote": _vote_rule,
    "forced_level": _forced_rule,
    "ceiling": _ceiling_rule,
    "first_match": _matched_rule,
    "minimum": lambda rule: f"{rule['count']}. {rule.reading}",
    "yearly_day": lambda rule: (
        f"{DUES[DueKind(rule['kind'])]} {rule['day']:02}/{rule['month']:02}. {rule.reading}"
    ),
    "excluded": lambda rule: "; ".join(condition_text(spec) for spec in rule["any"]),
}


@dataclass(frozen=True)
class Line:
    """One line of a rule's values. `source` where the line has a clause of its own; `under` sets it below another."""

    text: str
    source: Citation | None = None
    under: bool = False


def in_lines(rule: Rule, book: Book) -> list[Line]:
    """A rule's values in full, in the order of the law."""
    return list(_LINES.get(rule.method, _one_line)(rule, book))


def _one_line(rule: Rule, book: Book) -> Iterator[Line]:
    text = in_short(rule)
    yield Line(text[:1].upper() + text[1:])


def _items(rule: Rule, book: Book) -> Iterator[Line]:
    for number, item in enumerate(rule["items"], 1):
        place = f"{item.get('number', number)}. " if rule.get("ordered") else ""
        yield Line(f"{place}{item['title']}", _own(item))


def _rows(rule: Rule, book: Book) -> Iterator[Line]:
    for row in rule["rows"]:
        named = [key for key in (row.get("form"), *row.get("also", ()), row.get("score_table")) if key]
        codes = [entry.code for key in named if (entry := book.forms.get(key) or book.tables.get(key))]
        yield Line(row["why"] + (f" → {', '.join(codes)}" if codes else ""), _own(row))


def _regimes(rule: Rule, book: Book) -> Iterator[Line]:
    """The rows that this edition holds the steps of."""
    for row in rule["rows"]:
        if (key := f"profile/{row['profile']}") in book:
            yield Line(f"{book[key].title_vi}: {row_text(row)}", _own(row))


def _standard(rule: Rule, book: Book) -> Iterator[Line]:
    for row in rule.get("bands", ()):
        points = OPERATORS[row["op"]].format(f"{row['value']} điểm")
        yield Line(f"{LEVELS[Grade(row['level'])]}: {points}")
    for row in rule.get("levels", ()):
        yield Line(f"{LEVELS[Grade(row['level'])]}, khi đạt mọi điều kiện:", _own(row))
        yield from (Line(condition_text(spec), under=True) for spec in row["all"])
    if force := rule.get("force", ()):
        yield Line(f"{LEVELS[Grade.UNSATISFACTORY]}, khi có một trong các trường hợp:")
        yield from (Line(condition_text(spec), _own(spec), under=True) for spec in force)


def _profile(rule: Rule, book: Book) -> Iterator[Line]:
    """The steps, each by the title of its rule."""
    steps = {
        "Ai được xếp loại": rule["eligibility"],
        "Buộc xuống mức thấp nhất": rule["force"],
        "Tiêu chuẩn của từng mức": [rule["standard"]],
        "Mức cao nhất được xếp": rule["ceilings"],
        "Tỷ lệ tối đa": [rule["cap"]],
    }
    for step, keys in steps.items():
        yield from (Line(f"{step}: {book[key].title_vi}", book[key].source) for key in keys if key in book)


def _flags(rule: Rule, book: Book) -> Iterator[Line]:
    for row in rule["rows"]:
        levels = row["level"] if isinstance(row["level"], list) else [row["level"]]
        which = " hoặc ".join(LEVELS[Grade(level)].lower() for level in levels)
        years = "một năm" if row["years"] == 1 else f"{row['years']} năm"
        run = " liên tiếp" if row.get("consecutive", True) and row["years"] > 1 else ""
        kinds = row["when"].get("staff_kind", [])
        who = ", ".join(SUBJECTS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))
        until = f" (đến {day(date.fromisoformat(row['until']))})" if "until" in row else ""
        since = f" (từ {day(date.fromisoformat(row['from']))})" if "from" in row else ""
        yield Line(f"{who or 'Mọi đối tượng'}, {years}{run} {which}: {row['flag']}{since}{until}", _own(row))


def _leave(rule: Rule, book: Book) -> Iterator[Line]:
    level, kinds = LEVELS[Grade(rule["max"])], [_LEAVES[kind] for kind in rule.get("except", ())]
    apart = f", không kể {', '.join(kinds)}" if kinds else ""
    yield Line(
        f"Nghỉ từ {rule['from_months']} đến dưới {rule['below_months']} tháng{apart}: cao nhất là “{level}”"
    )


def _minimum(rule: Rule, book: Book) -> Iterator[Line]:
    yield Line(f"Ít nhất {rule['count']}")


def _yearly(rule: Rule, book: Book) -> Iterator[Line]:
    due = DUES[DueKind(rule["kind"])]
    yield Line(f"{due[:1].upper()}{due[1:]} {rule['day']:02}/{rule['month']:02} hằng năm")


def _period(rule: Rule, book: Book) -> Iterator[Line]:
    yield Line(f"Tiêu chí chung: tối đa {rule['common_max']} điểm")
    yield Line(f"Kết quả thực hiện nhiệm vụ: tối đa {rule['results_max']} điểm, theo trung bình các tỷ lệ")
    yield Line(f"Mỗi lần không đạt chất lượng hoặc chậm: trừ {_share(rule['deduction'])} của sản phẩm đó")


def _own(row: Mapping[str, Any]) -> Citation | None:
    return cited(row) if "source" in row else None


_LINES = {
    "items": _items,
    "order": _items,
    "first_match": _rows,
    "regimes": _regimes,
    "ladder": _standard,
    "bands": _standard,
    "bands_and_conditions": _standard,
    "profile": _profile,
    "flags": _flags,
    "months_ceiling": _leave,
    "minimum": _minimum,
    "yearly_day": _yearly,
    "converted_counts": _period,
}
