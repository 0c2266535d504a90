"""The `thuocdo` command. What needs the database sets Django up; what does not starts at once."""

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from thuocdo.site import ballot_cli, law_cli, papers_cli
from thuocdo.site.ready import ready
from thuocdo.site.terminal import speak_vietnamese


def main(argv: list[str] | None = None) -> int:
    speak_vietnamese()
    parser = argparse.ArgumentParser(
        prog="thuocdo", description="Thước Đo: đánh giá, xếp loại, thi đua cuối năm của cơ quan."
    )
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    _demo(
        commands.add_parser(
            "demo", help="cơ quan mẫu (hư cấu): dựng lên, chạy, hoặc ghi mọi văn bản vào một thư mục"
        )
    )
    _serve(commands.add_parser("serve", help="chạy chương trình với cơ sở dữ liệu này"))
    _new_agency(
        commands.add_parser("new-agency", help="lập một cơ quan mới, đơn vị đầu mối và tài khoản đầu tiên")
    )
    _manage(commands.add_parser("manage", help="các lệnh của Django: migrate, shell, ..."))
    ballot_cli.register(commands)
    law_cli.register(commands)
    papers_cli.register(commands)
    options = parser.parse_args(argv)
    return options.run(options) or 0


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="bỏ cơ quan mẫu cũ, dựng lại từ đầu")
    parser.add_argument("--day", type=_day, metavar="NĂM-THÁNG-NGÀY", help="sống đến ngày này của năm")
    parser.add_argument("--headless", action="store_true", help="sống hết năm, không mở trang web")
    parser.add_argument(
        "--out", type=Path, default=Path("out"), metavar="THƯ_MỤC", help="cùng --headless: nơi nhận văn bản"
    )
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        help="cổng của trang web (cổng trống khác nếu đã có chương trình dùng)",
    )
    parser.set_defaults(run=_run_demo)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: viết ngày dạng 2023-11-22") from None


def _run_demo(options: argparse.Namespace) -> int:
    from thuocdo.site.demo import run

    if options.headless:
        with tempfile.TemporaryDirectory(prefix="thuocdo-") as place:
            os.environ.pop("DATABASE_URL", None)
            ready(THUOCDO_VAR=place)
            run.headless(options.out)
        return 0
    var = Path(os.environ.get("THUOCDO_VAR", "var")).resolve()
    if options.fresh:
        run.wipe(var)
    var.mkdir(parents=True, exist_ok=True)
    kept = (var / run.MARK).read_text().strip() if (var / run.MARK).exists() else ""
    day = options.day or (date.fromisoformat(kept) if kept else run.DEFAULT_DAY)
    if kept and day.isoformat() != kept:
        sys.exit(
            f"Cơ quan mẫu đang ở ngày {kept}; thêm --fresh để dựng lại đến ngày {day}. Add --fresh to begin anew."
        )
    ready(THUOCDO_VAR=str(var), THUOCDO_TODAY=day.isoformat(), THUOCDO_PLAIN_STATIC="1")
    if run.bring_to_life(var, day, fresh=options.fresh):
        # The server forks, and what writes PDF does not outlive a fork: go on as a process that has made no paper.
        again = ["demo", "--day", day.isoformat(), "--port", str(options.port)]
        os.execv(sys.executable, [sys.executable, sys.argv[0], *again])  # noqa: S606 (our own program)
    from thuocdo.site.server import free_port, serve

    port = free_port(options.port)
    run.print_logins(f"http://127.0.0.1:{port}/", day)
    return serve(port)


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.set_defaults(run=_run_serve)


def _run_serve(options: argparse.Namespace) -> int:
    ready()
    from django.core.management import call_command

    from thuocdo.site.server import serve

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    return serve(options.port)


def _new_agency(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="mã viết liền, ví dụ vpubnd")
    parser.add_argument("name", help='tên như in trên văn bản, ví dụ "Văn phòng UBND tỉnh"')
    parser.add_argument(
        "--pack",
        default="mau-vpubnd",
        help="thư mục trong regulations/offices/ có tiêu đề văn bản và kế hoạch",
    )
    parser.add_argument("--unit", required=True, metavar="TÊN", help="tên đơn vị đầu mối thực hiện kế hoạch")
    parser.add_argument(
        "--coordinator", required=True, metavar="TÊN", help="họ và tên cán bộ điều phối đầu tiên"
    )
    parser.add_argument("--staff-code", required=True, metavar="MÃ", help="mã cán bộ, là tên đăng nhập")
    parser.set_defaults(run=_run_new_agency)


def _run_new_agency(options: argparse.Namespace) -> int:
    ready()
    from django.core.management import call_command

    from thuocdo.site.first_use import found_agency

    call_command("migrate", verbosity=0)
    password = found_agency(
        options.code, options.name, options.pack, options.unit, options.coordinator, options.staff_code
    )
    print(f"Đã lập {options.name}. Đăng nhập: {options.staff_code}, mật khẩu lần đầu: {password}")
    print("Tiếp theo: thuocdo serve; nhập danh sách nhân sự, cấp tài khoản, mở năm đánh giá.")
    return 0


def _manage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    parser.set_defaults(run=_run_manage)


def _run_manage(options: argparse.Namespace) -> int:
    ready()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["thuocdo manage", *options.rest])
    return 0
