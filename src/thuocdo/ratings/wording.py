"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings, register_labels

from .rules import Verdict
from .rules.competence import Authority
from .rules.sentences import SENTENCES

VERDICT_WORDS = {
    Verdict.RATED: _("Được xếp"),
    Verdict.CAPPED: _("Bị giới hạn"),
    Verdict.NOT_RATED: _("Không xếp loại"),
    Verdict.NEEDS_DECISION: _("Cấp có thẩm quyền quyết định"),
    Verdict.CANNOT_SAY: _("Chưa đủ dữ kiện"),
}

register_labels(
    {
        Authority.AGENCY_HEAD: _("Người đứng đầu cơ quan"),
        Authority.UNIT_HEAD: _("Người đứng đầu đơn vị"),
        Authority.APPOINTING_HEAD: _("Người có thẩm quyền bổ nhiệm"),
        Authority.SUPERIOR: _("Người đứng đầu cơ quan cấp trên"),
    }
)
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
        "rating.points_overtaken": (
            _("{name}, kỳ {period}: điểm đã được sửa ở nơi khác sau khi bạn mở trang, nay là {stands}."),
            _(
                "Chưa có gì bị ghi đè. Trang còn giữ số bạn vừa gõ: sửa lại, hoặc bấm “Lưu điểm” lần nữa để thay."
            ),
        ),
        "rating.mixed_periods": _("Một người đã có điểm theo tháng (hoặc quý); không nhập lẫn hai cách."),
        "rating.decided_over_cap": _(
            "Nhóm “{group}”: số “Hoàn thành xuất sắc nhiệm vụ” là {have}, mức tối đa {room} (người chưa quyết định được tính là tốt)."
        ),
        "rating.reason_wanted": (
            _("{name}: mức quyết định khác mức đề nghị nhưng chưa ghi lý do."),
            _("Ghi lý do bên cạnh tên, hoặc chọn lại mức đề nghị."),
        ),
        "rating.nothing_chosen": _("Chưa chọn ai, chưa chọn mức nào."),
        "rating.over_law": _("{name}: quy định không cho xếp “{grade}”."),
        "rating.unit_first": (
            _("{name}: đơn vị phải được quyết định trước người đứng đầu và người của đơn vị."),
            _("Quyết định mức của đơn vị trước, hoặc cùng lúc."),
        ),
        "rating.decided_since": (
            _("{name}: người khác vừa ghi mức quyết định."),
            _("Hãy tải lại trang rồi xem lại."),
        ),
        "rating.already_announced": (
            _("{name}: quyết định đã ban hành, không sửa được."),
            _("Có căn cứ mới thì xếp loại lại và ghi căn cứ."),
        ),
        "rating.not_announced": _("{name}: chưa có quyết định đã ban hành để xếp loại lại."),
        "rating.same_grade": _("{name}: mức mới giống mức đã quyết định."),
        "rating.other_authority": _("{name}: mức do {who} quyết định."),
        "rating.nobody_competent": _("{name}: bộ quy định chưa nêu ai có thẩm quyền quyết định."),
        "rating.own_grade": _(
            "Không ai tự quyết định mức xếp loại của mình hoặc của đơn vị mình đứng đầu; người khác có thẩm quyền quyết định."
        ),
        "rating.no_exception": _("Quy định của năm không cho mở rộng tỷ lệ của nhóm này."),
        "rating.not_yours": _("Người đứng đầu cơ quan duyệt các nhóm đối tượng tương đồng."),
        "rating.no_groups": _("Chưa lập nhóm nào để duyệt."),
        "rating.group_without_reason": _("Nhóm “{name}” chưa ghi căn cứ vì sao các đối tượng tương đồng."),
        "rating.in_two_groups": _(
            "Có đối tượng nằm trong hai nhóm; mỗi người hoặc đơn vị chỉ tính ở một nhóm."
        ),
    }
)
