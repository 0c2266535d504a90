"""One tellers' minutes for slips of paper and for electronic ones, for each layout of a ballot, with written opinions apart."""

import pytest

from thuocdo.papers.rendering import PaperError, compose, plain_text

from .packs import kind_of, sample


def lines_of(name, **facts):
    sheet = sample("tellers-minutes", name) | facts
    return plain_text(compose(kind_of("tellers-minutes"), sheet)).splitlines()


def row(lines, name):
    """The cells of the result beside a name."""
    return next(line.split("\t")[2:] for line in lines if f"\t{name}" in line)


def test_a_sheet_without_the_optional_keys_is_a_count_of_slips():
    kind = kind_of("tellers-minutes")
    assert kind.optional_keys.isdisjoint(sample("tellers-minutes"))
    text = "\n".join(lines_of("sample"))
    assert "hòm phiếu đã được kiểm tra và niêm phong" in text
    assert "Toàn bộ phiếu đã kiểm được niêm phong" in text
    assert "KIỂM CHỨNG" not in text
    empty = dict.fromkeys(kind.optional_keys)
    assert lines_of("sample", **empty) == lines_of("sample")


def test_an_unknown_key_is_still_refused():
    with pytest.raises(PaperError, match="finger"):
        lines_of("sample", finger="x")


def test_electronic_minutes_name_what_anyone_can_check():
    facts, text = sample("tellers-minutes", "sample-electronic"), "\n".join(lines_of("sample-electronic"))
    for said in (facts["mode"], facts["fingerprint"], facts["archive"], *facts["checks"]):
        assert said in text
    assert "hòm phiếu" not in text
    assert "niêm phong" not in text


@pytest.mark.parametrize(
    ("name", "line", "cells"),
    [
        ("sample", "Huỳnh Văn Khách", ["Lái xe", "03", "04", "42,86%", ""]),
        ("sample-opinion", "Lê Quang Minh", ["07", "01", "01", "01", "01", "00", "72,73%", ""]),
        ("sample-written", "Trần Thị Hồng Lan", ["09", "00", "02", "00", "00", "100%", ""]),
        ("sample-level", "Hoàn thành tốt nhiệm vụ", ["49", "71,01%", ""]),
        ("sample-choice", "Huỳnh Văn Khách", ["20", "28,99%", "Không trúng cử"]),
    ],
)
def test_columns_follow_the_layout(name, line, cells):
    assert row(lines_of(name), line) == cells


def test_opinions_without_written_ones_have_no_column_for_them():
    lines = lines_of("sample-opinion", written=None)
    assert row(lines, "Lê Quang Minh") == ["07", "01", "01", "63,64%", ""]
    assert "bằng văn bản" not in "\n".join(lines)


def test_written_votes_for_a_name_count_and_stand_apart():
    votes = [{"name": "Lan", "post": "", "votes": 6, "written_votes": 2, "note": ""}]
    lines = lines_of("sample-choice", lines=votes, written={"count": 2, "note": ""}, base=10)
    assert row(lines, "Lan") == ["06", "02", "80%", ""]


def test_a_result_in_words_stands_instead_of_the_list_of_those_who_passed():
    text = "\n".join(lines_of("sample-level"))
    assert "đề nghị xếp loại Văn phòng UBND tỉnh: Hoàn thành tốt nhiệm vụ." in text
    assert "người đạt" not in text


def test_every_teller_signs_the_head_of_them_beside_the_chair():
    lines = lines_of("sample")
    signed = "\n".join(lines[lines.index(next(line for line in lines if line.startswith("TỔ TRƯỞNG"))) :])
    tellers = [teller["name"] for teller in sample("tellers-minutes")["tellers"]]
    assert [name for name in tellers if name not in signed] == []
    assert lines[lines.index(f"{tellers[0]}\t{sample('tellers-minutes')['witness']['name']}") + 1].startswith(
        "TỔ VIÊN"
    )
