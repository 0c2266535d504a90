"""Vietnamese labels and messages of this room."""

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_findings

register_findings(
    {
        "ballot.not_now": _(
            "Cuộc bỏ phiếu không ở trạng thái cho phép việc này; số liệu đã niêm phong không sửa được."
        ),
        "ballot.present_over_summoned": _("Số có mặt ({less}) lớn hơn số được triệu tập ({more})."),
        "ballot.issued_over_present": _("Số phiếu phát ra ({less}) lớn hơn số người có mặt ({more})."),
        "ballot.collected_over_issued": _("Số phiếu thu vào ({less}) lớn hơn số phiếu phát ra ({more})."),
        "ballot.valid_and_invalid": _(
            "Số phiếu hợp lệ ({valid}) cộng không hợp lệ ({invalid}) phải bằng số phiếu thu vào ({collected})."
        ),
        "ballot.line_sum": _(
            "“{label}”: đồng ý, không đồng ý và không đánh dấu cộng lại là {total}, phải bằng số phiếu hợp lệ ({valid})."
        ),
        "ballot.other_lines": _(
            "Danh sách trên phiếu và kết quả nhập không khớp nhau ở {number} dòng. Hãy tải lại trang."
        ),
        "ballot.tellers_lacking": _("Tổ kiểm phiếu cần ít nhất hai người; hãy ghi tên từng người."),
        "ballot.too_few_voters": _(
            "Chỉ có {eligible} người được bỏ phiếu; phiếu kín điện tử cần ít nhất {least} người. Hãy dùng phiếu giấy."
        ),
        "ballot.guessable": _(
            "Chỉ có {eligible} người bỏ phiếu (dưới {enough}): từ tổng số, mọi người có thể đoán ai chọn gì."
        ),
        "ballot.too_few_ballots": _(
            "Chỉ thu được {collected} phiếu; dưới {least} phiếu thì không giải mã. Tổ kiểm phiếu quyết định gia hạn hoặc dùng phiếu giấy."
        ),
        "ballot.counted_before": _(
            "Có phiếu đã được cộng trong kết quả khác; hai tổng chênh nhau một phiếu sẽ làm lộ phiếu đó."
        ),
    }
)
