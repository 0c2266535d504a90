"""Many papers at once: flat, whole, and gone on with after a sudden end."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from thuocdo.papers.bulk import FAILED, LIST, Piece, Tally, into_folder, into_zip, streamed_zip
from thuocdo.papers.rendering import PaperError

HERE = Path(__file__).parent


def pieces(number=3, text="x", made=None):
    def make(name):
        def made_now():
            if made is not None:
                made.append(name)
            return f"{name} {text}".encode()

        return made_now

    names = [f"p{at % 2}/n{at}.docx" for at in range(number)]
    return [Piece(name, text, make(name)) for name in names]


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LIST
    }


def test_all_are_written_and_listed(tmp_path):
    assert into_folder(tmp_path, pieces()) == Tally(made=3)
    assert files(tmp_path) == {piece.name: piece.make() for piece in pieces()}
    lines = [json.loads(line) for line in (tmp_path / LIST).read_text().splitlines()]
    assert {line["name"]: line["sha256"] for line in lines} == {
        name: sha256(data).hexdigest() for name, data in files(tmp_path).items()
    }


def test_what_is_whole_is_not_made_again(tmp_path):
    into_folder(tmp_path, pieces())
    made: list[str] = []
    assert into_folder(tmp_path, pieces(made=made)) == Tally(kept=3)
    assert made == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "p1/n1.docx").unlink(),
        lambda folder: (folder / "p1/n1.docx").write_bytes(b"cut o"),
        lambda folder: (folder / LIST).write_text(
            "".join(line for line in (folder / LIST).read_text().splitlines(True) if "n1" not in line)
        ),
    ],
    ids=["lost", "damaged", "not listed"],
)
def test_what_is_not_whole_is_made_again(tmp_path, spoil):
    into_folder(tmp_path, pieces())
    spoil(tmp_path)
    made: list[str] = []
    assert into_folder(tmp_path, pieces(made=made)) == Tally(made=1, kept=2)
    assert made == ["p1/n1.docx"]
    assert files(tmp_path) == {piece.name: piece.make() for piece in pieces()}


def test_a_line_cut_off_in_the_middle_is_cut_away(tmp_path):
    into_folder(tmp_path, pieces())
    whole = (tmp_path / LIST).read_bytes()
    os.truncate(tmp_path / LIST, len(whole) - 5)
    assert into_folder(tmp_path, pieces()) == Tally(made=1, kept=2)
    assert [json.loads(line)["name"] for line in (tmp_path / LIST).read_text().splitlines()] == [
        piece.name for piece in pieces()
    ]


def test_other_facts_are_made_anew_and_what_left_the_lot_is_taken_away(tmp_path):
    into_folder(tmp_path, pieces())
    assert into_folder(tmp_path, pieces(2, text="y")) == Tally(made=2, gone=1)
    assert files(tmp_path) == {piece.name: piece.make() for piece in pieces(2, text="y")}


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    def second_begins(tally):
        with pytest.raises(BlockingIOError):
            into_folder(tmp_path, pieces())

    assert into_folder(tmp_path, pieces(), second_begins) == Tally(made=3)


def test_the_list_cannot_send_a_run_outside_its_folder(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("ours")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / LIST).write_text(json.dumps({"name": "../outside.txt", "sha256": "", "made_from": ""}) + "\n")
    into_folder(folder, pieces())
    assert outside.read_text() == "ours"


def _refuses():
    raise PaperError("Ký tự không in được")


def test_one_that_cannot_be_made_does_not_stop_the_others(tmp_path):
    lot = [*pieces(), Piece("p9/bad.docx", "", _refuses)]
    tally = into_folder(tmp_path, lot)
    assert (tally.made, tally.failed) == (3, {"p9/bad.docx": "Ký tự không in được"})
    with zipfile.ZipFile(BytesIO(b"".join(streamed_zip(lot)))) as archive:
        assert "p9/bad.docx: Ký tự" in archive.read(FAILED).decode()
        assert len(archive.namelist()) == 4


def test_a_zip_is_whole_and_the_same_each_time(tmp_path):
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    into_zip(one, pieces())
    into_zip(two, pieces())
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "two.zip"]
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            piece.name: piece.make() for piece in pieces()
        }


def test_a_stream_is_the_same_zip_and_comes_bit_by_bit():
    made: list[str] = []
    stream = streamed_zip(pieces(50, made=made))
    first = next(stream)
    assert made == ["p0/n0.docx"]
    with zipfile.ZipFile(BytesIO(first + b"".join(stream))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 50


# --- killed, and gone on with ---

RUN = """
import sys, time
from pathlib import Path
sys.path.insert(0, {place!r})
from thuocdo.papers.bulk import Piece, into_folder, into_zip

def make(name):
    time.sleep(0.004)
    return (name * 500).encode()

lot = (Piece(f"p{{at % 7}}/n{{at}}.docx", "1", lambda at=at: make(f"n{{at}}")) for at in range(300))
out = Path(sys.argv[1])
tally = (into_zip if out.suffix else into_folder)(out, lot, lambda tally: None)
print(tally.made, tally.kept)
"""


@pytest.mark.parametrize("out", ["papers", "papers.zip"])
def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path, out):
    script, target = tmp_path / "run.py", tmp_path / out
    script.write_text(RUN.format(place=str(HERE.parents[1] / "src")))
    begun = subprocess.Popen([sys.executable, script, target])
    gathered = target.with_name(f"{out}.part") if target.suffix else target
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(gathered.rglob("n*.docx"))) < 40:
        time.sleep(0.02)
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    there = len([path for path in gathered.rglob("*.docx") if path.name.startswith("n")])
    assert 40 <= there < 300  # and perhaps one half written, under a name of its own
    assert not target.is_file()
    again = subprocess.run([sys.executable, script, target], capture_output=True, text=True, check=True)
    made, kept = map(int, again.stdout.split())
    assert made + kept == 300
    assert kept >= there - 1  # the last one may be there and not yet listed
    if target.suffix:
        with zipfile.ZipFile(target) as archive:
            assert archive.testzip() is None
            assert len(archive.namelist()) == 300
    else:
        assert len(files(target)) == 300
