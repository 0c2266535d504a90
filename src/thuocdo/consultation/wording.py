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
    Body.UNION: _("Công đoàn"),
    Body.YOUTH: _("Đoàn Thanh niên"),
    Body.HEADS: _("Trưởng các phòng, ban, đơn vị"),
    Body.GUESTS: _("Khách mời"),
}


def body_on_paper(body: Body) -> str:
    """A paper is Vietnamese whatever language its maker reads."""
    with override("vi"):
        return str(BODIES[body])


register_acts(
    {
        "consultation:board": _("Xem bảng tham vấn"),
        "consultation:move": _("Chuyển mức xếp loại"),
        "consultation:close": _("Kết luận cuộc họp tham vấn"),
    }
)
register_findings(
    {
        "consultation.not_yours": _(
            "Chỉ Chánh Văn phòng, lãnh đạo phụ trách và Phòng Hành chính - Quản trị làm việc với bảng tham vấn."
        ),
        "consultation.not_now": _(
            "Cuộc họp tham vấn không ở trạng thái cho phép việc này. Hãy tải lại trang."
        ),
        "consultation.called": _("Cuộc họp tham vấn của năm đã được tạo."),
        "consultation.closed": _("Cuộc họp tham vấn đã kết luận."),
        "consultation.not_open": (
            _("Cuộc họp tham vấn không mở nên không ghi được."),
            _("Hãy bắt đầu họp ở trang thành phần dự họp."),
        ),
        "consultation.no_place": _("Chưa ghi địa điểm họp."),
        "consultation.no_chief": _("Danh sách nhân sự chưa có người đứng đầu cơ quan để chủ trì."),
        "consultation.chair_absent": (
            _("Người chủ trì phải có mặt."),
            _("Người đứng đầu cơ quan vắng thì chọn người chủ trì thay ở trang thành phần dự họp."),
        ),
        "consultation.chair_no_leader": _(
            "Người chủ trì phải là người đứng đầu cơ quan, người được giao thay hoặc cấp phó."
        ),
        "consultation.own_card": _(
            "Không ai tự chuyển mức xếp loại của mình; người khác trong cuộc họp ghi."
        ),
        "consultation.moved_meanwhile": _("Người khác vừa chuyển mức này. Hãy tải lại bảng rồi xem lại."),
        "consultation.no_card": _("Người hoặc đơn vị này không thuộc diện cuộc họp kết luận."),
        "consultation.speaker_absent": _("{name} không có mặt nên không có ý kiến tại cuộc họp."),
        "consultation.opinion_empty": _("Ý kiến chưa có nội dung."),
        "consultation.unconcluded": _("Còn {number} trường hợp chưa có mức nào: {names}."),
        "consultation.above_limit": _("{name} đang ở mức cao hơn quy định cho phép; xem “Vì sao?” trên thẻ."),
        "consultation.no_conclusion": _("Chưa ghi kết luận của chủ tọa."),
    }
)
