"""Which values each named method needs. A pack chooses a method; it never computes.

A value that no method knows, or one that a method misses, is an error of the pack, not a surprise at year's end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thuocdo.kernel.words import Grade

BASES = ("members", "summoned", "present", "issued", "collected", "valid", "all_staff")
OPERATORS = (">=", ">", "<=", "<", "==")
Values = Mapping[str, Any]


def is_share(value: Any) -> bool:
    """Whether it is an exact share between 0 and 1, written as text: "1/5"."""
    try:
        return isinstance(value, str) and 0 <= Fraction(value) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def _share_of(values: Values) -> str:
    if not is_share(values["share"]):
        return 'share phải là phân số viết trong dấu nháy, ví dụ "1/5"'
    unknown = set(values["of"]) - {*Grade, "all"}
    if unknown or not set(values["of"]) & {Grade.GOOD, "all"}:
        return "of phải gồm các mức xếp loại, trong đó có good, hoặc là [all]"
    if values["rounding"] != "down":
        return 'rounding chỉ nhận "down": "không vượt quá" là bất đẳng thức, không được làm tròn lên'
    return ""


def _rows(values: Values) -> str:
    for number, row in enumerate(values["rows"], 1):
        if "when" not in row or "source" not in row:
            return f"dòng {number} phải có when và source"
    return ""


def _items(values: Values) -> str:
    keys = [item.get("key") for item in values["items"]]
    if None in keys or any("title" not in item for item in values["items"]):
        return "mỗi mục phải có key và title"
    return "key của các mục bị trùng" if len(set(keys)) < len(keys) else ""


def _vote(values: Values) -> str:
    need = values["pass"]
    if values["base"] not in BASES:
        return f"base phải là một trong {', '.join(BASES)}"
    if need.get("op") not in (">", ">=") or not is_share(need.get("share")):
        return 'pass phải có op (">" hoặc ">=") và share là phân số trong dấu nháy'
    if "quorum" in values and not is_share(values["quorum"]):
        return 'quorum phải là phân số trong dấu nháy, ví dụ "2/3"'
    return ""


def _level(values: Values, key: str) -> str:
    return "" if values[key] in tuple(Grade) else f"{key} phải là một mức xếp loại"


@dataclass(frozen=True)
class Method:
    needs: frozenset[str]
    may: frozenset[str] = frozenset()
    check: Callable[[Values], str] = lambda values: ""


def _method(needs: str, may: str = "", check: Callable[[Values], str] = lambda values: "") -> Method:
    return Method(frozenset(needs.split()), frozenset(may.split()), check)


METHODS: dict[str, Method] = {
    "share_of": _method("share of per rounding", "exception small_group counted", _share_of),
    "months_needed": _method("months effect", "still_requires except"),
    "months_ceiling": _method("from_months below_months max", "except", lambda v: _level(v, "max")),
    "forced_level": _method("level counts", "except", lambda v: _level(v, "level")),
    "first_match": _method("rows", "otherwise", _rows),
    "items": _method("items", "ordered", _items),
    "vote": _method("base pass", "secret quorum absent ballot note", _vote),
    "minimum": _method("count", "below"),
    "yearly_day": _method("kind month day", "except year_offset"),
    "statement": _method("text", "keys"),
}


def defect(method: str, values: Values) -> str:
    """What is wrong with the values of a rule, in Vietnamese; empty when nothing is."""
    if method not in METHODS:
        return f'không có cách tính tên là "{method}"'
    known = METHODS[method]
    if missing := known.needs - values.keys():
        return f"thiếu giá trị: {', '.join(sorted(missing))}"
    if extra := values.keys() - known.needs - known.may:
        return f"giá trị lạ với cách tính {method}: {', '.join(sorted(extra))}"
    return known.check(values)
