"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings, register_labels

from .rules import Kind

STATES = {"open": _("Đang dự thảo"), "closed": _("Đã phát hành")}
MARKS = {"open": "waiting", "closed": "done"}

register_labels(
    {
        Kind.OFFICE: _("Báo cáo tự đánh giá của cơ quan"),
        Kind.LEADERSHIP: _("Báo cáo kiểm điểm của tập thể lãnh đạo"),
    }
)
register_acts(
    {
        "drafting:open": _("Mở dự thảo"),
        "drafting:assign": _("Giao mục của dự thảo"),
        "drafting:ask": _("Xin ý kiến góp ý"),
        "drafting:section": _("Viết mục của dự thảo"),
        "drafting:save": _("Lưu mục của dự thảo"),
        "drafting:give": _("Gửi bản mới của một mục"),
        "drafting:figures": _("Lấy phần của các đơn vị vào dự thảo"),
        "drafting:comment": _("Góp ý dự thảo"),
        "drafting:answer": _("Trả lời góp ý"),
        "drafting:summary": _("Xem tổng hợp góp ý"),
        "drafting:close": _("Kết thúc, phát hành báo cáo"),
        "drafting:reopen": _("Mở lại dự thảo"),
    }
)
register_findings(
    {
        "drafting.not_yours": _("Phần việc này của dự thảo không giao cho bạn."),
        "section.not_yours": _("Chỉ người được giao viết mục này và đơn vị đầu mối làm được việc này."),
        "drafting.not_now": _("Dự thảo không ở trạng thái cho phép việc này. Hãy tải lại trang."),
        "drafting.closed": (
            _("Báo cáo đã phát hành, dự thảo không nhận thêm."),
            _("Cần sửa thì đơn vị đầu mối mở lại dự thảo và ghi lý do."),
        ),
        "drafting.opened": _("Dự thảo của báo cáo này đã được mở."),
        "drafting.no_sections": _("Bộ quy định của năm chưa nêu đề mục của báo cáo này."),
        "drafting.none_chosen": _("Chưa chọn mục nào."),
        "drafting.empty": _("Chưa ghi nội dung."),
        "drafting.unchanged": _("Nội dung không khác bản đã gửi."),
        "drafting.no_figures": _("Các đơn vị chưa gửi nội dung này."),
        "drafting.nothing_given": (
            _("Chưa có bản nào để góp ý."),
            _("Người viết mục phải gửi bản đầu tiên trước."),
        ),
        "drafting.nobody_asked": _("Chưa chọn tập thể, cá nhân nào."),
        "drafting.no_term": _("Chưa ghi hạn góp ý."),
        "drafting.said_already": _("Nơi này đã góp ý nên không rút đề nghị được nữa."),
        "drafting.answered": _("Ý kiến đã được trả lời nên không rút lại được."),
        "drafting.not_given": _("Còn mục chưa gửi bản nào: {titles}."),
        "drafting.changed_since": (
            _("Mục đang sửa dở sau bản đã gửi: {titles}."),
            _("Hãy gửi bản mới của mục, hoặc đưa nội dung về như bản đã gửi."),
        ),
        "drafting.unanswered": _("Còn {number} ý kiến góp ý chưa trả lời."),
        "drafting.no_leadership": _("Danh sách đơn vị chưa có tập thể lãnh đạo cơ quan."),
        "drafting.no_coordinating_unit": _("Cơ quan chưa có đơn vị đầu mối để giữ hồ sơ."),
    }
)
