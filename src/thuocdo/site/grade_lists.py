"""Reading the lists that offices keep: names, posts, groups and levels as people really write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from thuocdo.kernel.findings import Refused
from thuocdo.kernel.spreadsheet import CellProblem, Row, Table, read_table
from thuocdo.kernel.vi_text import clean_line, fold
from thuocdo.kernel.words import Grade
from thuocdo.law.forms import exact

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("Họ và tên", "Họ tên", "Họ, tên", "Tên", "Họ và tên công chức", "Họ và tên cán bộ"),
    "post": (
        "Chức vụ",
        "Chức danh",
        "Chức vụ, chức danh",
        "Chức vụ/chức danh",
        "Chức danh nghề nghiệp",
        "Vị trí việc làm",
    ),
    "unit": (
        "Đơn vị",
        "Phòng",
        "Phòng, ban",
        "Phòng, ban, đơn vị",
        "Phòng/ban",
        "Đơn vị công tác",
        "Bộ phận",
    ),
    "group": ("Nhóm đối tượng", "Nhóm", "Nhóm tương đồng", "Nhóm đối tượng tương đồng", "Đối tượng"),
    "level": (
        "Đề nghị xếp loại",
        "Mức đề nghị",
        "Mức đề nghị xếp loại",
        "Đề xuất xếp loại",
        "Đề xuất mức xếp loại",
        "Mức xếp loại",
        "Mức xếp loại đề nghị",
        "Xếp loại",
        "Xếp loại chất lượng",
        "Đơn vị đề nghị",
        "Mức đơn vị đề nghị",
        "Kết quả xếp loại",
        "Kết quả đánh giá, xếp loại",
        "Kết quả",
        "Mức",
        "Đánh giá, xếp loại",
    ),
    "score": ("Điểm", "Tổng điểm", "Số điểm", "Điểm tổng", "Tổng số điểm", "Điểm đánh giá"),
}
_LEVELS: dict[Grade, tuple[str, ...]] = {
    Grade.EXCELLENT: (
        "hoan thanh xuat sac nhiem vu",
        "hoan thanh xuat sac",
        "xuat sac",
        "htxsnv",
        "htxs",
        "xs",
        "xsnv",
    ),
    Grade.GOOD: ("hoan thanh tot nhiem vu", "hoan thanh tot", "tot", "httnv", "htt", "httotnv"),
    Grade.SATISFACTORY: ("hoan thanh nhiem vu", "hoan thanh", "htnv", "ht"),
    Grade.UNSATISFACTORY: (
        "khong hoan thanh nhiem vu",
        "khong hoan thanh",
        "khtnv",
        "kht",
        "khonght",
        "khonghtnv",
    ),
}
_NOT_RATED = (
    "khong xep loai",
    "chua xep loai",
    "khong danh gia",
    "khong danh gia xep loai",
    "kxl",
    "kdg",
    "-",
    "x",
)
_BY_WORD = {word: grade for grade, words in _LEVELS.items() for word in words}
_PROBLEMS = {
    "list.level_unknown": 'mức "{value}" không nhận ra được; ghi đủ chữ hoặc HTXSNV, HTTNV, HTNV, KHTNV',
    "list.score_unknown": '"{value}" không phải là điểm',
    "list.fact_unusable": "{why}",
    "sheet.formula": "ô chứa công thức chưa có kết quả; thay bằng giá trị",
    "sheet.error_value": "ô chứa lỗi của bảng tính ({value})",
    "sheet.two_values": "ô này và ô cột {other} đều có giá trị, chỉ một ô được có",
    "sheet.row_after_foot": "còn dòng sau phần tổng cộng hoặc chữ ký",
}
_REFUSALS = {
    "sheet.no_headings": "không tìm thấy dòng tiêu đề; cần ít nhất các cột: Họ và tên, Đề nghị xếp loại",
    "sheet.missing_columns": "thiếu cột: {missing}",
    "sheet.heading_twice": "một tiêu đề đứng ở hai cột",
    "sheet.empty_file": "tệp trống",
    "sheet.too_large": "tệp {megabytes} MB, quá giới hạn {limit} MB",
    "sheet.wrong_kind": "không phải tệp .xlsx, .xls, .ods hay .csv (xét theo nội dung)",
    "sheet.web_page": "là trang web lưu lại, không phải bảng tính; mở bằng Excel rồi lưu thành .xlsx",
    "sheet.locked": "tệp có mật khẩu; bỏ mật khẩu rồi thử lại",
    "sheet.macros": "tệp có macro nên không được đọc; lưu lại thành .xlsx",
    "sheet.broken": "tệp hỏng, không đọc được",
    "sheet.bomb": "tệp khi giải nén ra quá lớn nên không được mở",
    "sheet.encoding": "không nhận ra bảng mã chữ; lưu lại CSV dạng UTF-8",
    "sheet.broken_text": "dòng {row} có dấu nháy mở mà không đóng",
    "sheet.too_many_rows": "{rows} dòng, quá giới hạn {limit} dòng",
    "sheet.too_wide": "{columns} cột, quá nhiều",
}


class ListUnusable(ValueError):
    """The list cannot be used; `reasons` are Vietnamese sentences with their places."""

    def __init__(self, reasons: Sequence[str]):
        self.reasons = list(reasons)
        super().__init__("; ".join(self.reasons))


@dataclass(frozen=True)
class Member:
    """One row of a list."""

    row: int
    name: str
    post: str
    unit: str
    group: str
    level: Grade | None  # None: not rated
    score: Fraction | None


@dataclass(frozen=True)
class GradeList:
    """A list with the notes that its reader should see."""

    members: tuple[Member, ...]
    notes: tuple[str, ...]


def level_of(text: str) -> Grade | None:
    """The level that a cell names; None for "không xếp loại" or nothing. Raises `ValueError` for another word."""
    word = fold(text).strip(" .:;")
    if not word or word in _NOT_RATED:
        return None
    found = _BY_WORD.get(word) or _BY_WORD.get(word.replace(" ", "").replace(".", ""))
    if found is None:
        raise ValueError(text)
    return found


def open_table(path: Path, headings: Mapping[str, Sequence[str]], required: Sequence[str]) -> Table:
    """The table of a file, or `ListUnusable` with the reason."""
    try:
        return read_table(path.read_bytes(), path.name, headings, required=required)
    except OSError:
        raise ListUnusable([f"{path}: không mở được tệp"]) from None
    except Refused as refused:
        raise ListUnusable(
            [_refusal(path, finding.code, finding.facts) for finding in refused.findings]
        ) from None


def _refusal(path: Path, code: str, facts: Mapping[str, object]) -> str:
    words = {
        key: ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for key, value in facts.items()
    }
    return f"{path.name}: {_REFUSALS[code].format_map(words)}"


def problem_told(problem: CellProblem) -> str:
    """ "dòng 7, cột D: …" """
    place = f"dòng {problem.row}" + (f", cột {problem.column}" if problem.column else "")
    return f"{place}: {_PROBLEMS[problem.code].format_map(dict(problem.facts))}"


def read_grade_list(path: Path) -> GradeList:
    """A list with levels. Raises `ListUnusable` with every reason, never only the first."""
    table = open_table(path, HEADINGS, ["name", "level"])
    problems = [*table.problems]
    members = [member for row in table.rows if (member := _member(row, table, problems)) is not None]
    if problems:
        raise ListUnusable([problem_told(problem) for problem in problems])
    if not members:
        raise ListUnusable([f"{path.name}: danh sách không có ai"])
    return GradeList(tuple(members), tuple(_notes(table, members)))


def _member(row: Row, table: Table, problems: list[CellProblem]) -> Member | None:
    try:
        level = level_of(row.text("level"))
    except ValueError:
        problems.append(row.problem("level", "list.level_unknown", value=row.text("level")))
        return None
    score = exact(row.text("score")) if row.text("score") else None
    if row.text("score") and score is None:
        problems.append(row.problem("score", "list.score_unknown", value=row.text("score")))
    texts = {name: clean_line(row.text(name)) for name in ("name", "post", "unit", "group")}
    unit = texts["unit"] or clean_line(row.section)
    return Member(row.number, texts["name"], texts["post"], unit, _group(texts, table), level, score)


def _group(texts: Mapping[str, str], table: Table) -> str:
    """The group column; without one the post; without either the list is one group."""
    if "group" in table.columns:
        return texts["group"] or "(chưa ghi nhóm)"
    return (texts["post"] or "(chưa ghi chức vụ)") if "post" in table.columns else "Cả danh sách"


def _notes(table: Table, members: Sequence[Member]) -> list[str]:
    notes = []
    if "group" not in table.columns:
        by = "chức vụ" if "post" in table.columns else "cả danh sách (không có cột chức vụ)"
        notes.append(f'Không có cột "Nhóm đối tượng": tạm xếp nhóm theo {by}. Nhóm do cơ quan quy định.')
    if unrated := sum(member.level is None for member in members):
        notes.append(f"{unrated} người không có mức đề nghị: không tính vào nhóm nào.")
    if table.unread_sheets:
        notes.append(f"Chưa đọc các trang tính khác: {', '.join(table.unread_sheets)}.")
    return notes
