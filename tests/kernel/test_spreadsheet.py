"""Spreadsheets as they come: every trap met in real lists, and files that must not be opened."""

import io
import unicodedata
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from tests.office.sheets import saved, workbook
from thuocdo.kernel.findings import Refused
from thuocdo.kernel.spreadsheet import DayNotUnderstood, Table, read_day, read_table

HEADINGS = {
    "code": ("Mã số",),
    "name": ("Họ và tên", "Họ đệm", "Tên"),
    "birth": ("Ngày sinh", "Năm sinh"),
    "unit": ("Đơn vị",),
    "title": ("Chức vụ", "Chức vụ chính quyền"),
    "party_post": ("Chức vụ Đảng",),
}


def read(data: bytes, file_name: str = "ds.xlsx", **more) -> Table:
    return read_table(data, file_name, HEADINGS, required=("name",), joined=("name",), **more)


def refusal(data: bytes, file_name: str = "ds.xlsx", **more) -> str:
    with pytest.raises(Refused) as caught:
        read(data, file_name, **more)
    return caught.value.findings[0].code


def said(table: Table) -> list[tuple]:
    return [(row.number, row.text("name"), row.text("unit")) for row in table.rows]


def problems(table: Table) -> list[tuple]:
    return [(problem.row, problem.column, problem.code) for problem in table.problems]


# --- where the table stands ---


def test_titles_above_and_signatures_below_are_not_the_table():
    table = read(
        workbook(
            [
                ["ỦY BAN NHÂN DÂN TỈNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["DANH SÁCH CÔNG CHỨC, VIÊN CHỨC"],
                [],
                ["STT", "Họ và tên", "Đơn vị", "Ghi chú"],
                ["(1)", "(2)", "(3)", "(4)"],
                [1, "Nguyễn Thị Lan", "TH"],
                [2, "Tống Công Danh", "TH"],
                ["Tổng cộng", None, 2],
                [None, None, None, "Quảng Ngãi, ngày 10 tháng 11 năm 2023"],
                [None, "NGƯỜI LẬP BIỂU", "CHÁNH VĂN PHÒNG"],
                [None, "Trần Thị Hoa", None],
            ]
        )
    )
    assert said(table) == [(6, "Nguyễn Thị Lan", "TH"), (7, "Tống Công Danh", "TH")]
    assert (table.header_row, table.foot_row, dict(table.unread_columns)) == (
        4,
        8,
        {"A": "STT", "D": "Ghi chú"},
    )
    assert problems(table) == []


def test_a_title_right_above_the_headings_is_no_heading():
    table = read(workbook([["DANH SÁCH"], ["STT", "Họ và tên", "Đơn vị"], [1, "Nguyễn Thị Lan", "TH"]]))
    assert (table.header_row, dict(table.unread_columns), said(table)) == (
        2,
        {"A": "STT"},
        [(3, "Nguyễn Thị Lan", "TH")],
    )


@pytest.mark.parametrize(
    ("heading", "understood"),
    [
        ("Ngày sinh/năm sinh", True),
        ("Năm sinh hoặc ngày sinh", True),
        ("Ngày sinh, năm sinh", True),
        ("Ngày sinh/đơn vị", False),
    ],
)
def test_a_heading_of_several_words_for_one_thing_is_that_thing(heading, understood):
    table = read(workbook([["Họ và tên", heading, "Đơn vị"], ["Nguyễn Thị Lan", "01/02/1990", "TH"]]))
    assert ("birth" in table.columns, "B" in table.unread_columns) == (understood, not understood)


def test_a_row_below_the_foot_is_named_not_lost():
    rows = [
        ["Họ và tên", "Đơn vị"],
        ["Nguyễn Thị Lan", "TH"],
        ["Tổng cộng: 1", None],
        ["Lê Quang Minh", "TH"],
    ]
    assert problems(read(workbook(rows))) == [(4, "", "sheet.row_after_foot")]


def test_subtotals_do_not_end_a_numbered_table():
    table = read(
        workbook(
            [
                ["STT", "Họ và tên", "Đơn vị"],
                [1, "Nguyễn Thị Lan", "TH"],
                ["Cộng", None, 1],
                [2, "Lê Quang Minh", "NC"],
            ]
        )
    )
    assert said(table) == [(2, "Nguyễn Thị Lan", "TH"), (4, "Lê Quang Minh", "NC")]


def test_headings_of_two_rows_and_empty_columns():
    table = read(
        workbook(
            [
                [None, "Họ và tên", "Năm sinh", None, "Chức vụ", None, None, "Đơn vị"],
                [None, None, "Nam", "Nữ", "Chính quyền", "Đảng"],
                [None, "Nguyễn Thị Lan", None, 1985, "Chuyên viên", "Chi ủy viên", None, "TH"],
                [None, "Lê Quang Minh", "1/2/1980", None, "Trưởng phòng", None, None, "TH"],
                [None, "Võ Sơn", "1/2/1980", "1981", "Trưởng phòng", None, None, "TH"],
            ],
            merge=("B1:B2", "C1:D1", "E1:F1", "H1:H2"),
        )
    )
    assert dict(table.columns) == {
        "name": ("B",),
        "birth": ("C", "D"),
        "title": ("E",),
        "party_post": ("F",),
        "unit": ("H",),
    }
    assert [(row["birth"], row.letters["birth"], row["party_post"]) for row in table.rows[:2]] == [
        (1985, "D", "Chi ủy viên"),
        ("1/2/1980", "C", None),
    ]
    assert problems(table) == [(5, "D", "sheet.two_values")]


def test_units_merged_downwards_belong_to_every_row():
    rows = [
        ["Họ và tên", "Đơn vị"],
        ["Nguyễn Thị Lan", "Phòng Tổng hợp"],
        ["Lê Quang Minh", None],
        ["Võ Sơn", "LD"],
    ]
    assert said(read(workbook(rows, merge=("B2:B3",)))) == [
        (2, "Nguyễn Thị Lan", "Phòng Tổng hợp"),
        (3, "Lê Quang Minh", "Phòng Tổng hợp"),
        (4, "Võ Sơn", "LD"),
    ]


def test_group_rows_give_their_section():
    table = read(
        workbook(
            [
                ["STT", "Họ và tên", "Chức vụ"],
                ["I", "Lãnh đạo Văn phòng"],
                [1, "Võ Sơn", "Chánh Văn phòng"],
                ["II. Phòng Tổng hợp"],
                [2, "Lê Quang Minh", "Trưởng phòng"],
                ["PHÒNG NỘI CHÍNH"],
                [3, "Đinh Khách", "Trưởng phòng"],
            ],
            merge=("A4:C4", "A6:C6"),
        )
    )
    assert [(row.text("name"), row.section) for row in table.rows] == [
        ("Võ Sơn", "Lãnh đạo Văn phòng"),
        ("Lê Quang Minh", "Phòng Tổng hợp"),
        ("Đinh Khách", "PHÒNG NỘI CHÍNH"),
    ]


def test_a_whole_row_is_no_group_row_however_short_the_name():
    data = "Họ và tên;Mức xếp loại năm 2023\nA;Tốt\nB;Xuất sắc\n".encode()
    headings = {"name": ("Họ và tên",), "level": ("Mức xếp loại",)}
    table = read_table(data, "ds.csv", headings, required=("name", "level"))
    assert [(row.text("name"), row.text("level")) for row in table.rows] == [("A", "Tốt"), ("B", "Xuất sắc")]


@pytest.mark.parametrize(
    "headings",
    [["Họ đệm", "Tên", "Đơn vị"], ["Họ và tên", None, "Đơn vị"]],
    ids=["two headings", "one above two"],
)
def test_names_spread_over_two_columns(headings):
    assert said(read(workbook([headings, ["Nguyễn Thị", "Lan", "TH"]]))) == [(2, "Nguyễn Thị Lan", "TH")]


def test_headings_printed_on_every_page_are_not_people():
    rows = [
        ["Họ và tên", "Đơn vị"],
        ["Nguyễn Thị Lan", "TH"],
        ["Họ và tên", "Đơn vị"],
        ["Lê Quang Minh", "TH"],
    ]
    assert [row.number for row in read(workbook(rows)).rows] == [2, 4]


def test_two_columns_of_one_meaning_are_refused():
    assert (
        refusal(workbook([["Họ và tên", "Đơn vị", "Đơn vị"], ["Lan", "TH", "NC"]])) == "sheet.heading_twice"
    )


def test_the_sheet_with_the_headings_is_read_and_the_others_named():
    book = openpyxl.Workbook()
    book.active.append(["Hướng dẫn"])
    for title in ("Danh sách", "Cũ", "Ẩn"):
        book.create_sheet(title).append(["Họ và tên", "Đơn vị"])
        book[title].append(["Nguyễn Thị Lan", title])
    book["Ẩn"].sheet_state = "hidden"
    table = read(saved(book))
    assert (table.sheet, table.unread_sheets, said(table)) == (
        "Danh sách",
        ("Cũ",),
        [(2, "Nguyễn Thị Lan", "Danh sách")],
    )


def test_no_headings_and_missing_columns_are_refused():
    assert refusal(workbook([["a", "b"], ["c", "d"]])) == "sheet.no_headings"
    assert refusal(workbook([["Mã số", "Đơn vị"], ["c", "d"]])) == "sheet.missing_columns"


# --- what stands in a cell ---


def test_text_is_composed_with_the_right_letter():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Văn Đức").replace("Đ", "Ð")
    rows = [
        [unicodedata.normalize("NFD", "Họ và tên"), "Đơn vị"],
        [f" {decomposed}\u00a0\u200b ", "Phòng\n TH"],
    ]
    assert said(read(workbook(rows))) == [(2, "Nguyễn Văn Đức", "Phòng TH")]


def test_formulas_give_their_result_or_are_named():
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Họ và tên", "Đơn vị", "Chức vụ"])
    sheet.write_formula(1, 0, '="Nguyễn Thị "&"Lan"', value="Nguyễn Thị Lan")
    sheet.write_formula(1, 1, '=IF(1,"","x")', value="")
    sheet.write_row(2, 0, ["Lê Quang Minh", "TH"])
    book.close()
    assert said(read(target.getvalue())) == [(2, "Nguyễn Thị Lan", ""), (3, "Lê Quang Minh", "TH")]

    uncomputed = workbook(
        [["Họ và tên", "Đơn vị"], ["Nguyễn Thị Lan", "=C2"], ['="a"', "TH"], ["Lê Minh", "#N/A"]]
    )
    assert problems(read(uncomputed)) == [
        (2, "B", "sheet.formula"),
        (3, "A", "sheet.formula"),
        (4, "B", "sheet.error_value"),
    ]


def test_errors_and_formulas_in_text_files_are_named():
    table = read("Họ và tên,Đơn vị\nLan,#REF!\n=A1,TH\n".encode(), "ds.csv")
    assert problems(table) == [(2, "B", "sheet.error_value"), (3, "A", "sheet.formula")]


DAYS = [
    ("12/03/1985", date(1985, 3, 12)),
    ("12-3-85", date(1985, 3, 12)),
    ("5.6.2001", date(2001, 6, 5)),
    ("5,6,2001", date(2001, 6, 5)),
    ("5//6\\2001", date(2001, 6, 5)),
    ("5/6/2001 12:00:00 AM", date(2001, 6, 5)),
    ("1/2/05", date(2005, 2, 1)),
    ("31/12/23", date(1923, 12, 31)),
    (" 12/03/1985 00:00:00", date(1985, 3, 12)),
    ("ngày 12 tháng 3 năm 1985", date(1985, 3, 12)),
    ("1985-03-12", date(1985, 3, 12)),
    ("12031985", date(1985, 3, 12)),
    (5031985, date(1985, 3, 5)),
    (31118, date(1985, 3, 12)),
    (31118.5, date(1985, 3, 12)),
    ("31118", date(1985, 3, 12)),
    (date(1985, 3, 12), date(1985, 3, 12)),
    ("1985", 1985),
    (1985, 1985),
    ("03/1985", 1985),
]


@pytest.mark.parametrize(("value", "day"), DAYS)
def test_days_as_people_write_them(value, day):
    assert read_day(value, latest_year=2008) == day


@pytest.mark.parametrize(
    "value", ["03/25/1985", "29/02/1985", "không rõ", "12/3", 7, 1.5, "1785", "99/99/9999", "١٢/٣/١٩٨٥x"]
)
def test_days_that_are_none(value):
    with pytest.raises(DayNotUnderstood):
        read_day(value, latest_year=2008)


def test_days_in_cells_of_both_calendars():
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):
        book = openpyxl.Workbook()
        book.epoch = epoch
        book.active.append(["Họ và tên", "Ngày sinh"])
        book.active.append(["Lan", date(1985, 3, 12)])
        assert read(saved(book)).rows[0]["birth"] == date(1985, 3, 12)


# --- text files ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_of_every_encoding_and_separator(encoding, separator):
    text = (
        separator.join(["Họ và tên", "Đơn vị"])
        + "\r\n"
        + separator.join(["Nguyễn Thị Lan", '"Phòng ""Tổng hợp"""'])
    )
    assert said(read(text.encode(encoding), "ds.csv")) == [(2, "Nguyễn Thị Lan", 'Phòng "Tổng hợp"')]


def test_text_files_of_the_old_code_page():
    tones = dict.fromkeys("\u0300\u0301\u0303\u0309\u0323")
    text = "Họ và tên;Đơn vị\nNguyễn Thị Đức;Phòng Tổng hợp\n"
    old = "".join(
        unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        + "".join(mark for mark in marks if mark in tones)
        for marks in (unicodedata.normalize("NFD", letter) for letter in text)
    )
    assert said(read(old.encode("cp1258"), "ds.csv")) == [(2, "Nguyễn Thị Đức", "Phòng Tổng hợp")]


def test_the_hint_of_spreadsheets_in_text_files_keeps_row_numbers():
    assert said(read("sep=|\r\nHọ và tên|Đơn vị\r\nLan|TH\r\n".encode(), "ds.csv")) == [(3, "Lan", "TH")]


def test_a_quote_never_closed_is_refused():
    text = 'Họ và tên,Đơn vị\nLan,"TH\n' + "Lê Minh,TH\n" * 20_000
    assert refusal(text.encode(), "ds.csv") == "sheet.broken_text"
