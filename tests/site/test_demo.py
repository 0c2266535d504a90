"""The main job: the demo office lives its stretch, leaves its papers, keeps its data, and deletes nothing else."""

import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from scripts.packages import package
from thuocdo.ballots.belenios.verify import verify_archive
from thuocdo.site import cli
from thuocdo.site.demo import run

UNITS = 9  # that meet and hand in a dossier; the leadership does neither
OF_A_MEETING = (
    "Biên bản họp kiểm điểm",
    "Biên bản kiểm phiếu",
    "Đề xuất mức xếp loại",
    "Bảng tổng hợp bình xét thi đua",
)


@pytest.fixture(scope="module")
def headless(tmp_path_factory) -> tuple[Path, str]:
    """The folder of papers and what was said, of one whole run of the program."""
    out = tmp_path_factory.mktemp("demo") / "out"
    program = Path(sys.executable).with_name("thuocdo")
    ours = ("THUOCDO_", "DJANGO_", "DATABASE_URL")
    done = subprocess.run(
        [program, "demo", "--headless", "--out", out],
        cwd=out.parent,
        env={key: value for key, value in os.environ.items() if not key.startswith(ours)},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return out, done.stdout


def papers(folder: Path, kind: str) -> set[str]:
    """The kinds of file in which a paper is there; names are folded, so they are matched without accents."""
    from thuocdo.kernel.vi_text import fold

    wanted = fold(kind)
    named = [path for path in folder.iterdir() if wanted in fold(path.stem.replace("-", " "))]
    return {path.suffix for path in named}


def number(said: str, pattern: str) -> int:
    found = re.search(pattern, said)
    assert found, f"{pattern} in\n{said}"
    return int(found[1])


def test_headless_run_leaves_every_paper_of_every_unit_as_docx_and_pdf(headless):
    out, _said = headless
    folders = sorted(out.iterdir())
    met = [folder for folder in folders if papers(folder, "Biên bản họp kiểm điểm")]
    assert len(met) == UNITS
    for folder in met:
        for kind in OF_A_MEETING:
            assert papers(folder, kind) == {".docx", ".pdf"}, f"{folder.name}: {kind}"
    for folder in folders:
        files = sorted(folder.iterdir())
        assert {p.stem for p in files if p.suffix == ".pdf"} == {p.stem for p in files if p.suffix == ".docx"}
        for path in files:
            if path.suffix == ".pdf":
                assert path.read_bytes().startswith(b"%PDF-")
            elif path.suffix == ".docx":
                assert zipfile.ZipFile(path).testzip() is None


def archives(out: Path) -> list[Path]:
    return sorted(out.glob("*/*.bel"))


def test_every_electronic_ballot_leaves_its_archive_beside_the_minutes(headless):
    out, said = headless
    reports = [verify_archive(path.read_bytes()) for path in archives(out)]
    assert len(reports) == number(said, r"phiếu kín điện tử: (\d+)") >= 5
    assert all(report.holds for report in reports)
    assert [1, 3, 4] in [report.owners for report in reports], "in one the second owner, a teller, was lost"
    for path in archives(out):
        assert papers(path.parent, "Biên bản kiểm phiếu") == {".docx", ".pdf"}


@pytest.mark.belenios
def test_the_archives_convince_an_independent_program(headless, tmp_path):
    tool = package("belenios").path()
    for path in archives(headless[0]):
        folder = tmp_path / path.stem
        folder.mkdir()
        (folder / path.name).write_bytes(path.read_bytes())
        checked = subprocess.run(
            [tool, "election", "verify"], cwd=folder, capture_output=True, text=True, check=False
        )
        assert (checked.returncode, "all checks passed" in checked.stderr) == (0, True), checked.stderr


def test_headless_summary_adds_up(headless):
    out, said = headless
    people, units = number(said, r"Người: (\d+)"), number(said, r"đơn vị: (\d+)")
    forms = sum(int(n) for n in re.findall(r"(\d+) form-", said))
    listed = re.search(r"Văn bản \(DOCX và PDF\): (.+)", said)[1]
    by_kind = [int(n) for n in re.findall(r"(\d+) [^\d,]", listed)]
    written = number(said, r"(\d+) văn bản trong")
    assert (people, units) == (78, UNITS + 1)
    assert forms == people + UNITS
    assert number(said, r"Cuộc họp đã kết thúc: (\d+)") == UNITS + 1  # and that of the leadership
    assert number(said, r"hồ sơ đã tiếp nhận: (\d+)") == UNITS
    assert sum(by_kind) == written
    assert len(list(out.glob("*/*.pdf"))) == len(list(out.glob("*/*.docx"))) == written
    assert "VƯỢT" not in said


@pytest.mark.django_db
def test_demo_brought_to_life_again_keeps_its_data(settings, tmp_path, capsys):
    from thuocdo.audit.models import Event
    from thuocdo.office.models import Person
    from thuocdo.reviews.models import Review

    settings.MEDIA_ROOT = tmp_path
    day = date(2023, 11, 15)
    run.bring_to_life(tmp_path, day, fresh=False)
    assert "việc đã diễn ra" in capsys.readouterr().out
    assert (tmp_path / run.MARK).read_text() == "2023-11-15"
    assert Review.objects.filter(state="draft").exists()
    assert Event.objects.latest("at").at.date() <= day
    before = (Person.objects.count(), Event.objects.count())
    Person.objects.filter(pk=Person.objects.first().pk).update(union_post="Tổ trưởng công đoàn")
    run.bring_to_life(tmp_path, day, fresh=False)
    assert capsys.readouterr().out == ""
    assert (Person.objects.count(), Event.objects.count()) == before
    assert Person.objects.first().union_post == "Tổ trưởng công đoàn"


def test_other_day_than_the_one_lived_asks_for_a_fresh_start(monkeypatch, tmp_path):
    monkeypatch.setenv("THUOCDO_VAR", str(tmp_path))
    (tmp_path / run.MARK).write_text("2023-11-15")
    with pytest.raises(SystemExit) as stopped:
        cli.main(["demo", "--day", "2023-11-22"])
    assert "--fresh" in str(stopped.value)
    assert (tmp_path / run.MARK).read_text() == "2023-11-15"


def test_day_that_is_no_day_is_told_in_vietnamese(capsys):
    with pytest.raises(SystemExit):
        cli.main(["demo", "--day", "22/11/2023"])
    assert "viết ngày dạng 2023-11-22" in capsys.readouterr().err


def test_fresh_start_throws_away_a_demo_and_nothing_else(tmp_path):
    ours, theirs = tmp_path / "demo", tmp_path / "office"
    for place in (ours, theirs):
        place.mkdir()
        (place / "thuocdo.sqlite3").write_text("x")
    (ours / run.MARK).write_text("2023-11-22")
    run.wipe(ours)
    assert not ours.exists()
    with pytest.raises(SystemExit) as stopped:
        run.wipe(theirs)
    assert "không xóa" in str(stopped.value)
    assert (theirs / "thuocdo.sqlite3").exists()
    run.wipe(tmp_path / "nowhere")
