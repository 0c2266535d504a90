"""Which values each named method needs. A pack chooses a method; it never computes.

A value that no method knows, or one that a method misses, is an error of the pack, not a surprise at year's end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from thuocdo.kernel.words import Grade

from .conditions import compiled

BASES = ("members", "summoned", "present", "issued", "collected", "valid", "all_staff")
Values = Mapping[str, Any]
Check = Callable[[Values], str]


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
    if "exception" in values and not is_share(values["exception"].get("share")):
        return "exception phải có share là phân số viết trong dấu nháy"
    small = values.get("small_group", {"below": 1, "max": 1})
    return "" if {"below", "max"} <= small.keys() else "small_group phải có below và max"


def _rows(values: Values) -> str:
    for number, row in enumerate(values["rows"], 1):
        if "when" not in row or "source" not in row:
            return f"dòng {number} phải có when và source"
    return ""


def _regimes(values: Values) -> str:
    for number, row in enumerate(values["rows"], 1):
        if "profile" not in row or "years" not in row:
            return f"dòng {number} phải có profile và years"
    return _rows(values)


def _items(values: Values) -> str:
    keys = [item.get("key") for item in values["items"]]
    if None in keys or any("title" not in item for item in values["items"]):
        return "mỗi mục phải có key và title"
    return "key của các mục bị trùng" if len(set(keys)) < len(keys) else ""


def _order(values: Values) -> str:
    lacking = [item["key"] for item in values["items"] if not {"first", "then"} <= item.keys()]
    return _items(values) or (f"mục {lacking[0]} phải có first và then" if lacking else "")


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


def _conditions(specs: Any) -> str:
    try:
        for spec in specs:
            compiled({key: value for key, value in spec.items() if key != "source"})
    except (ValueError, AttributeError, TypeError) as error:
        return str(error)
    return ""


def _ladder(values: Values) -> str:
    """Levels best first, each with its conditions and its own citation."""
    levels = values["levels"]
    grades = [item.get("level") for item in levels]
    if grades != [grade for grade in Grade if grade in grades] or not grades:
        return "levels phải xếp từ mức cao xuống mức thấp, không trùng"
    for item in levels:
        if "all" not in item or "source" not in item:
            return f"mức {item['level']} phải có all (các điều kiện) và source"
        if what := _conditions(item["all"]):
            return f"mức {item['level']}: {what}"
    for gap in values.get("gaps", ()):
        if not {"key", "title", "all"} <= gap.keys():
            return "mỗi dòng gaps phải có key, title và all"
        if what := _conditions(gap["all"]):
            return f"gaps {gap['key']}: {what}"
    lacking = [spec for spec in values.get("force", ()) if "source" not in spec]
    return "mỗi dòng force phải có source" if lacking else _conditions(values.get("force", ()))


def _bands(values: Values) -> str:
    """Score bands, best first, down to zero: every score falls in exactly one."""
    bands = values["bands"]
    if [band.get("level") for band in bands] != list(Grade):
        return "bands phải nêu đủ bốn mức từ cao xuống thấp"
    if any(band.get("op") not in (">=", ">") for band in bands):
        return 'op của mỗi khoảng điểm phải là ">=" hoặc ">"'
    edges = [Fraction(str(band.get("value", "-1"))) for band in bands]
    if bands[-1]["op"] != ">=" or edges[-1] != 0:
        return "các khoảng điểm bị hở: mức cuối phải bắt đầu từ 0 (op >=)"
    if any(upper <= lower for upper, lower in pairwise(edges)):
        return "các khoảng điểm phải giảm dần, không chồng nhau"
    return _ladder(values) if "levels" in values else _conditions(values.get("force", ()))


def _ceiling(values: Values) -> str:
    if ("max" in values) == ("not_above" in values):
        return "ceiling phải có đúng một trong hai: max hoặc not_above"
    return (_level(values, "max") if "max" in values else "") or _conditions(values["when"])


def _profile(values: Values) -> str:
    lists = [key for key in ("eligibility", "force", "ceilings") if not isinstance(values[key], list)]
    return f"{lists[0]} phải là danh sách mã quy tắc" if lists else ""


def _flags(values: Values) -> str:
    for number, row in enumerate(values["rows"], 1):
        if not {"level", "years", "flag"} <= row.keys():
            return f"dòng {number} phải có level, years và flag"
    return _rows(values)


@dataclass(frozen=True)
class Method:
    needs: frozenset[str]
    may: frozenset[str] = frozenset()
    check: Check = lambda values: ""


def _method(needs: str, may: str = "", check: Check = lambda values: "") -> Method:
    return Method(frozenset(needs.split()), frozenset(may.split()), check)


METHODS: dict[str, Method] = {
    "share_of": _method("share of per rounding", "exception small_group counted", _share_of),
    "months_needed": _method("months effect", "still_requires except"),
    "months_ceiling": _method("from_months below_months max", "except", lambda v: _level(v, "max")),
    "forced_level": _method("level counts", "except confirm", lambda v: _level(v, "level")),
    "excluded": _method("any", "", lambda v: _conditions(v["any"])),
    "ladder": _method("levels", "force gaps", _ladder),
    "bands": _method("bands", "force mean_of disagreement", _bands),
    "bands_and_conditions": _method("bands levels", "force mean_of disagreement", _bands),
    "converted_counts": _method("common_max results_max parts", "leading deduction halves"),
    "ceiling": _method("when", "max not_above", _ceiling),
    "profile": _method("standard eligibility force ceilings cap", "note", _profile),
    "regimes": _method("rows", "", _regimes),
    "order": _method("items", "", _order),
    "flags": _method("rows", "", _flags),
    "first_match": _method("rows", "otherwise", _rows),
    "items": _method("items", "ordered", _items),
    "vote": _method("base pass", "secret quorum absent ballot note", _vote),
    "minimum": _method("count", "below"),
    "yearly_day": _method("kind month day", "except special"),
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
