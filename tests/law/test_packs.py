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
    "unknown status": (CAP, "Điều 12, status: secondary", "Điều 12, status: sure", "status phải là một trong"),
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


def overlay(packs, rule, values, act="thuoc-do"):
    """Give the sample office one value of its own for 2026."""
    path = packs / "offices/mau-vpubnd/2026/edition.yaml"
    own = f"overrides:\n  - rule: {rule}\n    set: {values}\n"
    own += f"    source: {{act: {act}, clause: Điều 1, status: assumed}}\n    settles: quy chế của cơ quan\n"
    path.write_text(path.read_text(encoding="utf-8").replace("overrides: []\n", own), encoding="utf-8")
    return load_book(packs, "2026", "mau-vpubnd")


def bands(*edges):
    words = ("excellent", "good", "satisfactory", "unsatisfactory")
    rows = [
        f'{{level: {word}, op: "{op}", value: "{value}"}}'
        for word, (op, value) in zip(words, edges, strict=True)
    ]
    return f"{{bands: [{', '.join(rows)}]}}"


def test_office_may_set_stricter_thresholds_of_its_own(packs):
    stricter = bands((">", "90"), (">", "80"), (">=", "50"), (">=", "0"))
    rule = overlay(packs, "rating/score_nd335", stricter)["rating/score_nd335"]
    assert [(band["op"], band["value"]) for band in rule["bands"][:2]] == [(">", "90"), (">", "80")]
    assert (rule.level, rule.source.act, rule.also[0].act) == ("office", "thuoc-do", "nd-335-2025")


@pytest.mark.parametrize(
    ("rule", "values", "says"),
    [
        ("rating/score_nd335", bands((">=", "85"), (">=", "70"), (">=", "50"), (">=", "0")), "thấp hơn 90"),
        ("rating/score_nd335", bands((">=", "90"), (">=", "70"), (">=", "50"), (">=", "5")), "bị hở"),
        ("rating/ladder_public_staff", "{levels: []}", "levels phải xếp từ mức cao"),
        ("rating/eligibility_nd335", "{months: 3}", "không được thay 6 bằng 3"),
        ("council/initiatives", '{pass: {op: ">=", share: "1/2"}}', "thấp hơn mức tối thiểu 2/3"),
        ("emulation/advanced_worker", "{secret: false}", "không được thay True bằng False"),
        ("rating/excellent_cap", '{share: "1/4"}', "cao hơn mức tối đa 1/5"),
    ],
)
def test_office_may_not_loosen(packs, rule, values, says):
    with pytest.raises(PackError) as caught:
        overlay(packs, rule, values)
    assert says in str(caught.value)


def test_office_may_have_its_own_form_and_weights(packs):
    own = packs / "offices/mau-vpubnd/forms/score-12c/2023.yaml"
    own.parent.mkdir(parents=True)
    text = (
        (packs / TABLE)
        .read_text(encoding="utf-8")
        .replace("max: 30", "max: 20")
        .replace("max: 70", "max: 80")
    )
    text = text.replace("  max: 15\n", "  max: 25\n")
    for line in ("Chính trị, tư tưởng", "Đạo đức, lối sống"):
        text = text.replace(f"label: {line}\n  max: 5\n", f"label: {line}\n  max: 0\n")
    own.write_text(text, encoding="utf-8")
    own_table = load_book(packs, "2023", "mau-vpubnd").table("score-12c/2023")
    assert [group.max for group in own_table.groups] == [20, 80]
    assert [group.max for group in load_book(packs, "2023").table("score-12c/2023").groups] == [30, 70]


def test_empty_value_is_noticed(packs, change):
    change("rules/rating/order.yaml", "key: state_before_party", "key:")
    with pytest.raises(PackError, match="mục không có giá trị"):
        load_book(packs, "2023")
