"""Vietnamese labels and messages of this room."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thuocdo.kernel.vi_text import day
from thuocdo.kernel.words import StaffKind
from thuocdo.ui.wording import label, register_acts, register_findings, register_labels

from .permissions import Dependent
from .rules import FieldChange

register_labels(
    {
        Dependent.LOGIN: _("tài khoản đăng nhập"),
        Dependent.DUTY: _("nhiệm vụ điều phối"),
        Dependent.CHARGE: _("phân công phụ trách"),
        Dependent.STAND_IN: _("phân công điều hành thay"),
        Dependent.ABSENCE: _("thời gian nghỉ"),
        Dependent.DISCIPLINE: _("quyết định kỷ luật"),
        Dependent.POST: _("chức vụ ghi sau đó"),
        Dependent.WORK: _("công việc của năm đánh giá"),
    }
)

register_findings(
    {
        "office.days_missing": _("Chưa nhập đủ ngày."),
        "office.ends_before_start": _("Ngày kết thúc ({end}) trước ngày bắt đầu ({start})."),
        "office.reason_missing": _("Chưa ghi lý do."),
    }
)

ABSENCES = {
    "maternity": _("Nghỉ thai sản"),
    "sick": _("Nghỉ ốm"),
    "unpaid": _("Nghỉ không hưởng lương"),
    "study": _("Đi học"),
}

register_acts(
    {
        "office:import": _("Nhập danh sách nhân sự"),
        "office:preview": _("Xem thử danh sách trước khi ghi"),
        "office:confirm": _("Ghi danh sách nhân sự đã xem thử"),
        "office:undo": _("Hoàn tác một lần nhập danh sách"),
        "office:people": _("Xem danh sách nhân sự của cơ quan"),
    }
)

# The file as a whole, and single cells of it.
register_findings(
    {
        "office.not_yours": _("Việc này thuộc đơn vị đầu mối; tài khoản của bạn không có quyền thực hiện."),
        "sheet.empty_file": (_("Tệp này trống."), _("Hãy chọn lại đúng tệp danh sách.")),
        "sheet.too_large": (
            _("Tệp quá lớn: {megabytes} MB, trong khi danh sách chỉ được tối đa {limit} MB."),
            _("Danh sách nhân sự thường dưới 1 MB. Hãy bỏ hình ảnh, các trang tính thừa rồi lưu lại."),
        ),
        "sheet.wrong_kind": (
            _("Đây không phải là bảng tính đọc được ({file_name})."),
            _("Hãy mở bằng Excel hoặc LibreOffice rồi lưu thành tệp .xlsx hay .csv (UTF-8)."),
        ),
        "sheet.web_page": (
            _("Tệp này mang đuôi bảng tính nhưng thực chất là một trang web do phần mềm khác xuất ra."),
            _("Hãy mở bằng Excel rồi dùng “Lưu thành” (Save As) chọn dạng .xlsx."),
        ),
        "sheet.locked": (
            _("Tệp này có đặt mật khẩu nên không đọc được."),
            _("Hãy bỏ mật khẩu rồi tải lên lại."),
        ),
        "sheet.macros": (
            _("Tệp này chứa macro (.xlsm) nên không được nhận."),
            _("Hãy dùng “Lưu thành” chọn dạng .xlsx không có macro."),
        ),
        "sheet.broken": (
            _("Tệp bảng tính bị hỏng hoặc tải lên chưa trọn."),
            _("Hãy mở lại bằng Excel, lưu thành tệp .xlsx mới rồi tải lên lại."),
        ),
        "sheet.bomb": _("Tệp này khi giải nén ra quá lớn nên không được mở."),
        "sheet.encoding": (
            _("Không nhận ra bảng mã của tệp văn bản này."),
            _("Hãy lưu lại thành “CSV UTF-8” hoặc tệp .xlsx."),
        ),
        "sheet.broken_text": (
            _("Không đọc tiếp được từ dòng {row}: có dấu ngoặc kép mở mà không đóng."),
            _("Hãy sửa dòng ấy, hoặc lưu danh sách thành tệp .xlsx."),
        ),
        "sheet.too_many_rows": (
            _("Bảng có đến {rows} dòng, nhiều hơn mức nhận được là {limit} dòng."),
            _("Nếu danh sách ngắn hơn nhiều, hãy xoá hẳn các dòng trống có định dạng ở phía dưới."),
        ),
        "sheet.too_wide": (
            _("Bảng có đến {columns} cột nên không được mở."),
            _("Hãy xoá những ô có chữ nằm rất xa về bên phải hay phía dưới."),
        ),
        "sheet.no_headings": (
            _(
                "Không tìm thấy dòng tiêu đề của danh sách: cần ít nhất hai tiêu đề quen thuộc như “Họ và tên”, “Đơn vị”."
            ),
            _("Hãy đặt tiêu đề như trong tệp mẫu."),
        ),
        "sheet.missing_columns": _("Dòng tiêu đề (dòng {row}) thiếu cột: {missing}."),
        "sheet.heading_twice": (
            _("Dòng tiêu đề (dòng {row}) có hai cột cùng nghĩa “{heading}”: cột {columns}."),
            _("Hãy xoá hoặc đổi tên cột thừa."),
        ),
        "sheet.formula": _("Ô chứa công thức chưa có kết quả. Hãy thay công thức bằng giá trị."),
        "sheet.error_value": _("Ô chứa lỗi của bảng tính (như #N/A, #REF!). Hãy sửa lại giá trị."),
        "sheet.two_values": _("Ô này và ô cột {other} cùng dòng đều có giá trị; chỉ một trong hai được có."),
        "sheet.row_after_foot": _(
            "Dòng này trông như một người nhưng nằm sau phần cuối bảng (dòng {foot}: tổng cộng hoặc chữ ký). "
            "Hãy chuyển lên trên hoặc xoá đi."
        ),
    }
)

# Staff lists.
register_findings(
    {
        "office.name_missing": _("Thiếu họ và tên."),
        "office.name_odd": _(
            "Họ và tên “{value}” có chữ số hoặc dấu lạ. Ghi chú thì để ở cột khác; tên gõ bằng phông chữ cũ (TCVN3, VNI) thì chuyển sang Unicode."
        ),
        "office.too_long": _("Nội dung dài {length} ký tự, quá mức {limit} ký tự."),
        "office.day_not_understood": _(
            "Không hiểu ngày “{value}”. Hãy ghi ngày/tháng/năm, ví dụ 12/03/1985; ngày đứng trước tháng."
        ),
        "office.birth_odd": _("Ngày sinh “{value}” không hợp với người đang làm việc."),
        "office.only_year": _(
            "{name}: chỉ có năm sinh {year} nên ngày sinh để trống; năm vẫn được dùng để nhận ra người."
        ),
        "office.joined_odd": _("Ngày về cơ quan {value} nằm ở tương lai hoặc trước ngày sinh."),
        "office.kind_unknown": _(
            "Không hiểu đối tượng “{value}”. Hãy ghi: cán bộ, công chức, viên chức hoặc người lao động."
        ),
        "office.party_unclear": _(
            "Không rõ “{value}” có nghĩa là đảng viên hay không. Hãy ghi x hoặc để trống."
        ),
        "office.unit_unknown": _("Cơ quan chưa có đơn vị “{value}”. Tên gần nhất: {nearest}."),
        "office.unit_unknown_no_guess": _("Cơ quan chưa có đơn vị “{value}”."),
        "office.unit_missing": _("{value}: thiếu đơn vị."),
        "office.title_missing": _("{value}: thiếu chức vụ hoặc chức danh."),
        "office.kind_missing": _("{value}: thiếu đối tượng (công chức, viên chức, người lao động)."),
        "office.row_repeats": _("“{value}” đã có ở dòng {first} của tệp này."),
        "office.several_match": _(
            "Cơ quan có nhiều người tên {value} (mã {codes}). Hãy ghi mã số để biết là ai."
        ),
        "office.known_by_name": _(
            "{value} được nhận ra chỉ nhờ họ tên (mã {code}) vì thiếu mã số và ngày sinh đầy đủ."
        ),
        "office.list_without_you": _(
            "Danh sách không có chính bạn, nên không thể đánh dấu những người vắng tên là đã rời cơ quan."
        ),
        "office.list_has_problems": (
            _("Danh sách còn {count} chỗ phải sửa, nên chưa ghi gì cả."),
            _("Hãy sửa trong tệp rồi tải lên lại."),
        ),
        "office.nothing_to_do": _("Danh sách giống hệt dữ liệu hiện có ({count} người): không có gì để ghi."),
        "office.list_changed": (
            _("Danh sách đã thay đổi từ lúc xem thử, nên chưa ghi gì cả."),
            _("Hãy tải tệp lên và xem lại."),
        ),
        "office.pending_gone": (
            _("Tệp xem thử không còn được giữ: đã ghi rồi, hoặc đã được thay bằng tệp khác."),
            _("Hãy tải tệp lên lại nếu còn cần."),
        ),
        "office.already_undone": _("Lần nhập này đã được hoàn tác ngày {on}."),
        "office.later_import": (
            _("Sau lần nhập này còn lần nhập “{file}”."),
            _("Hãy hoàn tác lần nhập mới hơn trước."),
        ),
        "office.in_use": _("Đã có {count} mục dựa vào danh sách này ({what}), nên không hoàn tác được nữa."),
        "office.changed_since": _(
            "Có {count} mục của lần nhập này đã được sửa sau đó, nên không hoàn tác được nữa."
        ),
    }
)

_FIELDS = {
    "full_name": _("họ và tên"),
    "birth_date": _("ngày sinh"),
    "kind": _("đối tượng"),
    "is_party_member": _("đảng viên"),
    "party_post": _("chức vụ Đảng"),
    "union_post": _("chức vụ đoàn thể"),
    "joined_on": _("ngày về cơ quan"),
    "left_on": _("ngày rời cơ quan"),
    "unit": _("đơn vị"),
    "title": _("chức vụ"),
}


def changes_in_words(changes: Iterable[FieldChange]) -> list[tuple[str, str, str]]:
    """Each change as a reader expects it: what, from, to."""
    return [(str(_FIELDS[it.field]), _value(it.field, it.old), _value(it.field, it.new)) for it in changes]


def _value(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, date):
        return day(value)
    return label(StaffKind(value)) if field == "kind" and value else value or gettext("để trống")
