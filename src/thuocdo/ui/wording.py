"""Vietnamese words for codes: labels of the field's standard codes, sentences for findings, names of acts.

Rooms register theirs when their app is ready. Vietnamese is the source wording; English comes by catalogue.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import Axis, Grade, PostRole, StaffKind, Stage

Words: TypeAlias = str | Promise

_LABELS: dict[StrEnum, Words] = {
    Grade.EXCELLENT: gettext_lazy("Hoàn thành xuất sắc nhiệm vụ"),
    Grade.GOOD: gettext_lazy("Hoàn thành tốt nhiệm vụ"),
    Grade.SATISFACTORY: gettext_lazy("Hoàn thành nhiệm vụ"),
    Grade.UNSATISFACTORY: gettext_lazy("Không hoàn thành nhiệm vụ"),
    StaffKind.CADRE: gettext_lazy("Cán bộ"),
    StaffKind.CIVIL_SERVANT: gettext_lazy("Công chức"),
    StaffKind.PUBLIC_EMPLOYEE: gettext_lazy("Viên chức"),
    StaffKind.CONTRACT_WORKER: gettext_lazy("Người lao động"),
    Stage.SELF: gettext_lazy("Tự nhận"),
    Stage.UNIT: gettext_lazy("Đơn vị đề nghị"),
    Stage.CONSULTED: gettext_lazy("Sau tham vấn"),
    Stage.DECIDED: gettext_lazy("Cấp có thẩm quyền quyết định"),
    Axis.STATE: gettext_lazy("Xếp loại công chức, viên chức, người lao động"),
    Axis.PARTY: gettext_lazy("Xếp loại đảng viên"),
    Axis.COLLECTIVE: gettext_lazy("Xếp loại tập thể"),
    PostRole.CHIEF: gettext_lazy("Người đứng đầu cơ quan"),
    PostRole.VICE_CHIEF: gettext_lazy("Cấp phó của người đứng đầu cơ quan"),
    PostRole.HEAD: gettext_lazy("Trưởng đơn vị"),
    PostRole.DEPUTY: gettext_lazy("Cấp phó của đơn vị"),
    PostRole.STAFF: gettext_lazy("Không giữ chức vụ"),
}
_SHORT_GRADES: dict[Grade, Words] = {
    Grade.EXCELLENT: gettext_lazy("Xuất sắc"),
    Grade.GOOD: gettext_lazy("Tốt"),
    Grade.SATISFACTORY: gettext_lazy("Hoàn thành"),
    Grade.UNSATISFACTORY: gettext_lazy("Không hoàn thành"),
}


class _Wording(NamedTuple):
    sentence: Words
    remedy: Words


_FINDINGS: dict[str, _Wording] = {
    "page.overtaken": _Wording(
        gettext_lazy("Nội dung này đã được sửa ở nơi khác sau khi bạn mở trang. Chưa có gì bị ghi đè."),
        gettext_lazy("Hãy xem nội dung mới, rồi ghi lại phần của bạn nếu vẫn cần."),
    ),
}
_ACTS: dict[str, Words] = {}


def register_findings(words: Mapping[str, Words | tuple[Words, Words]]) -> None:
    """Add wording by finding code: a sentence, or (sentence, what to do). `{name}` stands for a fact.

    Raises ValueError where a code already has other words.
    """
    for code, said in words.items():
        wording = _Wording(*said) if isinstance(said, tuple) else _Wording(said, "")
        if _FINDINGS.setdefault(code, wording) != wording:
            raise ValueError(f"finding code {code!r} already has wording")


def register_acts(words: Mapping[str, Words]) -> None:
    """Name what a url does, for the page that refuses it: {"meetings:close": "Kết thúc cuộc họp"}."""
    _ACTS.update(words)


def register_labels(words: Mapping[StrEnum, Words]) -> None:
    """Add labels for a room's own codes (states, kinds)."""
    _LABELS.update(words)


def known_codes() -> frozenset[str]:
    """Every finding code that has wording."""
    return frozenset(_FINDINGS)


def act_name(url_name: str) -> str:
    """What the url does, in words; empty where nobody named it."""
    return str(_ACTS.get(url_name, ""))


def label(code: StrEnum) -> str:
    """The Vietnamese label of a registered code; KeyError for one that has none."""
    return str(_LABELS[code])


def grade_label(grade: Grade | str, short: bool = False) -> str:
    """The level of quality as the decree names it, or its short form for tables."""
    return str(_SHORT_GRADES[Grade(grade)]) if short else label(Grade(grade))


def number(value: float | Decimal) -> str:
    """As Vietnamese papers write it: comma for decimals, full stop for thousands."""
    whole = isinstance(value, int) or value == int(value)
    text = f"{int(value):,}" if whole else f"{Decimal(str(value)).normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def _fact(value: Any) -> str:
    """One fact of a finding as a reader expects it."""
    if isinstance(value, StrEnum):
        return str(_LABELS.get(value, value.value))
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_fact(part) for part in value)
    return str(value)


class _Facts(dict):
    """A fact that is missing shows as "…" instead of breaking the page that explains a refusal."""

    def __missing__(self, key: str) -> str:
        return "…"


def _filled(words: Words, finding: Finding) -> str:
    return str(words).format_map(_Facts({name: _fact(value) for name, value in finding.facts.items()}))


def sentence(finding: Finding) -> str:
    """The finding in words, with its facts. A code without wording still gives a clear sentence."""
    wording = _FINDINGS.get(finding.code)
    if wording is None:
        return _("Hiện chưa làm được việc này (mã %(code)s).") % {"code": finding.code}
    return _filled(wording.sentence, finding)


def remedy(finding: Finding) -> str:
    """What the reader can do about it; empty where the sentence says it all."""
    wording = _FINDINGS.get(finding.code)
    return _filled(wording.remedy, finding) if wording else ""


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Each different sentence once, in order."""
    return list(dict.fromkeys(sentence(finding) for finding in findings))
