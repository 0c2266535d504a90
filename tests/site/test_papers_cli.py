"""`thuocdo papers gallery`: every paper of the pack, in a folder, with a list to begin from."""

import re

from tests.papers.packs import samples
from thuocdo.site.cli import main


def test_every_paper_is_written_as_docx_and_pdf(tmp_path, capsys):
    assert main(["papers", "gallery", "--out", str(tmp_path)]) == 0
    written = sorted(path.suffix for path in tmp_path.iterdir())
    assert written == [".docx"] * len(samples()) + [".html"] + [".pdf"] * len(samples())
    assert f"{len(samples())} văn bản" in capsys.readouterr().out
    linked = re.findall(r'href="([^"]+)"', (tmp_path / "index.html").read_text("utf-8"))
    assert sorted(linked) == sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".html")


def test_one_kind_with_pictures(tmp_path):
    assert main(["papers", "gallery", "--out", str(tmp_path), "--kind", "dossier-cover", "--png"]) == 0
    assert {path.name for path in tmp_path.glob("*.png")} == {
        "dossier-cover-2023-1.png",
        "dossier-cover-2023-2.png",
    }
    assert (tmp_path / "dossier-cover-2023-1.png").read_bytes().startswith(b"\x89PNG")


def test_an_unknown_kind_is_said(tmp_path, capsys):
    assert main(["papers", "gallery", "--out", str(tmp_path), "--kind", "nothing"]) == 2
    assert "nothing" in capsys.readouterr().out
