"""Secret ballots at the terminal, without a server: `thuocdo ballot verify TỆP.bel`.

Exit status: 0 everything holds and there is a result, 1 something does not (or there is no result yet), 2 no such file.
"""

import argparse
import sys
from pathlib import Path

from thuocdo.ballots.belenios.verify import Report, verify_archive

STAGES = {
    "open": "đang bỏ phiếu",
    "closed": "đã đóng, chưa cộng phiếu",
    "added": "đã cộng phiếu mã hóa, chưa công bố kết quả",
    "counted": "đã có kết quả",
}


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command. It sets `run`: a function of the arguments that returns the exit status."""
    ballot = subparsers.add_parser("ballot", help="phiếu kín điện tử: kiểm tra kho phiếu")
    verbs = ballot.add_subparsers(title="lệnh", required=True, metavar="LỆNH")
    verify = verbs.add_parser("verify", help="kiểm tra toàn bộ một kho phiếu, không cần máy chủ")
    verify.add_argument("file", type=Path, metavar="TỆP.bel")
    verify.add_argument("--cores", type=int, metavar="N", help="số nhân dùng (mặc định: tất cả)")
    verify.set_defaults(run=_run_verify)


def _run_verify(options: argparse.Namespace) -> int:
    try:
        raw = options.file.read_bytes()
    except OSError as error:
        print(f"Không đọc được {options.file}: {error.strerror}", file=sys.stderr)
        return 2
    report = verify_archive(raw, options.cores)
    print("\n".join(told(report)))
    return 0 if report.holds else 1


def told(report: Report) -> list[str]:
    """The report in words; where something does not hold, the first place of it and no result."""
    lines = [f"Kho phiếu: {report.archive}"]
    if report.election:
        lines.append(f"{report.election.name} ({report.election.uuid})")
        lines.append(f"Mã cuộc bỏ phiếu: {report.election.fingerprint}")
    if report.defect:
        return [*lines, f"KHÔNG ĐÚNG tại {report.defect.place}: {report.defect.what}"]
    lines += [f"  phiếu {tracker}" for tracker in sorted(report.trackers)]
    lines.append(f"Số phiếu: {len(report.trackers)}, đều hợp lệ. Mã phiếu đã công bố: {report.credentials}")
    lines.append(f"Giai đoạn: {STAGES[report.stage]}")
    if report.counts is None or report.election is None:
        return [*lines, "CHƯA CÓ KẾT QUẢ; những gì đã có đều đúng."]
    owners = ", ".join(str(owner) for owner in report.owners)
    lines.append(f"Giải mã bởi người giữ khóa số {owners}")
    for question, counts in zip(report.election.questions, report.counts, strict=True):
        answers = (("(phiếu trắng)",) if question.blank else ()) + question.answers
        lines.append(question.text)
        lines += [f"  {answer}: {count}" for answer, count in zip(answers, counts, strict=True)]
    return [*lines, "ĐÚNG: mọi mã băm, chữ ký, bằng chứng và phép cộng đã được tính lại."]
