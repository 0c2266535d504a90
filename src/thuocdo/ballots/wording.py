"""Vietnamese labels and messages of this room."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thuocdo.ui.wording import register_acts, register_findings, register_labels

from .rules import Layout, Way
from .states import CLOSED, COUNTED, FROZEN, OPEN, PREPARED, SEALED, VOID

WAYS: dict[StrEnum, Any] = {
    Way.PAPER: _("Phiếu giấy"),
    Way.ELECTRONIC: _("Phiếu kín điện tử"),
    Way.SIMPLE: _("Phiếu kín đơn giản"),
}
# Fixed: what each way promises, no more.
PROMISES = {
    Way.PAPER: _("Bí mật do phiếu giấy; chương trình kiểm tra số liệu và lập biên bản."),
    Way.ELECTRONIC: _(
        "Phiếu được mã hóa ngay tại máy của bạn. Chỉ tổng số được mở, cần khóa của máy chủ và hai trong ba người kiểm phiếu; không ai mở được từng phiếu."
    ),
    Way.SIMPLE: _(
        "Hệ thống không lưu ai chọn gì, nhưng người quản trị máy chủ có thể đã nhìn thấy. Không có mã tra cứu và không ai kiểm tra lại được kết quả. Ai lo ngại thì nên đề nghị dùng phiếu giấy."
    ),
}
LAYOUTS: dict[StrEnum, Any] = {
    Layout.TITLES: _("Từng người: đồng ý, không đồng ý"),
    Layout.OPINION: _("Từng nội dung: đồng ý, không đồng ý, không có ý kiến"),
    Layout.LEVEL: _("Chọn một trong bốn mức xếp loại"),
    Layout.CHOICE: _("Chọn người trong danh sách (bầu)"),
}
BASES = {
    "members": _("tổng số thành viên"),
    "summoned": _("số người được triệu tập"),
    "present": _("số người có mặt"),
    "issued": _("số phiếu phát ra"),
    "collected": _("số phiếu thu về"),
    "valid": _("số phiếu hợp lệ"),
}
STATES = {
    PREPARED: _("đang chuẩn bị"),
    FROZEN: _("đã niêm phong câu hỏi"),
    OPEN: _("đang bỏ phiếu"),
    CLOSED: _("đã đóng, đang đối chiếu"),
    COUNTED: _("đã có kết quả, chưa niêm phong"),
    SEALED: _("đã niêm phong kết quả"),
    VOID: _("không có kết quả"),
}
MARKS = {
    PREPARED: "waiting",
    FROZEN: "lock",
    OPEN: "soon",
    CLOSED: "waiting",
    COUNTED: "waiting",
    SEALED: "done",
    VOID: "refused",
}
# The figures of a tellers' sheet, as differences name them.
FIGURES = {
    "issued": _("Phiếu phát ra"),
    "collected": _("Phiếu thu về"),
    "valid": _("Phiếu hợp lệ"),
    "invalid": _("Phiếu không hợp lệ"),
    "written": _("Ý kiến bằng văn bản"),
    "agree": _("Đồng ý"),
    "disagree": _("Không đồng ý"),
    "blank": _("Không có ý kiến, không đánh dấu"),
    "written_agree": _("Đồng ý (văn bản)"),
    "written_disagree": _("Không đồng ý (văn bản)"),
    "written_blank": _("Không có ý kiến (văn bản)"),
}

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
        "ballot.not_yours": _(
            "Việc này dành cho người điều hành, người kiểm phiếu hoặc người có tên trong danh sách bỏ phiếu."
        ),
        "ballot.written_sum": _(
            "“{label}”: ý kiến bằng văn bản cộng lại là {total}, phải bằng số ý kiến nhận được ({valid})."
        ),
        "ballot.votes_over_slips": _("“{label}” có {votes} phiếu chọn, nhiều hơn số phiếu hợp lệ ({slips})."),
        "ballot.votes_in_all": _(
            "Tổng số lượt chọn là {total}; với số phiếu này phải từ {least} đến {most}."
        ),
        "ballot.way_not_allowed": _("Cơ quan không dùng cách bỏ phiếu này."),
        "ballot.no_lines": _("Phiếu chưa có dòng nào; hãy chọn người hoặc nội dung đưa vào phiếu."),
        "ballot.wrong_choice": _(
            "Số được chọn ít nhất và nhiều nhất không hợp với số người trong danh sách."
        ),
        "ballot.three_tellers": _("Phiếu kín điện tử cần đúng ba người kiểm phiếu."),
        "ballot.not_open": _("Cuộc bỏ phiếu không mở."),
        "ballot.voted_already": _("Bạn đã bỏ phiếu; mỗi người bỏ một lần. Phiếu đã bỏ không bị thay đổi."),
        "ballot.invalid": _(
            "Phiếu không hợp lệ nên không được nhận; tên bạn chưa bị đánh dấu. Hãy tải lại trang và bỏ lại."
        ),
        "ballot.board_not_yet": _(
            "Danh sách mã phiếu chỉ hiện sau khi đóng, để không ai biết phiếu nào đến lúc nào."
        ),
        "ballot.round_waits": _("Bước này chờ những người kiểm phiếu khác làm xong bước trước."),
        "ballot.part_stands": _(
            "Bạn đã làm bước này với một mã khác. Nếu mất mã, đề nghị người điều hành cho tạo lại khóa từ đầu."
        ),
        "ballot.part_wrong": _("Phần khóa gửi lên không đúng ({what}). Hãy kiểm tra lại mã kiểm phiếu."),
        "ballot.codes_untried": _(
            "Chưa thử mã kiểm phiếu: {names}. Đủ ba người thử được thì mới niêm phong."
        ),
        "ballot.server_key_gone": _(
            "Không còn khóa của máy chủ nên không ai mở được các phiếu này. Hãy tuyên bố không có kết quả và bỏ phiếu lại."
        ),
        "ballot.not_verified": _(
            "Kiểm tra toàn bộ kho phiếu thấy chỗ không đúng: {what}. Không công bố kết quả; giữ nguyên kho phiếu."
        ),
    }
)
register_labels(WAYS | LAYOUTS)
register_acts(
    {
        "ballots:freeze": _("Niêm phong câu hỏi"),
        "ballots:open": _("Mở bỏ phiếu"),
        "ballots:close": _("Đóng bỏ phiếu"),
        "ballots:extend": _("Cho bỏ phiếu thêm"),
        "ballots:seal": _("Kiểm tra và niêm phong kết quả"),
        "ballots:void": _("Tuyên bố không có kết quả"),
        "ballots:cast": _("Bỏ phiếu"),
    }
)
