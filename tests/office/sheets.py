"""Staff lists for the tests: built as offices send them."""

import io
from typing import Any

import openpyxl

HEADINGS = ["STT", "Mã số", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Đối tượng", "Đảng viên"]

# The office of tests/people.py, as its own list would say it.
PEOPLE: list[list[Any]] = [
    [1, "VP001", "Võ Trường Sơn", "12/05/1985", "Lãnh đạo Văn phòng", "Chánh Văn phòng", "Công chức", "x"],
    [
        2,
        "VP002",
        "Trần Thị Hoa",
        "12/05/1985",
        "Phòng Hành chính - Quản trị",
        "Trưởng phòng",
        "Công chức",
        "x",
    ],
    [3, "VP003", "Đinh Văn Khách", "12/05/1985", "HCQT", "Lái xe", "HĐLĐ", None],
    [4, "VP004", "Lê Quang Minh", "12/05/1985", "Phòng Tổng hợp", "Trưởng phòng", "Công chức", "x"],
    [5, "VP005", "Phạm Anh Tuấn", "12/05/1985", "P. Tổng hợp", "Phó Trưởng phòng", "Công chức", "x"],
    [6, "VP006", "Nguyễn Thị Lan", "12/05/1985", "TH", "Chuyên viên", "CC", "x"],
    [7, "VP007", "Huỳnh Gia Bảo", "12/05/1985", "Phòng TH", "Chuyên viên", "CC", ""],
]


def people(**changes: dict[str, Any]) -> list[list[Any]]:
    """The list with some cells changed: `people(VP006={"Chức vụ": "Chuyên viên chính"})`; None drops the row."""
    rows = []
    for row in PEOPLE:
        change = changes.get(row[1], {})
        if change is not None:
            rows.append([change.get(heading, value) for heading, value in zip(HEADINGS, row, strict=True)])
    return rows


def a_person(name: str, **facts: Any) -> list[Any]:
    """A new row: a specialist of Phòng Tổng hợp unless told otherwise."""
    usual = {
        "Họ và tên": name,
        "Ngày sinh": "01/02/1990",
        "Đơn vị": "TH",
        "Chức vụ": "Chuyên viên",
        "Đối tượng": "CC",
    }
    row = usual | facts
    return [row.get(heading) for heading in HEADINGS]


def xlsx(
    rows: list[list[Any]], *, above: list[list[Any]] | None = None, merge: tuple[str, ...] = ()
) -> bytes:
    """A workbook of one sheet: `above` the table, then headings, then rows."""
    return workbook([*(above or []), HEADINGS, *rows], merge=merge)


def workbook(rows: list[list[Any]], *, merge: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merge:
        book.active.merge_cells(cells)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
