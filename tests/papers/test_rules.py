"""Numbers, symbols, letterheads, signature lines and file names."""

from datetime import date

import pytest

from thuocdo.papers.rendering import PaperError, profile_in_force
from thuocdo.papers.rendering.profiles import load_profile
from thuocdo.papers.rules import (
    BLANK,
    Capacity,
    Letterhead,
    letterhead_defects,
    name_defects,
    number_line,
    paper_filename,
    place_date_line,
    signature_lines,
    symbol,
    symbol_defects,
)

from .packs import ROOT

STATE, PARTY = load_profile(ROOT, "state"), load_profile(ROOT, "party")


def codes(findings):
    return [finding.code for finding in findings]


def test_number_takes_a_zero_below_ten_and_room_before_it_is_drawn():
    shape = STATE.look.number_format
    assert [number_line(n, "BB-VP", shape) for n in (5, 12, 140)] == [
        "Số: 05/BB-VP",
        "Số: 12/BB-VP",
        "Số: 140/BB-VP",
    ]
    assert number_line(None, "BB-VP", shape) == f"Số: {BLANK}/BB-VP"
    assert number_line(7, "", shape) == ""
    assert number_line(5, "NQ/ĐU", PARTY.look.number_format) == "Số 05-NQ/ĐU"


def test_symbol_is_type_and_agency():
    assert symbol("BB", "VP") == "BB-VP"
    assert symbol("", "VP", "HCQT") == "VP-HCQT"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BB-VP", []),
        ("QyĐ-UBND", []),
        ("BC-HCQT", []),
        ("XX-VP", ["paper.unknown_type"]),
        ("QĐ - VP", ["paper.unknown_type"]),
        ("QĐ-V P", ["paper.bad_symbol"]),
        ("QĐ-", ["paper.bad_symbol"]),
    ],
)
def test_symbol_defects(text, found):
    assert codes(symbol_defects(text, STATE.symbol_types)) == found


def test_place_and_date_follow_the_zero_rule():
    assert place_date_line("Quảng Ngãi", date(2024, 3, 5), 2024) == "Quảng Ngãi, ngày 05 tháng 3 năm 2024"
    assert place_date_line("Quảng Ngãi", None, 2023) == f"Quảng Ngãi, ngày{BLANK}tháng{BLANK}năm 2023"
    assert place_date_line("", date(2024, 3, 5), 2024) == ""


def test_letterhead_names_the_issuer_in_capitals():
    assert letterhead_defects(Letterhead("UBND TỈNH", "VĂN PHÒNG", "", "")) == []
    assert codes(letterhead_defects(Letterhead("", " ", "", ""))) == ["paper.no_issuer"]
    assert codes(letterhead_defects(Letterhead("UBND tỉnh", "VĂN PHÒNG", "", ""))) == [
        "paper.issuer_not_upper"
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Lê Quang Minh", []),
        ("Tạ Ngọc Sơn", []),
        ("Phó Đức Chính", []),
        ("", ["paper.no_signer"]),
        ("TS. Lê Quang Minh", ["paper.title_in_name"]),
        ("PGS.TS Lê Quang Minh", ["paper.title_in_name"]),
        ("Thạc sĩ", []),
    ],
)
def test_the_bare_name_stands_under_a_signature(name, found):
    assert codes(name_defects(name)) == found


@pytest.mark.parametrize(
    ("capacity", "lines"),
    [
        (Capacity.HEAD, ([], "PHÓ PHÒNG")),
        (Capacity.ACTING, ([], "Q. PHÓ PHÒNG")),
        (Capacity.DEPUTY, (["KT. TRƯỞNG PHÒNG"], "PHÓ PHÒNG")),
        (Capacity.COLLECTIVE, (["TM. HỘI ĐỒNG"], "PHÓ PHÒNG")),
        (Capacity.COLLECTIVE_DEPUTY, (["TM. HỘI ĐỒNG", "KT. TRƯỞNG PHÒNG"], "PHÓ PHÒNG")),
        (Capacity.BY_ORDER, (["TL. HỘI ĐỒNG"], "PHÓ PHÒNG")),
        (Capacity.BY_ORDER_DEPUTY, (["TL. HỘI ĐỒNG", "KT. TRƯỞNG PHÒNG"], "PHÓ PHÒNG")),
        (Capacity.AUTHORISED, (["TUQ. HỘI ĐỒNG"], "PHÓ PHÒNG")),
    ],
)
def test_signature_lines_of_the_state(capacity, lines):
    words = STATE.look.behalf_words
    assert (
        signature_lines(capacity, words, post="Phó phòng", head_post="Trưởng phòng", body="Hội đồng") == lines
    )


def test_the_party_writes_its_signing_words_with_a_stroke():
    lines = signature_lines(Capacity.COLLECTIVE, PARTY.look.behalf_words, post="Bí thư", body="Chi ủy")
    assert lines == (["T/M CHI ỦY"], "BÍ THƯ")


@pytest.mark.parametrize(
    ("profile", "lines"),
    [
        ("party", (["T/M ĐẢNG ỦY", "K/T BÍ THƯ"], "PHÓ BÍ THƯ")),
        ("party-2026", (["T/M ĐẢNG ỦY"], "PHÓ BÍ THƯ")),
    ],
)
def test_from_2026_a_deputy_signs_for_the_committee_without_standing_for_its_secretary(profile, lines):
    words = load_profile(ROOT, profile).look.behalf_words
    said = {"post": "Phó Bí thư", "head_post": "Bí thư", "body": "Đảng ủy"}
    assert signature_lines(Capacity.COLLECTIVE_DEPUTY, words, **said) == lines


@pytest.mark.parametrize(
    ("body", "day", "profile"),
    [
        ("state", date(2023, 11, 20), "state"),
        ("state", date(2026, 11, 20), "state"),
        ("party", date(2023, 11, 20), "party"),
        ("party", date(2026, 5, 26), "party"),
        ("party", date(2026, 5, 27), "party-2026"),
    ],
)
def test_the_layout_is_that_of_the_issuing_body_on_the_day(body, day, profile):
    assert profile_in_force(ROOT, body, day) == profile


def test_no_body_without_a_layout():
    with pytest.raises(PaperError, match="union"):
        profile_in_force(ROOT, "union", date(2023, 11, 20))


def test_the_guidance_of_2026_that_nobody_has_read_proves_nothing():
    found = load_profile(ROOT, "party-2026")
    assert {item.status for item in found.items.values()} == {"secondary", "assumed"}


def test_file_names_are_plain_and_stable():
    assert paper_filename("Biên bản họp", "HCQT", "2023", extension="docx") == "bien-ban-hop_hcqt_2023.docx"
    assert paper_filename("../../etc/passwd", "Đỗ Ðức\x00", extension="pdf") == "etc-passwd_do-duc.pdf"
    assert paper_filename("😀", "", extension="pdf") == "van-ban.pdf"
    assert paper_filename("a" * 400) == "a" * 60
    assert paper_filename("Bản   tự kiểm điểm") == "ban-tu-kiem-diem"


def test_profiles_name_what_is_unproven():
    assert STATE.unproven() == ["head_right_width", "table_size", "signature_gap"]
    assert "margin_left" in PARTY.unproven()
