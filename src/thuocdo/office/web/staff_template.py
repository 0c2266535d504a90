"""The list to fill in: headings, drop-down choices, and a second sheet that explains each column with examples."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from thuocdo.kernel.words import StaffKind
from thuocdo.ui.wording import label

from ..rules import HEADINGS

_ROWS = 2_000  # rows that offer the choices


def _columns() -> list[tuple[str, int, str, str, str]]:
    """Field, width, what to write, and two invented people as examples."""
    civil, contract = label(StaffKind.CIVIL_SERVANT), label(StaffKind.CONTRACT_WORKER)
    return [
        ("code", 12, _("Mã riêng của từng người. Để trống thì hệ thống tự cấp cho người mới."), "VP012", ""),
        ("full_name", 26, _("Bắt buộc."), "Nguyễn Thị Mai", "Đặng Văn Út"),
        (
            "birth_date",
            13,
            _("Ngày/tháng/năm. Cùng họ tên để nhận ra người khi thiếu mã."),
            "12/03/1985",
            "05/11/1979",
        ),
        ("unit", 32, _("Tên hoặc mã đơn vị."), "Phòng Tổng hợp", "Phòng Hành chính - Quản trị"),
        (
            "title",
            24,
            _("Như trong quyết định; từ đó hệ thống hiểu ai là trưởng, phó."),
            "Phó Trưởng phòng",
            "Lái xe",
        ),
        ("kind", 18, _("Cán bộ, công chức, viên chức hoặc người lao động."), civil, contract),
        ("party", 11, _("Ghi x nếu là đảng viên; để trống là không."), "x", ""),
        ("party_post", 20, _("Nếu có."), "Phó Bí thư Chi bộ", ""),
        ("union_post", 20, _("Nếu có."), "", "Tổ trưởng công đoàn"),
        ("joined_on", 16, _("Nếu biết."), "01/07/2015", ""),
    ]


def staff_template(units: Sequence[str]) -> bytes:
    """An XLSX with the sheets "Danh sách" (to fill in) and "Hướng dẫn"."""
    target = io.BytesIO()
    # What begins with = + - @ stays text: a name of a unit is never run as a formula.
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    _fill_list(book, len(units))
    _fill_guide(book, units)
    book.close()
    return target.getvalue()


def _fill_list(book: xlsxwriter.Workbook, units: int) -> None:
    sheet = book.add_worksheet("Danh sách")
    head = book.add_format(
        {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#F3E3E3", "valign": "vcenter"}
    )
    text = book.add_format({"num_format": "@"})  # 0012 keeps its zeros, 1/2/1985 its day
    for place, (name, width, *_rest) in enumerate(_columns()):
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, HEADINGS[name][0], head)
    places = {name: place for place, (name, *_rest) in enumerate(_columns())}
    choices: dict[str, list[str] | str] = {"kind": [label(kind) for kind in StaffKind], "party": ["x"]}
    if units:
        choices["unit"] = f"='Hướng dẫn'!$G$2:$G${units + 1}"
    for name, source in choices.items():
        warning = {"validate": "list", "source": source, "error_type": "information"}
        sheet.data_validation(1, places[name], _ROWS, places[name], warning)
    sheet.freeze_panes(1, 0)


def _fill_guide(book: xlsxwriter.Workbook, units: Sequence[str]) -> None:
    sheet = book.add_worksheet("Hướng dẫn")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20, wrap)
    sheet.set_column(1, 1, 56, wrap)
    sheet.set_column(2, 3, 24, wrap)
    sheet.set_column(6, 6, 34)
    for place, heading in enumerate((_("Cột"), _("Cách ghi"), _("Ví dụ 1"), _("Ví dụ 2"))):
        sheet.write_string(0, place, heading, bold)
    for row, (name, _width, meaning, *examples) in enumerate(_columns(), start=1):
        for place, words in enumerate((HEADINGS[name][0], meaning, *examples)):
            sheet.write_string(row, place, words)
    notes = (
        _("Cứ thêm cột khác nếu cần; hệ thống chỉ đọc các cột trên và nói rõ cột nào không đọc."),
        _("Ô để trống nghĩa là không nói gì: giá trị đang có được giữ nguyên (trừ cột Đảng viên)."),
        _("Sau khi tải lên, hệ thống cho xem thử mọi thay đổi; chưa bấm ghi thì chưa có gì thay đổi."),
    )
    for row, note in enumerate(notes, start=len(_columns()) + 2):
        sheet.merge_range(row, 0, row, 3, note, wrap)
    sheet.write_string(0, 6, _("Các đơn vị của cơ quan"), bold)
    for row, unit in enumerate(units, start=1):
        sheet.write_string(row, 6, unit)
