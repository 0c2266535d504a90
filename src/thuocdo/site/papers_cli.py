"""Papers at the terminal, without a server or a database: `thuocdo papers gallery --out DIR`, `thuocdo papers sign FILE`.

Only `thuocdo papers bulk` (see `bulk_cli`) asks the database.

Exit status: 0 all in order, 2 the input cannot be used.
"""

import argparse
from pathlib import Path

from thuocdo.site import bulk_cli


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command. It sets `run`: a function of the arguments that returns the exit status."""
    papers = subparsers.add_parser("papers", help="văn bản: bộ mẫu với dữ liệu giả định, ký số")
    verbs = papers.add_subparsers(required=True, metavar="LỆNH")
    gallery = verbs.add_parser("gallery", help="mọi loại văn bản, DOCX và PDF, vào một thư mục")
    gallery.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục nhận văn bản")
    gallery.add_argument("--kind", help="chỉ loại này, ví dụ unit-minutes")
    gallery.add_argument("--png", action="store_true", help="thêm ảnh từng trang")
    gallery.set_defaults(run=_gallery)
    sign = verbs.add_parser("sign", help="ký số một tệp PDF bằng thiết bị hoặc tệp khóa ở máy này")
    sign.add_argument("pdf", type=Path, metavar="TỆP", help="bản PDF đã phát hành, tải từ trang văn bản")
    sign.add_argument("--out", type=Path, required=True, metavar="TỆP", help="bản đã ký")
    key = sign.add_mutually_exclusive_group(required=True)
    key.add_argument("--module", metavar="TỆP", help="thư viện PKCS#11 của thiết bị ký số (.so, .dll)")
    key.add_argument("--p12", type=Path, metavar="TỆP", help="tệp khóa PKCS#12")
    sign.add_argument("--device", default="", metavar="TÊN", help="tên thiết bị, khi có nhiều hơn một")
    sign.add_argument("--slot", type=int, metavar="N", help="số khe cắm, khi có nhiều hơn một")
    sign.add_argument("--label", default="", metavar="TÊN", help="tên chứng thư, khi có nhiều hơn một")
    sign.add_argument("--picture", type=Path, metavar="PNG", help="ảnh chữ ký hoặc ảnh dấu; cần --at")
    sign.add_argument(
        "--at", type=_place, metavar="TRANG,X,Y", help="chỗ ký, như trang “Ký số” của văn bản ghi"
    )
    sign.add_argument("--seal", type=float, default=0.0, metavar="MM", help="ảnh là dấu, đường kính bằng mm")
    sign.add_argument("--time-stamp", default="", metavar="URL", help="nơi cấp dấu thời gian (RFC 3161)")
    sign.set_defaults(run=_sign)
    bulk_cli.register(verbs)


def _place(text: str) -> dict[str, float]:
    page, x, y = text.split(",")
    return {"page": int(page), "x": float(x), "y": float(y)}


# What sets and what signs takes a second to load: nobody else's command waits for it.


def _gallery(options: argparse.Namespace) -> int:
    from .papers_gallery import write_gallery

    return write_gallery(options)


def _sign(options: argparse.Namespace) -> int:
    from .papers_sign import sign

    return sign(options)
