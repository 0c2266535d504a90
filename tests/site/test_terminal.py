"""What the terminal says by itself is Vietnamese too."""

import subprocess

import pytest

from scripts.environment import program


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--help"], "cách dùng: thuocdo"),
        (["papers", "gallery"], "lỗi: còn thiếu: --out"),
        (["papers", "gallery", "--png=1", "--out", "x"], "lỗi: --png: tùy chọn này không nhận giá trị '1'"),
        (
            ["cap", "--of", "many", "a.csv"],
            "lỗi: --of: không có 'many' (có: 'good', 'good_or_better', 'all')",
        ),
        (["demo", "--port", "abc"], "lỗi: --port: không dùng được giá trị 'abc'"),
        (["demo", "--port"], "lỗi: --port: cần một giá trị"),
        (["law", "cases"], "lỗi: còn thiếu: TỆP"),
        (["fly"], "lỗi: LỆNH: không có 'fly'"),
        (["demo", "--fly"], "lỗi: không hiểu: --fly"),
    ],
)
def test_the_terminal_speaks_vietnamese(words, told):
    done = subprocess.run([program("thuocdo"), *words], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert told in said
    assert not {"usage", "options:", "error", "argument"} & set(said.split())
