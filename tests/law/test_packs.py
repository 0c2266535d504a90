"""A pack that lacks a citation, leaves a gap, overlaps or loosens a limit does not load, and says where."""

from datetime import date

import pytest

from thuocdo.law.book import NotInBook
from thuocdo.law.packs import PackError, editions, load_book, offices, regulations_root

CAP = "rules/rating/excellent_cap.yaml"
TABLE = "forms/score-12c/2023.yaml"
EDITION = "offices/mau-vpubnd/2023/edition.yaml"
PLAN = "offices/mau-vpubnd/2023/plan.yaml"

BROKEN = {
    "no citation": (CAP, "source: {act: qd-124-tw-2023", "soure: {act: qd-124-tw-2023", "thiếu trích dẫn (source)"),
    "unknown act": (CAP, "{act: qd-124-tw-2023", "{act: qd-125-tw-2023", 'không có văn bản "qd-125-tw-2023"'),
    "unknown status": (CAP, "Điều 12, status: confirmed", "Điều 12, status: sure", "status phải là một trong"),
    "overlapping dates": (CAP, "until: 2025-08-29", "until: 2025-08-30", "chồng ngày: 04/10/2023 - 30/08/2025"),
    "no end before the next": (CAP, "    until: 2025-08-29\n", "", "hai giá trị chồng ngày"),
    "backwards": (CAP, "until: 2025-08-29", "until: 2023-10-01", "until đứng trước from"),
    "float": (CAP, 'share: "1/5"', "share: 0.2", "số lẻ phải viết trong dấu nháy"),
    "share over one": (CAP, 'share: "1/5"', 'share: "5/1"', "share phải là phân số"),
    "rounding up": (CAP, "rounding: down", "rounding: up", "không được làm tròn lên"),
    "strange value": (CAP, "rounding: down", "rounding: down\n    procent: 20", "giá trị lạ"),
    "missing value": (CAP, "    per: comparable_group\n", "", "thiếu giá trị: per"),
    "unknown method": (CAP, "method: share_of", "method: share", 'không có cách tính tên là "share"'),
    "not yaml": (CAP, "values:", "values: [", "không đọc được YAML"),
    "gap below the bands": (TABLE, "word: Kém\n  at_least: 0", "word: Kém\n  at_least: '1/10'", "bị hở"),
    "bands out of order": (TABLE, "at_least: 90", "at_least: 60", "phải giảm dần"),
    "lines do not fill the group": (TABLE, "max: 25", "max: 24", 'nhóm "results" cộng lại 69, phải là 70'),
    "measured without counts": (TABLE, "  of: số nhiệm vụ được giao\n", "", "phải nêu hai số đếm"),
    "assumed without a text that settles": (TABLE, "settles:", "note:", "phải ghi settles"),
    "unknown rule overridden": (EDITION, "rule: rating/excellent_cap", "rule: rating/cap", "không có quy tắc"),
    "looser than allowed": (EDITION, "set: {", 'set: {share: "1/4", ', "cao hơn mức tối đa 1/5"),
    "wider base": (EDITION, "set: {", "set: {of: [good, excellent], ", "rộng hơn"),
    "override without citation": (EDITION, "    source:", "    origin:", "mục lạ: origin"),
    "window without start": (PLAN, "start: 2023-12-12, ", "", "thời hạn không hợp lệ"),
    "term not in the quote": (PLAN, "phrase: trước ngày 16/11/2023", "phrase: trước ngày 17/11/2023", "phải nằm trong"),
    "unknown step before": (PLAN, "after: [unit_dossiers]", "after: [dossiers]", "after nêu bước không có: dossiers"),
    "form missing": ("editions/2023.yaml", "  - form-02a/2023\n", "", 'chọn "form-02a/2023"'),
    "two fields of one key": ("forms/form-02a/2023.yaml", "key: causes", "key: shortcomings", "bị trùng"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_broken_pack_does_not_load_and_says_where(case, packs, change):
    name, old, new, says = BROKEN[case]
    change(name, old, new)
    with pytest.raises(PackError) as caught:
        load_book(packs, "2023", "mau-vpubnd")
    assert says in str(caught.value)
    assert caught.value.path in (name, "editions/2023.yaml")


def test_results_must_weigh_most(packs):
    path = packs / TABLE
    text = path.read_text(encoding="utf-8").replace("  results: true\n", "")
    path.write_text(text.replace("  max: 30\n", "  max: 30\n  results: true\n"), encoding="utf-8")
    with pytest.raises(PackError, match="phải có trọng số lớn nhất"):
        load_book(packs, "2023")


def test_stricter_office_loads(packs, change):
    change(EDITION, "set: {", 'set: {share: "1/10", ')
    book = load_book(packs, "2023", "mau-vpubnd")
    assert str(book["rating/excellent_cap"].fraction("share")) == "1/10"


@pytest.mark.parametrize(
    ("day", "act"),
    [("2023-10-04", "qd-124-tw-2023"), ("2025-08-29", "qd-124-tw-2023"), ("2025-08-30", "qd-366-tw-2025")],
)
def test_value_changes_on_its_day(packs, change, day, act):
    change("editions/2023.yaml", "as_of: 2023-11-28", f"as_of: {day}")
    (packs / "rules/review/form_for.yaml").unlink()
    assert load_book(packs, "2023")["rating/excellent_cap"].source.act == act


def test_before_the_first_value_is_an_error_not_a_default(packs, change):
    change("editions/2023.yaml", "as_of: 2023-11-28", "as_of: 2023-10-03")
    book = load_book(packs, "2023")
    with pytest.raises(
        NotInBook, match="ngày 03/10/2023 chưa có giá trị, giá trị đầu tiên áp dụng từ 04/10/2023"
    ):
        book["rating/excellent_cap"]


def test_edition_that_is_not_there(packs):
    with pytest.raises(PackError, match=r"editions/1999\.yaml: không có tệp này"):
        load_book(packs, "1999")


def test_lists_what_can_be_opened():
    root = regulations_root()
    assert "2023" in editions(root)
    assert "2023" in editions(root, "mau-vpubnd")
    assert offices(root) == ["mau-vpubnd"]


def test_environment_chooses_the_root(monkeypatch, packs):
    monkeypatch.setenv("REGULATIONS_DIR", str(packs))
    assert regulations_root() == packs


def test_central_book_has_no_office_and_no_plan():
    book = load_book(regulations_root(), "2023")
    assert (book.office, book.plan, book.on) == ("", (), date(2023, 11, 28))
    assert book["rating/excellent_cap"].level == "central"
