"""What each finding of the engine says, in Vietnamese; for the terminal, and registered by the room for pages."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Grade
from thuocdo.kernel.words import gettext_noop as _
from thuocdo.law.facts import DISCIPLINE, FACTS
from thuocdo.law.forms import in_digits
from thuocdo.law.in_words import LEVELS

from .outcome import Verdict

VERDICTS = {
    Verdict.RATED: "Được xếp",
    Verdict.CAPPED: "Bị giới hạn",
    Verdict.NOT_RATED: "Không xếp loại",
    Verdict.NEEDS_DECISION: "Cấp có thẩm quyền quyết định",
    Verdict.CANNOT_SAY: "Chưa kết luận được",
}
SENTENCES = {
    "rating.regime": _("Áp dụng: {profile}. {why}"),
    "rating.regime_unknown": _("Chưa đủ dữ kiện để biết áp dụng quy định nào."),
    "rating.regime_elsewhere": _("Quy định áp dụng không nằm trong bộ {edition}."),
    "rating.no_regime": _("Không quy định nào trả lời cho đối tượng, năm công tác và ngày quyết định này."),
    "rating.too_short": _("Làm việc {worked} tháng, chưa đủ {needed} tháng: kiểm điểm nhưng không xếp loại."),
    "rating.time_worked": _("Làm việc {worked} tháng do nghỉ chế độ: xếp theo thời gian làm việc thực tế."),
    "rating.excluded": _("Không thuộc diện xếp loại: {used}."),
    "rating.forced": _("Thuộc trường hợp không hoàn thành nhiệm vụ: {used}."),
    "rating.disciplined": _("Bị kỷ luật, quyết định có hiệu lực ngày {day}: không hoàn thành nhiệm vụ."),
    "rating.discipline_not_counted": _(
        "Có kỷ luật không liên quan công vụ: không tính, cần người có thẩm quyền xác nhận."
    ),
    "rating.condition_failed": _("Chưa đạt điều kiện của mức “{level}”: {used}."),
    "rating.level_met": _("Đạt mọi điều kiện của mức “{level}”."),
    "rating.gap": _(
        "Không đạt mức nào và không thuộc trường hợp không hoàn thành: văn bản không trả lời. {why}"
    ),
    "rating.band": _("{score} điểm: khoảng điểm của mức “{level}”."),
    "rating.mean_of_part": _("Điểm năm là trung bình của {periods} kỳ có điểm, không phải cả năm."),
    "rating.disagreement": _("Điểm cho mức “{by_score}” nhưng điều kiện cho mức “{by_conditions}”."),
    "rating.leave_ceiling": _("Nghỉ {months} tháng trong năm: cao nhất là “{level}”."),
    "rating.leave_gap": _("Nghỉ {months} tháng mà vẫn đủ thời gian công tác: văn bản không trả lời."),
    "rating.ceiling": _("Không được cao hơn “{level}”."),
    "rating.bad_points": _("“{text}” không phải điểm từ 0 đến 100."),
    "rating.out_of_order": _("{title}: việc sau làm ngày {then}, trước việc trước ({first})."),
    "rating.decided_late": _("Xếp loại ngày {day}, sau ngày cuối {last}."),
    "rating.consequence": _("{flag} (năm {years}). Chỉ là căn cứ để xem xét."),
    "rating.over_cap": _("Đề nghị {have} người xuất sắc, tối đa {room}: {words}."),
}


def said(finding: Finding) -> str:
    """The sentence of a finding with its facts."""
    facts = {key: told(value) for key, value in finding.facts.items()}
    return SENTENCES[finding.code].format_map(facts).strip()


def told(value: Any) -> str:
    """A fact as a reader writes it."""
    if isinstance(value, Mapping):
        return "; ".join(f"{title_of(name)} {told(item)}" for name, item in value.items())
    if isinstance(value, bool) or value is None:
        return {True: "có", False: "không", None: "chưa rõ"}[value]
    if isinstance(value, (list, tuple)):
        return ", ".join(map(told, value))
    if isinstance(value, Fraction):
        return in_digits(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return LEVELS[Grade(value)] if value in tuple(Grade) else str(value)


def title_of(name: str) -> str:
    """The Vietnamese title of a fact: "Số nhiệm vụ được giao"."""
    if name in FACTS:
        return FACTS[name].title
    return DISCIPLINE[name.removeprefix("disciplines.")].title
