"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thuocdo.office.rules.bodies import Body
from thuocdo.ui.wording import register_acts, register_findings

STATES = {
    "planned": _("Chưa họp"),
    "open": _("Đang họp"),
    "closed": _("Đã kết luận"),
}
MARKS = {"planned": "waiting", "open": "soon", "closed": "done"}

BODIES = {
    Body.LEADERSHIP: _("Lãnh đạo cơ quan"),
    Body.PARTY: _("Đảng ủy"),
    Body.UNION: _("Chủ tịch Công đoàn"),
    Body.YOUTH: _("Bí thư Đoàn Thanh niên"),
    Body.HEADS: _("Trưởng các phòng, ban, đơn vị"),
}


def body_on_paper(body: Body) -> str:
    """A paper is Vietnamese whatever language its maker reads."""
    with override("vi"):
        return str(BODIES[body])


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
        "conference.not_yours": _(
            "Chỉ Phòng Hành chính - Quản trị, người chủ trì và thư ký làm việc này của hội nghị."
        ),
        "conference.not_now": _("Hội nghị không ở trạng thái cho phép việc này. Hãy tải lại trang."),
        "conference.called": _("Hội nghị của năm đã được tạo."),
        "conference.closed": _("Hội nghị đã kết luận."),
        "conference.not_open": (
            _("Hội nghị không mở nên không làm được việc này."),
            _("Hãy điểm danh rồi bấm bắt đầu họp."),
        ),
        "conference.voting": _(
            "Phiếu đã lập cho những người có mặt, nên thành phần và điểm danh không đổi được nữa."
        ),
        "conference.no_place": _("Chưa ghi địa điểm họp."),
        "conference.no_chief": _("Danh sách nhân sự chưa có người đứng đầu cơ quan để chủ trì."),
        "conference.no_coordinating_unit": _("Cơ quan chưa có đơn vị đầu mối để giữ hồ sơ hội nghị."),
        "conference.chair_no_leader": _(
            "Người chủ trì phải là người đứng đầu cơ quan, người được giao thay hoặc cấp phó."
        ),
        "conference.chair_absent": _("Người chủ trì phải có mặt."),
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
        "conference.no_conclusion": _("Chưa ghi kết luận của chủ tọa."),
    }
)
