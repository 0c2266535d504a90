"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

from .rules import Verdict
from .rules.sentences import SENTENCES

VERDICT_WORDS = {
    Verdict.RATED: _("Được xếp"),
    Verdict.CAPPED: _("Bị giới hạn"),
    Verdict.NOT_RATED: _("Không xếp loại"),
    Verdict.NEEDS_DECISION: _("Cấp có thẩm quyền quyết định"),
    Verdict.CANNOT_SAY: _("Chưa đủ dữ kiện"),
}

register_findings(
    # Those of the engine; what follows says some of the same findings in words for a page.
    {code: _(text) for code, text in SENTENCES.items()}
    | {
        "rating.over_cap": _(
            "Số đề nghị “Hoàn thành xuất sắc nhiệm vụ” vượt mức tối đa của nhóm: đề nghị {have}, được phép {room}."
        ),
        "rating.too_short": _(
            "Mới công tác {worked} tháng trong năm, chưa đủ {needed} tháng: kiểm điểm nhưng không xếp loại."
        ),
        "rating.leave_ceiling": _("Nghỉ {months} tháng trong năm: cao nhất là “Hoàn thành nhiệm vụ”."),
        "rating.disciplined": _(
            "Bị kỷ luật trong năm đánh giá (từ ngày {day}): xếp loại “Không hoàn thành nhiệm vụ”."
        ),
        "rating.mixed_periods": _("Một người đã có điểm theo tháng (hoặc quý); không nhập lẫn hai cách."),
        "rating.own_grade": _("Không ai tự quyết định mức xếp loại của mình; cấp trên trực tiếp quyết định."),
        "rating.no_exception": _("Quy định của năm không cho mở rộng tỷ lệ của nhóm này."),
        "rating.not_yours": _("Người đứng đầu cơ quan duyệt các nhóm đối tượng tương đồng."),
        "rating.no_groups": _("Chưa lập nhóm nào để duyệt."),
        "rating.group_without_reason": _("Nhóm “{name}” chưa ghi căn cứ vì sao các đối tượng tương đồng."),
        "rating.in_two_groups": _(
            "Có đối tượng nằm trong hai nhóm; mỗi người hoặc đơn vị chỉ tính ở một nhóm."
        ),
    }
)
