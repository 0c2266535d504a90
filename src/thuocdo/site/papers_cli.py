"""Papers at the terminal, without a server or a database: `thuocdo papers gallery --out DIR`, `thuocdo papers sign FILE`.

Only `thuocdo papers bulk` (see `bulk_cli`) asks the database.

Exit status: 0 all in order, 2 the input cannot be used.
"""

import argparse
import sys
from collections.abc import Iterator
from getpass import getpass
from html import escape
from pathlib import Path

from thuocdo.law.packs import regulations_root
from thuocdo.papers.rendering import PaperError, Specimen, specimens
from thuocdo.papers.signing import (
    KeyFile,
    KeyUnreadable,
    NotSignable,
    NotStamped,
    Token,
    TokenRefuses,
    agency_box,
    person_box,
    sign_pdf,
)
from thuocdo.site import bulk_cli

FINE, UNUSABLE = 0, 2


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command. It sets `run`: a function of the arguments that returns the exit status."""
    papers = subparsers.add_parser("papers", help="văn bản: bộ mẫu với dữ liệu giả định, ký số")
    verbs = papers.add_subparsers(required=True, metavar="VERB")
    gallery = verbs.add_parser("gallery", help="mọi loại văn bản, DOCX và PDF, vào một thư mục")
    gallery.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục nhận văn bản")
    gallery.add_argument("--kind", help="chỉ loại này, ví dụ unit-minutes")
    gallery.add_argument("--png", action="store_true", help="thêm ảnh từng trang")
    gallery.set_defaults(run=_gallery)
    sign = verbs.add_parser("sign", help="ký số một tệp PDF bằng thiết bị hoặc tệp khóa ở máy này")
    sign.add_argument("pdf", type=Path, metavar="FILE", help="bản PDF đã phát hành, tải từ trang văn bản")
    sign.add_argument("--out", type=Path, required=True, metavar="FILE", help="bản đã ký")
    key = sign.add_mutually_exclusive_group(required=True)
    key.add_argument("--module", metavar="FILE", help="thư viện PKCS#11 của thiết bị ký số (.so, .dll)")
    key.add_argument("--p12", type=Path, metavar="FILE", help="tệp khóa PKCS#12")
    sign.add_argument("--device", default="", metavar="NAME", help="tên thiết bị, khi có nhiều hơn một")
    sign.add_argument("--slot", type=int, metavar="N", help="số khe cắm, khi có nhiều hơn một")
    sign.add_argument("--label", default="", metavar="NAME", help="tên chứng thư, khi có nhiều hơn một")
    sign.add_argument("--picture", type=Path, metavar="PNG", help="ảnh chữ ký hoặc ảnh dấu; cần --at")
    sign.add_argument(
        "--at", type=_place, metavar="PAGE,X,Y", help="chỗ ký, như trang “Ký số” của văn bản ghi"
    )
    sign.add_argument("--seal", type=float, default=0.0, metavar="MM", help="ảnh là dấu, đường kính bằng mm")
    sign.add_argument("--time-stamp", default="", metavar="URL", help="nơi cấp dấu thời gian (RFC 3161)")
    sign.set_defaults(run=_sign)
    bulk_cli.register(verbs)


def _gallery(options: argparse.Namespace) -> int:
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


def _place(text: str) -> dict[str, float]:
    page, x, y = text.split(",")
    return {"page": int(page), "x": float(x), "y": float(y)}


_TOKEN_SAYS = {
    "module": "không dùng được thư viện PKCS#11 này (hoặc thiếu gói python-pkcs11)",
    "device": "không có, hoặc có nhiều hơn một thiết bị; hãy ghi --device hoặc --slot. Thiết bị đang cắm:",
    "label": "không có, hoặc có nhiều hơn một khóa; hãy ghi --label. Chứng thư có khóa:",
    "pin": "sai mã PIN; nhập sai vài lần thì thiết bị tự khóa",
    "locked": "thiết bị đã tự khóa; hãy liên hệ nơi cấp",
    "fault": "thiết bị báo lỗi",
}


def _sign(options: argparse.Namespace) -> int:
    """Sign here; the signed file is then handed back on the paper's page, which checks it."""
    if bool(options.picture) != bool(options.at):
        return _unusable("--picture và --at đi cùng nhau")
    box = options.at and (agency_box(options.at, options.seal) if options.seal else person_box(options.at))
    secret = _secret("Mã PIN: " if options.module else "Mật khẩu của khóa: ")
    try:
        key = (
            Token(options.module, secret, options.device, options.slot, options.label)
            if options.module
            else KeyFile(options.p12.read_bytes(), secret)
        )
        picture = options.picture.read_bytes() if options.picture else None
        signed = sign_pdf(
            options.pdf.read_bytes(), key, box=box, picture=picture, stamped_by=options.time_stamp
        )
        options.out.write_bytes(signed)
    except OSError as error:
        return _unusable(str(error))
    except TokenRefuses as error:
        return _unusable(" ".join((_TOKEN_SAYS[error.why], ", ".join(error.found))).rstrip())
    except KeyUnreadable:
        return _unusable("tệp khóa không phải PKCS#12, hoặc sai mật khẩu")
    except NotSignable:
        return _unusable("tệp PDF hoặc ảnh PNG không dùng được")
    except NotStamped as error:
        return _unusable(f"không lấy được dấu thời gian ({error})")
    print(f"Đã ký: {options.out}")
    return FINE


def _secret(asked: str) -> str:
    """Typed unseen; or the first line of what is piped in."""
    return getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _unusable(why: str) -> int:
    print(f"Chưa ký: {why}.", file=sys.stderr)
    return UNUSABLE


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
