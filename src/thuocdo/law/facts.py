"""The vocabulary of facts: everything a rule may ask about a person or a collective, with its kind.

Case files, spreadsheets and the pages hand over facts under these names and no others. A fact that is absent is
unknown, never assumed; the engine then says what it needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

GRADE_WORDS = ("Kém", "Trung bình", "Tốt", "Xuất sắc")
LEVELS = ("unsatisfactory", "satisfactory", "good", "excellent")


@dataclass(frozen=True)
class Fact:
    """One thing that may be known. `scale` lists the words of a word fact, lowest first."""

    kind: str  # word | yes | count | number | date | numbers | words | list
    title: str
    scale: tuple[str, ...] = ()


def _word(title: str, *scale: str) -> Fact:
    return Fact("word", title, scale)


def _count(title: str) -> Fact:
    return Fact("count", title)


def _yes(title: str) -> Fact:
    return Fact("yes", title)


FACTS: dict[str, Fact] = {
    # who is rated, where, when
    "subject": _word("Đối tượng", "person", "unit", "leadership", "agency"),
    "axis": _word("Xếp loại về mặt nào", "state", "party", "collective"),
    "staff_kind": _word("Loại nhân sự", "cadre", "civil_servant", "public_employee", "contract_worker"),
    "leads": _yes("Giữ chức vụ lãnh đạo, quản lý"),
    "head": _yes("Là người đứng đầu tổ chức"),
    "unit_kind": _word("Loại đơn vị", "leadership", "department", "board", "centre"),
    "year": _count("Năm công tác được đánh giá"),
    "decided_on": Fact("date", "Ngày quyết định xếp loại"),
    "unit_rule": _yes("Đơn vị sự nghiệp đã có quy chế đánh giá riêng"),
    "contract_rule": _word("Cơ quan áp dụng cho người lao động quy định nào", "none", "nd-335", "nd-233"),
    # time
    "worked_months": Fact("number", "Số tháng làm việc trong năm"),
    "absent_months": Fact("number", "Số tháng nghỉ có lý do, không kể thai sản"),
    "leave_kinds": Fact(
        "words", "Các loại nghỉ trong năm", ("maternity", "sick", "unpaid", "study", "other")
    ),
    # own work
    "criteria_common": _word(
        "Tiêu chí chung (chính trị, đạo đức, tác phong, kỷ luật)", "not_met", "met", "well"
    ),
    "criteria_leading": _word("Tiêu chí riêng của người lãnh đạo, quản lý", "not_met", "met", "well"),
    "tasks_assigned": _count("Số nhiệm vụ được giao"),
    "tasks_done": _count("Số nhiệm vụ hoàn thành"),
    "tasks_ok": _count("Số nhiệm vụ đúng tiến độ, bảo đảm chất lượng, hiệu quả"),
    "tasks_high": _count("Số nhiệm vụ đúng tiến độ, chất lượng, hiệu quả cao"),
    "tasks_exceeded": _count("Số nhiệm vụ hoàn thành vượt mức"),
    "tasks_late": _count("Số nhiệm vụ chậm tiến độ"),
    # what is led
    "targets_total": _count("Số chỉ tiêu, nhiệm vụ của đơn vị, lĩnh vực phụ trách"),
    "targets_done": _count("Số chỉ tiêu của đơn vị hoàn thành"),
    "targets_ok": _count("Số chỉ tiêu của đơn vị đúng tiến độ, bảo đảm chất lượng"),
    "targets_exceeded": _count("Số chỉ tiêu của đơn vị hoàn thành vượt mức"),
    "targets_late": _count("Số chỉ tiêu của đơn vị chậm tiến độ"),
    "units_rated": _count("Số đơn vị trực tiếp quản lý được xếp loại"),
    "units_done": _count("Số đơn vị trực tiếp quản lý từ hoàn thành nhiệm vụ trở lên"),
    "units_good": _count("Số đơn vị trực tiếp quản lý từ hoàn thành tốt nhiệm vụ trở lên"),
    "units_unsatisfactory": _count("Số đơn vị trực tiếp quản lý không hoàn thành nhiệm vụ"),
    "unit_level": _word("Mức xếp loại của đơn vị do người này đứng đầu", *LEVELS),
    "five_targets_missed": _yes("Không đạt 5 chỉ tiêu kinh tế - xã hội cơ bản"),
    "votes_low": _count("Số phiếu tín nhiệm thấp"),
    "votes_total": _count("Số phiếu tín nhiệm (không lấy phiếu thì ghi 0)"),
    # criteria graded in four words
    "grade_lowest": _word("Cấp độ thấp nhất trong các tiêu chí", *GRADE_WORDS),
    "grade_results": _word("Cấp độ của tiêu chí kết quả thực hiện nhiệm vụ", *GRADE_WORDS),
    # points
    "score": Fact("number", "Điểm của năm (thang 100)"),
    "period_scores": Fact("numbers", "Điểm từng tháng hoặc quý"),
    "quarter_unsatisfactory": _yes("Có một quý bị xếp không hoàn thành nhiệm vụ"),
    # wrongs
    "degradation": _yes("Bị kết luận suy thoái, tự diễn biến, tự chuyển hóa"),
    "forbidden_acts": _yes("Bị kết luận vi phạm điều cấm hoặc trách nhiệm nêu gương, ảnh hưởng uy tín"),
    "corruption_in_unit": _yes("Đơn vị phụ trách có tham nhũng, lãng phí bị xử lý theo pháp luật"),
    "disciplines": Fact("list", "Các quyết định kỷ luật"),
    "member_disciplined": _yes("Thành viên lãnh đạo hoặc tổ chức trực thuộc bị kỷ luật"),
    "member_self_remedied": _yes("Kỷ luật đó do tự phát hiện và đã khắc phục"),
    "personnel_wrongdoing": _yes("Bị kết luận sai phạm công tác cán bộ, mất đoàn kết"),
    "shortcomings_total": _count("Số hạn chế, khuyết điểm được chỉ ra trước đây"),
    "shortcomings_remedied": _count("Số hạn chế, khuyết điểm đã khắc phục"),
    # Party side
    "state_level": _word("Mức xếp loại công chức, viên chức cùng năm", *LEVELS),
    "party_months": Fact("number", "Số tháng từ khi kết nạp đảng"),
    "party_exempt": _yes("Được miễn công tác và sinh hoạt đảng"),
    "party_suspended": _yes("Đang bị đình chỉ sinh hoạt đảng"),
}

DISCIPLINE: dict[str, Fact] = {
    "side": _word("Bên kỷ luật", "party", "state"),
    "effective_on": Fact("date", "Ngày quyết định có hiệu lực"),
    "also_effective_on": Fact("date", "Ngày hiệu lực của quyết định kia về cùng hành vi"),
    "duty_related": _yes("Hành vi liên quan đến hoạt động công vụ, nhiệm vụ"),
    "degradation": _yes("Hành vi suy thoái"),
    "used_for_year": _count("Năm trước đã bị xếp không hoàn thành nhiệm vụ vì hành vi này"),
    "self_remedied": _yes("Tự phát hiện và đã khắc phục"),
    "at_old_agency": _yes("Hành vi xảy ra ở cơ quan cũ"),
}

_PARTS = [
    ("tasks_done", "tasks_assigned"),
    ("tasks_ok", "tasks_done"),
    ("tasks_high", "tasks_ok"),
    ("tasks_exceeded", "tasks_done"),
    ("tasks_late", "tasks_assigned"),
    ("targets_done", "targets_total"),
    ("targets_ok", "targets_done"),
    ("targets_exceeded", "targets_done"),
    ("targets_late", "targets_total"),
    ("units_done", "units_rated"),
    ("units_good", "units_done"),
    ("units_unsatisfactory", "units_rated"),
    ("votes_low", "votes_total"),
    ("shortcomings_remedied", "shortcomings_total"),
]
_SCORE_MAX = 100


class BadFacts(ValueError):
    """Facts that cannot be used; `problems` are Vietnamese sentences, all of them."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__("; ".join(problems))


def read_facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as typed, made exact. Raises `BadFacts` with every problem, never only the first."""
    problems: list[str] = []
    facts = _known(data, FACTS, problems)
    if isinstance(rows := facts.get("disciplines"), list):
        facts["disciplines"] = tuple(
            _known(row, DISCIPLINE, problems) for row in rows if _is_row(row, problems)
        )
        problems += [
            "disciplines: thiếu effective_on (ngày quyết định có hiệu lực)"
            for row in facts["disciplines"]
            if "effective_on" not in row
        ]
    problems += _contradictions(facts)
    if problems:
        raise BadFacts(problems)
    return facts


def _is_row(row: Any, problems: list[str]) -> bool:
    if not isinstance(row, Mapping):
        problems.append("disciplines: mỗi quyết định là một bảng các mục")
    return isinstance(row, Mapping)


def _known(data: Mapping[str, Any], vocabulary: Mapping[str, Fact], problems: list[str]) -> dict[str, Any]:
    facts = {}
    for name, value in data.items():
        if name not in vocabulary:
            near = get_close_matches(str(name), vocabulary, 1)
            problems.append(f'không có dữ kiện "{name}"' + (f', có phải "{near[0]}"?' if near else ""))
            continue
        try:
            facts[name] = _value(vocabulary[name], value)
        except ValueError as error:
            problems.append(f"{name}: {error}")
    return facts


def _number(value: Any) -> Fraction:
    if isinstance(value, (bool, float)) or value is None:
        raise ValueError(f'số viết trong dấu nháy, ví dụ "89.5", không phải {value!r}')
    try:
        return Fraction(str(value).strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} không phải là số") from None


def _whole(value: Any) -> int:
    number = _number(value)
    if number.denominator != 1 or number < 0:
        raise ValueError(f"{value!r} không phải số đếm (0, 1, 2 …)")
    return int(number)


def _at_least_zero(value: Any) -> Fraction:
    if (number := _number(value)) < 0:
        raise ValueError("không được âm")
    return number


def _one_of(scale: tuple[str, ...], value: Any) -> str:
    if value not in scale:
        raise ValueError(f"{value!r} phải là một trong: {', '.join(scale)}")
    return str(value)


def _yes_no(value: Any) -> bool:
    words = {True: True, False: False, "có": True, "không": False}
    if not isinstance(value, (bool, str)) or value not in words:
        raise ValueError(f"{value!r} phải là có hoặc không")
    return words[value]


def _date(value: Any) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} phải là ngày dạng năm-tháng-ngày, ví dụ 2023-11-28") from None


def _each(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return list(value)
    raise ValueError(f"{value!r} phải là một danh sách")


def _value(fact: Fact, value: Any) -> Any:
    if fact.kind == "word":
        return _one_of(fact.scale, value)
    if fact.kind == "words":
        return tuple(_one_of(fact.scale, item) for item in _each(value))
    if fact.kind == "numbers":
        return tuple(_at_least_zero(item) for item in _each(value))
    readers = {"yes": _yes_no, "count": _whole, "number": _at_least_zero, "date": _date, "list": _each}
    return readers[fact.kind](value)


def _contradictions(facts: Mapping[str, Any]) -> list[str]:
    found = [
        f"{part} ({facts[part]}) lớn hơn {whole} ({facts[whole]})"
        for part, whole in _PARTS
        if part in facts and whole in facts and facts[part] > facts[whole]
    ]
    scores = [facts["score"]] if "score" in facts else []
    over = [score for score in [*scores, *facts.get("period_scores", ())] if score > _SCORE_MAX]
    return found + [f"điểm {score} lớn hơn {_SCORE_MAX}" for score in over]
