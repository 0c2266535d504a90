"""Vietnamese messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings

register_acts(
    {
        "conferences:show": _("Xem hội nghị cán bộ chủ chốt"),
        "conferences:call": _("Tạo hội nghị cán bộ chủ chốt"),
        "conferences:hold": _("Lập phiếu xếp loại cơ quan"),
        "conferences:close": _("Kết luận hội nghị cán bộ chủ chốt"),
    }
)
register_findings(
    {
        "conference.voting": _(
            "Phiếu đã lập cho những người có mặt, nên thành phần và điểm danh không đổi được nữa."
        ),
        "conference.no_coordinating_unit": _("Cơ quan chưa có đơn vị đầu mối để giữ hồ sơ hội nghị."),
        "conference.no_quorum": (
            _("Có mặt {present}/{summoned} người, chưa đủ {share} số được triệu tập."),
            _("Hãy họp vào lúc khác, hoặc xem lại điểm danh."),
        ),
        "conference.teller_absent": _("Người kiểm phiếu phải là thành viên có mặt."),
        "conference.no_ballot": _("Chưa bỏ phiếu về mức xếp loại của cơ quan."),
        "conference.ballot_not_sealed": _("Kết quả bỏ phiếu chưa niêm phong."),
        "conference.no_level": (
            _("Không mức nào đủ số phiếu."),
            _("Hãy lập phiếu để hội nghị bỏ phiếu lại."),
        ),
    }
)
