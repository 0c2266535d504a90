"""Vietnamese labels and messages of this room."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thuocdo.office.rules.bodies import Body
from thuocdo.ui.wording import register_findings

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


def attendance_rows(seats: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Each seat as the list of those present shows it: key, name, post with bodies, present, why absent."""
    return [
        (one.pk, one.person.full_name, f"{one.title} · {bodies_in_words(one)}", one.present, one.reason)
        for one in seats
    ]


def bodies_in_words(one: Any) -> str:
    """What somebody stands for."""
    return ", ".join(str(BODIES[Body(body)]) for body in one.bodies)


register_findings(
    {
        "assembly.not_yours": _(
            "Chỉ người đứng đầu cơ quan, người chủ trì, thư ký và đơn vị đầu mối làm việc này."
        ),
        "assembly.not_now": _("Cuộc họp không ở trạng thái cho phép việc này. Hãy tải lại trang."),
        "assembly.called": _("Cuộc họp của năm đã được tạo."),
        "assembly.closed": (
            _("Cuộc họp đã kết luận."),
            _("Cần sửa thì mở lại cuộc họp và ghi lý do."),
        ),
        "assembly.not_open": (
            _("Cuộc họp không mở nên không làm được việc này."),
            _("Hãy điểm danh rồi bấm bắt đầu họp."),
        ),
        "assembly.no_place": _("Chưa ghi địa điểm họp."),
        "assembly.no_chief": _("Danh sách nhân sự chưa có người đứng đầu cơ quan để chủ trì."),
        "assembly.chair_no_leader": _(
            "Người chủ trì phải là người đứng đầu cơ quan, người được giao thay hoặc cấp phó."
        ),
        "assembly.chair_absent": (
            _("Người chủ trì phải có mặt."),
            _("Người đứng đầu cơ quan vắng thì chọn người chủ trì thay ở phần điểm danh."),
        ),
        "assembly.no_conclusion": _("Chưa ghi kết luận của chủ tọa."),
        "assembly.attendance_open": _("Còn {number} người chưa điểm danh."),
        "assembly.absence_unexplained": _("Còn {number} người vắng chưa ghi lý do."),
        "assembly.too_long": _("Một ý kiến hoặc kết luận dài tối đa {limit} ký tự."),
        "assembly.votes_over_present": _(
            "Tổng số biểu quyết ({cast}) lớn hơn số thành viên có mặt ({present})."
        ),
        "assembly.not_adopted": _("Biên bản chưa được quá nửa số thành viên có mặt thông qua."),
    }
)
