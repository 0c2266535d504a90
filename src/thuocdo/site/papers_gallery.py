"""`thuocdo papers gallery`: every kind of paper with sample facts, as files to leaf through."""

import argparse
from collections.abc import Iterator
from html import escape
from pathlib import Path

from thuocdo.law.packs import regulations_root
from thuocdo.papers.rendering import PaperError, Specimen, specimens

FINE, UNUSABLE = 0, 2


def write_gallery(options: argparse.Namespace) -> int:
    options.out.mkdir(parents=True, exist_ok=True)
    rows: list[str] = []
    try:
        for specimen in specimens(regulations_root()):
            if options.kind in (None, specimen.kind.kind):
                rows += _written(specimen, options.out, pictures=options.png)
    except PaperError as error:
        print(error)
        return UNUSABLE
    if not rows:
        print(f"Không có loại văn bản “{options.kind}”.")
        return UNUSABLE
    (options.out / "index.html").write_text(_page(rows), encoding="utf-8")
    print(f"{len(rows)} văn bản trong {options.out}/; xem index.html.")
    return FINE


def _written(specimen: Specimen, out: Path, *, pictures: bool) -> Iterator[str]:
    """Write the files of one paper; yield its row of the list."""
    stem, made = specimen.stem, specimen.rendered
    (out / f"{stem}.docx").write_bytes(made.docx)
    (out / f"{stem}.pdf").write_bytes(made.pdf)
    if pictures:
        for number, picture in enumerate(specimen.pictures, 1):
            (out / f"{stem}-{number}.png").write_bytes(picture)
    sources = "".join(f"<li>{escape(str(source))}</li>" for source in specimen.kind.sources)
    yield (
        f"<tr><th>{escape(specimen.kind.title_vi)}</th><td>{escape(specimen.face)}</td><td>{specimen.kind.edition}</td>"
        f'<td><a href="{stem}.pdf">PDF</a> <a href="{stem}.docx">DOCX</a></td><td><ul>{sources}</ul></td></tr>'
    )


def _page(rows: list[str]) -> str:
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bộ mẫu văn bản</title>'
        "<style>body{font:16px/1.4 serif;margin:2em}td,th{text-align:left;vertical-align:top;padding:.3em .8em}"
        "ul{margin:0}</style><h1>Bộ mẫu văn bản</h1><p>Mọi dữ liệu trong các văn bản này là giả định.</p>"
        "<table><tr><th>Văn bản</th><th>Mẫu</th><th>Năm</th><th>Tệp</th><th>Căn cứ trình bày</th></tr>"
        + "\n".join(rows)
        + "</table></html>"
    )
