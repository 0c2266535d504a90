"""The law at the terminal, without a server: `thuocdo law …`, `thuocdo cap FILE`, `thuocdo rate FILE`.

Exit status: 0 all in order, 1 something is not (a failed case, a group over the cap), 2 the input cannot be used.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from thuocdo.kernel.findings import Citation
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book
from thuocdo.law.in_words import SUBJECTS
from thuocdo.law.packs import PackError, editions, load_book, offices, regulations_root
from thuocdo.ratings.rules import Cap, Rater

from . import cap_list, rate_list
from .grade_lists import ListUnusable, read_grade_list
from .law_cases import BadCaseFile, Result, read_cases, run_case, told
from .law_text import diff, doubt_lines, show

FINE, NOT_FINE, UNUSABLE = 0, 1, 2
SAMPLE_OFFICE = "mau-vpubnd"  # holds the plan of 2023, whose wording is the default of `cap`
TYPED = Citation("", "", status="assumed", label="tỷ lệ hoặc mẫu số do người dùng nhập")
BASES = {
    "good": frozenset({Grade.GOOD}),
    "good_or_better": frozenset({Grade.GOOD, Grade.EXCELLENT}),
    "all": frozenset(Grade),
}


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands. Each sets `run`: a function of the arguments that returns the exit status."""
    _law(subparsers.add_parser("law", help="quy định: xem, so sánh, chạy trường hợp mẫu, kiểm tra"))
    cap = subparsers.add_parser("cap", help="kiểm tỷ lệ xuất sắc trong một danh sách XLSX hoặc CSV")
    _list_arguments(cap)
    cap.add_argument("--percent", help="tỷ lệ phần trăm của cơ quan, thay cho quy định")
    cap.add_argument("--of", choices=BASES, help="mẫu số, thay cho quy định")
    cap.add_argument("--document", default="", help="số quyết định cho phép tỷ lệ cao hơn, nếu quy định có")
    cap.set_defaults(run=_run_cap)
    rate = subparsers.add_parser("rate", help="mức cao nhất theo quy định cho từng người trong danh sách")
    _list_arguments(rate)
    rate.add_argument("--axis", choices=("state", "party"), default="state", help="về mặt nhà nước hay đảng")
    rate.set_defaults(run=_run_rate)


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="danh sách .xlsx, .xls, .ods hoặc .csv")
    parser.add_argument("--out", type=Path, help="tệp XLSX kết quả (mặc định: cạnh danh sách, thêm -ket-qua)")
    parser.add_argument("--edition", default="2023", help="bộ quy định (mặc định 2023)")
    parser.add_argument("--office", help="cơ quan có quy định riêng")


def _law(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="lệnh", required=True, metavar="LỆNH")
    one = verbs.add_parser("show", help="những gì áp dụng trong một năm")
    one.add_argument("edition")
    one.add_argument("--subject", choices=SUBJECTS)
    one.add_argument("--office")
    one.set_defaults(run=_run_show)
    two = verbs.add_parser("diff", help="những gì thay đổi giữa hai năm")
    two.add_argument("old")
    two.add_argument("new")
    two.set_defaults(run=_run_diff)
    doubt = verbs.add_parser("doubts", help="những gì chưa đối chiếu văn bản gốc")
    doubt.add_argument("edition")
    doubt.add_argument("--office")
    doubt.set_defaults(run=_run_doubts)
    cases = verbs.add_parser("cases", help="chạy tệp trường hợp mẫu")
    cases.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    cases.set_defaults(run=_run_cases)
    verbs.add_parser("check", help="kiểm tra mọi bộ quy định").set_defaults(run=_run_check)


def _unusable(*reasons: str) -> int:
    for reason in reasons:
        print(reason, file=sys.stderr)
    return UNUSABLE


def _print_book(lines: list[str]) -> int:
    print("\n".join(lines))
    return FINE


def _run_show(args: argparse.Namespace) -> int:
    try:
        return _print_book(show(load_book(regulations_root(), args.edition, args.office), args.subject))
    except PackError as error:
        return _unusable(str(error))


def _run_diff(args: argparse.Namespace) -> int:
    try:
        return _print_book(
            diff(*(load_book(regulations_root(), edition) for edition in (args.old, args.new)))
        )
    except PackError as error:
        return _unusable(str(error))


def _run_doubts(args: argparse.Namespace) -> int:
    try:
        return _print_book(doubt_lines(load_book(regulations_root(), args.edition, args.office)))
    except PackError as error:
        return _unusable(str(error))


def _run_cases(args: argparse.Namespace) -> int:
    try:
        results = [run_case(case) for file in args.files for case in read_cases(file)]
    except (BadCaseFile, PackError) as error:
        return _unusable(str(error))
    failed = [result for result in results if not result.passed]
    for result in failed:
        print(_difference(result))
    print(f"{len(results)} trường hợp, {len(failed)} không khớp.")
    return NOT_FINE if failed else FINE


def _difference(result: Result) -> str:
    lines = [f"KHÔNG KHỚP: {result.case.file}: {result.case.name}"]
    lines += [
        f"    {key}: mong đợi {told(want)}, kết quả {told(have)}" for key, want, have in result.differences
    ]
    return "\n".join(lines)


def _run_check(args: argparse.Namespace) -> int:
    """Load every edition, alone and with each office, and compile every profile."""
    root, wrong = regulations_root(), []
    pairs: list[tuple[str, str | None]] = [(edition, None) for edition in editions(root)]
    pairs += [(edition, office) for office in offices(root) for edition in editions(root, office)]
    for edition, office in pairs:
        try:
            _compile(load_book(root, edition, office))
        except PackError as error:
            wrong.append(str(error))
    if wrong:
        return _unusable(*dict.fromkeys(wrong))
    print(f"{len(pairs)} bộ quy định nạp được, không có lỗi.")
    return FINE


def _compile(book: Book) -> None:
    rater = Rater(book)
    for key in book:
        if key.startswith("profile/"):
            rater.profile(key.removeprefix("profile/"))


def _out(args: argparse.Namespace) -> Path:
    return args.out or args.file.with_name(f"{args.file.stem}-ket-qua.xlsx")


def _run_cap(args: argparse.Namespace) -> int:
    try:
        cap = _cap(args)
        people = read_grade_list(args.file)
    except (ListUnusable, PackError, ValueError) as error:
        return _unusable(*getattr(error, "reasons", [str(error)]))
    groups = cap_list.verdicts(people, cap)
    print(cap_list.report(groups, people.notes, cap))
    if not _written(_out(args), lambda path: cap_list.write_workbook(path, groups, people.notes, cap)):
        return UNUSABLE
    return FINE if all(group.holds for group in groups) else NOT_FINE


def _cap(args: argparse.Namespace) -> Cap:
    """The cap of the book, or the office's own numbers where given."""
    office = args.office or (SAMPLE_OFFICE if args.edition == "2023" else None)
    cap = Cap.from_rule(load_book(regulations_root(), args.edition, office)["rating/excellent_cap"])
    if args.document:
        cap = cap.by_exception(args.document)
    if args.percent:
        cap = replace(cap, share=cap_list.share_of_percent(args.percent), source=TYPED)
    return replace(cap, base=BASES[args.of], source=TYPED) if args.of else cap


def _run_rate(args: argparse.Namespace) -> int:
    try:
        book = load_book(regulations_root(), args.edition, args.office)
        rows = rate_list.rate_list(args.file, book, axis=args.axis)
    except (ListUnusable, PackError) as error:
        return _unusable(*getattr(error, "reasons", [str(error)]))
    print(rate_list.report(rows))
    if not _written(_out(args), lambda path: rate_list.write_workbook(path, rows)):
        return UNUSABLE
    return FINE if all(row.settled for row in rows) else NOT_FINE


def _written(path: Path, write: Callable[[Path], None]) -> bool:
    try:
        write(path)
    except OSError as error:
        _unusable(f"{path}: không ghi được kết quả ({error.strerror})")
        return False
    print(f"\nĐã ghi {path}")
    return True
