"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

STATES = {
    "planned": _("Chưa họp"),
    "open": _("Đang họp"),
    "adopted": _("Đã thông qua biên bản"),
    "closed": _("Đã kết thúc"),
}
MARKS = {"planned": "waiting", "open": "soon", "adopted": "soon", "closed": "done"}

register_findings(
    {
        "meeting.not_yours": _(
            "Chỉ người chủ trì, thư ký hoặc người phụ trách đơn vị mới ghi vào cuộc họp này."
        ),
        "meeting.called_to_part": _(
            "Khách chỉ được mời dự một số phần nên không xem, không góp ý ở các phần khác."
        ),
        "meeting.nobody_presides": (
            _("Người đứng đầu, người được giao thay và các cấp phó đều không có mặt để chủ trì."),
            _("Hãy họp vào lúc khác, hoặc đề nghị đơn vị đầu mối giao người thay rồi mời dự."),
        ),
        "meeting.own_item": (
            _("Không ai tự ghi kết luận, mức xếp loại hay sửa góp ý về chính mình."),
            _("Người chủ trì phần này hoặc thư ký khác ghi."),
        ),
        "meeting.concluded_meanwhile": (
            _("Người khác vừa ghi kết luận phần này; nội dung bạn gõ chưa được lưu."),
            _("Hãy xem kết luận vừa ghi, rồi ghi lại nếu cần."),
        ),
        "meeting.nobody_named": _("Chưa chọn hoặc ghi tên người được mời."),
        "meeting.seated": _("{name} đã có trong thành phần dự họp."),
        "meeting.guests_do_not_vote": _(
            "Chỉ người của đơn vị, hoặc cán bộ chủ chốt dự kiểm điểm lãnh đạo, có biểu quyết; khách mời thì không."
        ),
        "meeting.no_such_point": _("Phần được mời không có trong chương trình."),
        "meeting.needed": _("{name} chủ trì, ghi biên bản, đã có ý kiến hoặc được kiểm điểm tại cuộc họp."),
        "meeting.belongs_here": _(
            "Người của đơn vị luôn thuộc thành phần dự họp; nếu không đến thì ghi vắng."
        ),
        "meeting.nobody_answers": _("Chọn tập thể hoặc một thành viên dự họp chịu trách nhiệm."),
        "meeting.shortcoming_empty": _("Chưa ghi hạn chế, khuyết điểm."),
        "meeting.no_remedy": _("Chưa ghi biện pháp khắc phục."),
        "meeting.no_term": _("Chưa ghi thời hạn khắc phục."),
        "meeting.not_now": _(
            "Cuộc họp không ở trạng thái cho phép việc này. Hãy tải lại trang để xem tình trạng mới."
        ),
        "meeting.not_open": _("Cuộc họp không mở nên không ghi thêm được."),
        "meeting.called_already": _("Cuộc họp của đơn vị đã được tạo."),
        "meeting.no_place": _("Chưa ghi địa điểm họp."),
        "meeting.secretary_outside": _("Thư ký phải là người của đơn vị có tên trong thành phần dự họp."),
        "meeting.head_not_first": _("Chưa đến lượt. Phải kiểm điểm trước: {waiting}."),
        "meeting.chair_is_reviewed": _(
            "{name} không thể chủ trì phần kiểm điểm chính mình; hãy phân công cấp phó chủ trì."
        ),
        "meeting.no_chair": _("Chưa phân công người chủ trì phần kiểm điểm {name}."),
        "meeting.chair_absent": _("{name} không dự họp nên không chủ trì được."),
        "meeting.item_not_started": _("Nội dung này chưa được bắt đầu."),
        "meeting.speaker_absent": _("{name} vắng mặt nên không có ý kiến tại cuộc họp."),
        "meeting.remark_empty": _("Ý kiến chưa có nội dung."),
        "meeting.point_untitled": _("Chưa ghi nội dung biểu quyết."),
        "meeting.review_not_handed_in": _("{name}: bản kiểm điểm chưa nộp."),
        "meeting.no_remarks": _("{name}: chưa có ý kiến góp ý."),
        "meeting.no_conclusion": _("{name}: chưa có kết luận của người chủ trì."),
        "meeting.no_grade": _("{name}: chưa đề nghị mức xếp loại."),
        "meeting.no_vote": _("{name}: chưa ghi kết quả biểu quyết."),
        "meeting.points_open": _("{name}: còn nội dung báo cáo chưa biểu quyết."),
        "meeting.no_candidates": _("Chưa chọn người vào danh sách bình xét."),
        "meeting.no_ballot": _("Chưa lập phiếu bình xét."),
        "meeting.ballot_not_sealed": _(
            "Chưa nhập và niêm phong kết quả kiểm phiếu bình xét Lao động tiên tiến."
        ),
    }
)
