"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings

STATES = {
    "draft": _("Đang viết"),
    "submitted": _("Đã nộp"),
    "returned": _("Bị trả lại"),
    "completing": _("Hoàn thiện sau họp"),
    "complete": _("Đã hoàn thiện"),
    "excused": _("Không phải làm"),
}
MARKS = {
    "draft": "waiting",
    "submitted": "done",
    "returned": "returned",
    "completing": "soon",
    "complete": "done",
    "excused": "info",
}
SEEN_BY = _(
    "Bạn. Sau khi nộp: người phụ trách đơn vị, đơn vị đầu mối, lãnh đạo phụ trách, người đứng đầu cơ quan. "
    "Sau cuộc họp kiểm điểm: mọi người trong đơn vị. Người ngoài đơn vị không thấy."
)
VERBS = {
    "submit": _("Nộp"),
    "return": _("Trả lại"),
    "hand_back": _("Chuyển về sau họp"),
    "complete": _("Hoàn thiện"),
}

register_acts({"reviews:take_away": _("Tải về mọi bản tự kiểm điểm")})
register_findings(
    {
        "review.not_yours": _("Bản kiểm điểm này không thuộc phần việc của bạn."),
        "review.not_now": _(
            "Bản kiểm điểm không ở trạng thái cho phép việc này. Hãy tải lại trang để xem tình trạng mới."
        ),
        "review.handed_in": _(
            "Bản kiểm điểm đã nộp nên không sửa được; muốn sửa, đề nghị người phụ trách trả lại."
        ),
        "review.heard_already": _(
            "Bản kiểm điểm đã được trình bày tại cuộc họp nên không chuyển đơn vị được nữa."
        ),
        "review.stale": _(
            "Trang này đã cũ: nội dung đã được lưu ở nơi khác sau khi bạn mở trang. Chưa có gì bị ghi đè."
        ),
        "review.too_long": _(
            "Một mục dài {length} ký tự, quá giới hạn {limit} ký tự. Phần bạn gõ vẫn còn trên trang, chưa được lưu."
        ),
        "review.points_open": _("Còn {number} ý kiến góp ý chưa trả lời tiếp thu hay giải trình."),
        "review.file_empty": _("Tệp “{name}” rỗng."),
        "review.file_too_big": _("Tệp “{name}” lớn hơn {limit} MB."),
        "review.file_kind": _(
            "Tệp “{name}” không phải PDF, DOCX, XLSX, PNG hay JPG (xét theo nội dung tệp)."
        ),
        "review.file_with_macro": _(
            "Tệp “{name}” chứa macro nên không được nhận. Hãy lưu lại dạng không có macro."
        ),
        "review.too_many_files": _("Mỗi bản kiểm điểm kèm tối đa {limit} tệp."),
        "review.prompts_sent": _("Gợi ý kiểm điểm của đơn vị đã gửi nên không sửa được nữa."),
        "review.answer_missing": _("Chưa viết: {label}"),
        "review.answer_unknown": _("Biểu mẫu không có mục “{field}”."),
        "review.answer_not_text": _("“{label}” phải là chữ."),
        "review.answer_too_long": _("“{label}” dài {have} ký tự, nhiều nhất {limit} ký tự."),
        "review.answer_not_date": _("“{label}”: ngày không đúng."),
        "review.answer_not_choice": _("“{label}”: hãy chọn một trong các mức."),
        "review.answer_not_number": _("“{label}” phải là số."),
        "score.line_unknown": _("Bảng chấm điểm không có dòng “{line}”."),
        "score.line_open": _("Chưa chấm điểm: {label}"),
        "score.not_full_or_half": _("“{label}”: chỉ chấm đủ {max} điểm hoặc một nửa."),
        "score.count_not_whole": _("“{label}”: số lượng phải là số nguyên không âm."),
        "score.done_over_assigned": _("“{label}”: hoàn thành ({done}) nhiều hơn được giao ({of})."),
        "score.out_of_range": _("“{label}”: điểm phải từ 0 đến {max}."),
        "score.off_step": _("“{label}”: điểm chấm theo bước {step}."),
        "score.reason_missing": _("“{label}”: chấm dưới {max} điểm thì ghi lý do."),
        "review.prompts_empty": _("Chưa có gợi ý nào để gửi."),
    }
)
