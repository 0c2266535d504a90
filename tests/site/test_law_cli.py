"""The law at the terminal: what an official sees, and the exit status a script sees."""

import argparse
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from thuocdo.kernel import spreadsheet
from thuocdo.law.packs import regulations_root
from thuocdo.site import law_cli
from thuocdo.site.grade_lists import _PROBLEMS, _REFUSALS, level_of


@pytest.fixture
def thuocdo(capsys):
    """Run a command line; gives the exit status, what was said and what was complained of."""

    def run(*words: object) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        law_cli.register(parser.add_subparsers(required=True))
        args = parser.parse_args([str(word) for word in words])
        status = args.run(args)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


HEADINGS = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Nhóm đối tượng", "Đề nghị xếp loại", "Điểm"]


@pytest.fixture
def sheet(tmp_path):
    """A workbook with a title above its headings."""

    def written(rows, headings=HEADINGS, name="de-nghi.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            page.write(0, 0, "DANH SÁCH ĐỀ NGHỊ XẾP LOẠI NĂM 2023")
            page.write_row(2, 0, headings)
            for number, row in enumerate(rows, 3):
                page.write_row(number, 0, row)
        return path

    return written


def people(excellent: int, good: int, group: str = "Chuyên viên", score: str = ""):
    levels = ["HTXSNV"] * excellent + ["HTTNV"] * good
    return [
        [n, f"Người {n}", "Chuyên viên", "Phòng Tổng hợp", group, level, score]
        for n, level in enumerate(levels, 1)
    ]


def test_group_at_the_edge_holds(thuocdo, sheet, tmp_path):
    status, out, _ = thuocdo("cap", sheet(people(1, 5)))
    assert status == 0
    assert "Kế hoạch năm 2023 của Văn phòng UBND tỉnh" in out
    assert "đạt" in out
    assert (tmp_path / "de-nghi-ket-qua.xlsx").is_file()


def test_group_over_is_told_and_nobody_is_picked(thuocdo, sheet, tmp_path):
    status, out, _ = thuocdo("cap", sheet(people(2, 8)), "--out", tmp_path / "out.xlsx")
    assert status == 1
    assert (
        "Nhóm “Chuyên viên” vượt 1 người: nếu 2 người xuất sắc thì còn 8 người tốt; 20% của 8 là 1,6." in out
    )
    assert "Chương trình không chọn ai" in out
    groups, names = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets
    assert [cell.value for cell in groups[2]][:8] == ["Chuyên viên", 10, 2, 8, 0, 0, 1, "vượt 1"]
    assert [cell.value for cell in names[2]][1:6] == [
        "Người 1", "Chuyên viên", "Phòng Tổng hợp", "Chuyên viên", "Hoàn thành xuất sắc nhiệm vụ"
    ]  # fmt: skip


def test_order_by_score_marks_those_beyond_and_the_ties(thuocdo, sheet):
    rows = people(3, 9)
    for row, score in zip(rows, ("92", "95,5", "95,5"), strict=False):
        row[6] = score
    _, out, _ = thuocdo("cap", sheet(rows))
    assert (
        "- Người 2, 95,5 điểm\n  - Người 3, 95,5 điểm\n  - Người 1, 92 điểm: ngoài số tối đa theo điểm" in out
    )
    rows[0][6] = "95,5"
    _, out, _ = thuocdo("cap", sheet(rows))
    assert out.count("bằng điểm ở ngưỡng") == 3


def test_list_without_groups_is_grouped_by_post_with_a_note(thuocdo, sheet):
    headings = ["Họ tên", "Chức danh", "Xếp loại"]
    rows = [
        ["Lan", "Trưởng phòng", "Xuất sắc"],
        ["Minh", "chuyên viên", "Tốt"],
        ["Hoa", "Chuyên viên", "Tốt"],
    ]
    status, out, _ = thuocdo("cap", sheet(rows, headings))
    assert status == 1
    assert 'Không có cột "Nhóm đối tượng": tạm xếp nhóm theo chức vụ' in out
    assert "chuyên viên   2" in out


def test_people_without_a_level_are_outside_every_count(thuocdo, sheet):
    rows = [
        *people(1, 5),
        [7, "Người 7", "Chuyên viên", "Phòng Tổng hợp", "Chuyên viên", "Không xếp loại", ""],
    ]
    status, out, _ = thuocdo("cap", sheet(rows))
    assert status == 0
    assert "1 người không có mức đề nghị" in out


def test_own_numbers_are_marked_as_typed(thuocdo, sheet):
    status, out, _ = thuocdo("cap", sheet(people(2, 8)), "--of", "good_or_better")
    assert status == 0
    assert "Căn cứ: tỷ lệ hoặc mẫu số do người dùng nhập" in out
    assert thuocdo("cap", sheet(people(1, 9)), "--percent", "10")[0] == 1
    assert thuocdo("cap", sheet(people(1, 10)), "--percent", "10%")[0] == 0


def test_wider_share_needs_a_rule_and_a_document(thuocdo, sheet):
    assert thuocdo("cap", sheet(people(1, 4)), "--edition", "2026", "--document", "Số 12/QĐ")[0] == 0
    assert thuocdo("cap", sheet(people(1, 4)), "--edition", "2026")[0] == 1
    assert thuocdo("cap", sheet(people(1, 4)), "--document", "Số 12/QĐ")[0] == 2


UNUSABLE = {
    "a strange level": (
        b"Ho va ten,Xep loai\nLan,Gioi lam\n",
        'dòng 2, cột B: mức "Gioi lam" không nhận ra được',
    ),
    "no level column": ("Họ và tên,Chức vụ\nLan,Chuyên viên\n".encode(), "thiếu cột: Đề nghị xếp loại"),
    "no headings": (b"a,b\n1,2\n", "không tìm thấy dòng tiêu đề"),
    "nobody": ("Họ và tên,Xếp loại\n".encode(), "danh sách không có ai"),
    "a strange score": ("Họ và tên,Xếp loại,Điểm\nLan,Tốt,chín\n".encode(), '"chín" không phải là điểm'),
    "empty": (b"", "tệp trống"),
    "a web page": (b"<html><table></table></html>", "là trang web lưu lại"),
    "a broken workbook": (b"PK\x03\x04 broken", "tệp hỏng"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_list_that_cannot_be_used_says_why(thuocdo, tmp_path, case):
    data, says = UNUSABLE[case]
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    status, out, err = thuocdo("cap", path)
    assert (status, out) == (2, "")
    assert says in err


def test_every_refusal_of_the_reader_has_its_sentence():
    folder = Path(spreadsheet.__file__).parent
    raised = set(
        re.findall(r'"(sheet\.\w+)"', "".join(path.read_text("utf-8") for path in folder.glob("*.py")))
    )
    assert raised == {code for code in {**_REFUSALS, **_PROBLEMS} if code.startswith("sheet.")}


def test_file_that_is_not_there(thuocdo, tmp_path):
    status, _, err = thuocdo("cap", tmp_path / "none.xlsx")
    assert (status, "không mở được tệp" in err) == (2, True)


def test_texts_of_a_list_never_become_formulas(thuocdo, sheet, tmp_path):
    rows = people(1, 5)
    rows[0][1] = "'=1+1"
    thuocdo("cap", sheet(rows), "--out", tmp_path / "out.xlsx")
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[1]
    assert names["B2"].value == "'=1+1"
    assert names["B2"].data_type == "s"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("HTXSNV", "excellent"), ("Hoàn thành xuất sắc nhiệm vụ", "excellent"), ("HT XSNV", "excellent"),
        ("xuất sắc", "excellent"), ("HTTNV", "good"), ("Tốt", "good"), ("HTNV", "satisfactory"), ("Hoàn thành", "satisfactory"),
        ("KHTNV", "unsatisfactory"), ("Không HTNV", "unsatisfactory"), ("Không hoàn thành", "unsatisfactory"),
        ("", None), ("Không xếp loại", None),
    ],
)  # fmt: skip
def test_levels_as_people_write_them(text, level):
    assert level_of(text) == level


RATE = [
    "Họ và tên", "Loại nhân sự", "leads", "Số tháng làm việc", "Số tháng nghỉ", "Ngày kỷ luật", "Suy thoái",
    "Tiêu chí chung", "Nhiệm vụ được giao", "Nhiệm vụ hoàn thành", "tasks_ok", "tasks_high", "Vượt mức", "Đề nghị xếp loại",
]  # fmt: skip


def row(name, **changes):
    facts = {
        "kind": "Công chức", "leads": "không", "worked": 12, "absent": 0, "discipline": "không", "wrong": "không",
        "common": "Thực hiện tốt", "assigned": 10, "done": 10, "ok": 10, "high": 10, "exceeded": 5, "level": "HTXSNV",
    }  # fmt: skip
    return [name, *(facts | changes).values()]


def test_each_person_gets_the_highest_lawful_level_and_why(thuocdo, sheet, tmp_path):
    rows = [
        row("Lan"),
        row("Minh", absent=4, worked=8),
        row("Hoa", discipline="05/06/2023"),
        row("Sơn", worked=""),
        row("Bình", ok=7, high=7, level="HTNV"),
    ]
    status, out, _ = thuocdo("rate", sheet(rows, RATE), "--out", tmp_path / "out.xlsx")
    assert status == 1
    assert "1 trên 5 người có kết luận rõ" in out
    results, steps = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets
    table = {cells[1].value: [cell.value for cell in cells[3:]] for cells in results.iter_rows(min_row=2)}
    assert table["Lan"][:2] == ["Được xếp", "Hoàn thành xuất sắc nhiệm vụ"]
    assert table["Minh"][:2] == ["Đề nghị cao hơn mức được phép", "Hoàn thành nhiệm vụ"]
    assert table["Minh"][4] == "Điều 2 khoản 3, Nghị định số 90/2020/NĐ-CP"
    assert table["Hoa"][:2] == ["Đề nghị cao hơn mức được phép", "Không hoàn thành nhiệm vụ"]
    assert table["Sơn"][0] == "Chưa kết luận được"
    assert table["Sơn"][5] == "Số tháng làm việc trong năm"
    assert table["Bình"][0] == "Cấp có thẩm quyền quyết định"
    assert steps.max_row > len(rows)


def test_all_in_order_exits_with_nothing(thuocdo, sheet):
    assert thuocdo("rate", sheet([row("Lan")], RATE))[0] == 0


def test_facts_that_cannot_be_are_refused_by_row(thuocdo, sheet):
    status, _, err = thuocdo("rate", sheet([row("Lan", done=11), row("Minh", common="khá")], RATE))
    assert status == 2
    assert "dòng 4: tasks_done (11) lớn hơn tasks_assigned (10)" in err
    assert "dòng 5: criteria_common: 'khá' phải là một trong" in err


def test_case_files_of_the_packs_pass(thuocdo):
    status, out, _ = thuocdo("law", "cases", *sorted((regulations_root() / "cases").glob("*.yaml")))
    assert status == 0
    assert "0 không khớp." in out


def test_failed_case_is_told(thuocdo, tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text(
        "edition: '2023'\ncases: [{name: sáu người, cap: {excellent: 1, good: 5}, expect: {allowed: 2}}]"
    )
    status, out, _ = thuocdo("law", "cases", path)
    assert status == 1
    assert "KHÔNG KHỚP: cases.yaml: sáu người\n    allowed: mong đợi 2, kết quả 1" in out


def test_case_file_that_cannot_be_read(thuocdo, tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text("cases: [")
    assert thuocdo("law", "cases", path)[0] == 2


def test_show_tells_what_applies(thuocdo):
    status, out, _ = thuocdo("law", "show", "2023", "--subject", "civil_servant")
    assert status == 0
    assert "Công chức lãnh đạo, Nghị định 90 và 48" in out
    assert "Số nhiệm vụ hoàn thành vượt mức: từ 50% trở lên của số nhiệm vụ được giao" in out
    assert "Viên chức quản lý" not in out
    assert "không quá 20% số hoàn thành tốt" in out
    assert "{" not in out


@pytest.mark.parametrize("edition", ["2023", "2024", "2025", "2026"])
def test_every_edition_is_shown_in_words(thuocdo, edition):
    status, out, _ = thuocdo("law", "show", edition, "--office", "mau-vpubnd")
    assert (status, "{'" in out, "['" in out) == (0, False, False)


def test_diff_tells_what_changed(thuocdo):
    status, out, _ = thuocdo("law", "diff", "2023", "2026")
    assert status == 0
    assert "+ Văn bản thêm: Nghị định số 335/2025/NĐ-CP" in out
    assert "- Văn bản bớt: Mẫu 12/HDĐG" in out
    assert "+ Biểu mẫu thêm: Mẫu 02A-HD KĐ.ĐG 2025" in out


def test_diff_of_a_year_with_itself_is_empty(thuocdo):
    assert thuocdo("law", "diff", "2023", "2023")[1].strip().count("\n") == 0


def test_doubts_name_what_would_settle_them(thuocdo):
    status, out, _ = thuocdo("law", "doubts", "2023")
    assert status == 0
    assert out.count("sẽ rõ khi có:") == out.count("căn cứ:") > 20


def test_check_loads_everything(thuocdo):
    status, out, _ = thuocdo("law", "check")
    assert (status, "không có lỗi" in out) == (0, True)


def test_check_says_where_a_pack_is_wrong(thuocdo, tmp_path, monkeypatch):
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions/2023.yaml").write_text("title: x\nas_of: 2023\nforms: []\n")
    monkeypatch.setenv("REGULATIONS_DIR", str(tmp_path))
    status, _, err = thuocdo("law", "check")
    assert (status, "editions/2023.yaml: as_of phải là ngày" in err) == (2, True)


def test_unknown_edition(thuocdo):
    assert thuocdo("law", "show", "1999")[0] == 2
    assert thuocdo("law", "diff", "2023", "1999")[0] == 2
