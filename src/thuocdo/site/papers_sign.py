"""`thuocdo papers sign`: a PDF signed with the key at hand."""

import argparse
import sys
from getpass import getpass

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

FINE, UNUSABLE = 0, 2
_TOKEN_SAYS = {
    "module": "không dùng được thư viện PKCS#11 này (hoặc thiếu gói python-pkcs11)",
    "device": "không có, hoặc có nhiều hơn một thiết bị; hãy ghi --device hoặc --slot. Thiết bị đang cắm:",
    "label": "không có, hoặc có nhiều hơn một khóa; hãy ghi --label. Chứng thư có khóa:",
    "pin": "sai mã PIN; nhập sai vài lần thì thiết bị tự khóa",
    "locked": "thiết bị đã tự khóa; hãy liên hệ nơi cấp",
    "fault": "thiết bị báo lỗi",
}


def sign(options: argparse.Namespace) -> int:
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
