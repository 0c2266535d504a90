"""The slip of a secret ballot: on A5 and A4, every slip of a ballot the same file, with nothing that tells whose it was."""

import io
import zipfile

import docx
import pypdf
import pytest

from thuocdo.papers.rendering import compose, plain_text, render

from .packs import kind_of, rendered, sample, samples
from .readback import pdf_pages

FACES = [name for kind, _, name in samples() if kind == "ballot-slip"]


def slip(name="sample", **facts):
    return render(kind_of("ballot-slip"), {**sample("ballot-slip", name), "draft": False, **facts})


@pytest.mark.parametrize(("name", "wide", "high"), [("sample", 148, 210), ("sample-a4", 210, 297)])
def test_the_slip_has_the_size_that_was_asked_for(name, wide, high):
    made = rendered("ballot-slip", "2023", name)
    box = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [wide, high]
    section = docx.Document(io.BytesIO(made.docx)).sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [wide, high]


@pytest.mark.parametrize("name", FACES)
def test_no_slip_can_be_told_from_another(name):
    """No number, no day, no picture, and in the files no date but the fixed one."""
    facts = sample("ballot-slip", name)
    made = slip(name)
    numbered = {
        **facts["letterhead"],
        "number_line": "Số: 07/PB",
        "place_date_line": "Bình An, ngày 22 tháng 11",
    }
    assert slip(name, letterhead=numbered) == made
    assert "07/PB" not in made.text
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    assert [image for page in reader.pages for image in page.images] == []
    assert {key: str(value) for key, value in reader.metadata.items() if "Date" in key} == {
        "/CreationDate": "D:19700101000000Z",
        "/ModDate": "D:19700101000000Z",
    }
    with zipfile.ZipFile(io.BytesIO(made.docx)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("media" in entry.filename for entry in package.infolist())


@pytest.mark.parametrize("name", FACES)
def test_every_line_has_one_empty_box_for_each_answer_and_none_is_ticked(name):
    facts, text = sample("ballot-slip", name), slip(name).text
    assert text.count("[ ]") == max(1, len(facts["lines"])) * len(facts["answers"])
    assert "[X]" not in text
    assert "(Đóng dấu treo)" in text


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(2, 3, "ít nhất 02 tên, nhiều nhất 03 tên"), (3, 3, "đúng 03 tên"), (0, 2, ": nhiều nhất 02 tên")],
)
def test_a_slip_to_choose_from_says_how_many(least, most, words):
    facts = sample("ballot-slip", "sample-choice") | {"least": least, "most": most}
    assert words in plain_text(compose(kind_of("ballot-slip"), facts))


def test_a_long_list_goes_on_with_its_head_repeated():
    lines = [{"name": f"Nguyễn Văn {at}", "detail": "Chuyên viên"} for at in range(60)]
    made = slip(lines=lines)
    assert pdf_pages(made.pdf) > 2
    for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages:
        assert "Họ và tên, chức vụ" in page.extract_text()
