"""Every review of the year as one lot: issued ones as they were issued, others as drafts, nobody else's."""

import io
import zipfile

import pytest
from django.urls import reverse
from docx import Document

from tests.builders import a_closed_meeting, codes, complete, refusal_of, submit
from tests.standing import beside_another, browser_of, standing
from thuocdo.audit.models import Event
from thuocdo.papers.models import Paper
from thuocdo.papers.queries import file_of
from thuocdo.reviews.actions import take_away_reviews
from thuocdo.reviews.lot import lot_of
from thuocdo.site.cli import main


def lived_through():
    year = a_closed_meeting()
    complete(year, "lan")
    return year


lived, year = standing(beside_another(lived_through))


@pytest.fixture(autouse=True)
def real_day(settings):
    settings.PRETEND_TODAY = None


def foot(docx: bytes) -> str:
    """What stands under the first page."""
    return "\n".join(
        para.text for para in Document(io.BytesIO(docx)).sections[0].first_page_footer.paragraphs
    )


def lot(year):
    return {piece.name: piece for piece in lot_of(year.cycle)}


def named(year, name):
    code = year.person(name).code.lower()
    return next(piece for path, piece in lot(year).items() if path.endswith(f"_{code}.docx"))


def test_what_was_issued_is_handed_out_as_it_was_issued(year):
    issued = Paper.objects.get(kind="self-review", subject=year.subject("lan"), is_current=True, part="")
    assert named(year, "lan").make() == file_of(issued, "docx")


def test_what_is_only_handed_in_is_a_draft(year):
    assert "Bản dự thảo, chưa có giá trị" in foot(named(year, "bao").make())


def test_each_stands_in_the_folder_of_its_unit_and_drafts_of_others_are_not_there(year):
    assert {name.partition("/")[0] for name in lot(year)} == {"th_phong-tong-hop"}
    submit(year, "hoa")
    assert len({name.partition("/")[0] for name in lot(year)}) == 2


def test_a_review_that_changed_is_of_another_making(year):
    before = {name: piece.made_from for name, piece in lot(year).items()}
    complete(year, "bao")
    after = {name: piece.made_from for name, piece in lot(year).items()}
    assert [name for name in after if after[name] != before[name]] == [named(year, "bao").name]


def test_the_number_of_queries_does_not_grow_with_the_lot(year, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        for piece in lot_of(year.cycle):
            piece.make()


def test_only_the_coordinating_unit_takes_them_away_and_it_is_on_record(year):
    refusal = refusal_of(take_away_reviews, year.cycle, by=year.by("minh"))
    assert codes(refusal) == ["office.not_yours"]
    browser = browser_of(year, "hoa")
    assert "Tải về (ZIP)" in browser.get(reverse("reviews:take_away")).content.decode()
    answer = browser.post(reverse("reviews:take_away"))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == set(lot(year))
    assert Event.objects.get(verb="review.taken_away").facts["number"] == len(lot(year))


def test_the_command_fills_a_folder_and_goes_on(year, tmp_path, capsys):
    out = tmp_path / "out"
    order = ["papers", "bulk", "--year", "2023", "--agency", "vp", "--out", str(out)]
    assert main(order) == 0
    number = len(lot(year))
    assert f"làm mới {number}, giữ nguyên 0" in capsys.readouterr().out
    assert main(order) == 0
    said = capsys.readouterr()
    assert f"làm mới 0, giữ nguyên {number}" in said.out
    assert f"{number}/{number} (100%)" in said.err
    assert main([*order[:-1], f"{out}.zip"]) == 0
    assert len(zipfile.ZipFile(f"{out}.zip").namelist()) == number
    assert (
        main(
            [
                "papers",
                "bulk",
                "--year",
                "2023",
                "--kind",
                "unit-report",
                "--agency",
                "vp",
                "--out",
                str(tmp_path / "r"),
            ]
        )
        == 0
    )
    assert [path.name for path in (tmp_path / "r").glob("*.docx")] == ["th_phong-tong-hop.docx"]


def test_the_command_wants_to_know_which_agency(year, tmp_path, capsys):
    assert main(["papers", "bulk", "--year", "2023", "--out", str(tmp_path / "out")]) == 2
    assert "vp 2023" in capsys.readouterr().err
