"""All reviews of a year at the terminal: `thuocdo papers bulk --year 2023 --out DIR`, or one ZIP.

A run may be broken off at any moment; the same command goes on where it stopped.
Exit status: 0 everything is there, 1 some papers could not be made, 2 the order cannot be understood.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any, Final

from thuocdo.site.ready import ready

FINE, LACKING, UNUSABLE = 0, 1, 2
_EVERY: Final = 1.0  # seconds between two words on a terminal
_SELDOM: Final = 10.0  # into a file
_SHOWN = 20  # papers that could not be made, named on the screen


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb. It sets `run`: a function of the arguments that returns the exit status."""
    bulk = verbs.add_parser(
        "bulk", help="mọi bản tự kiểm điểm đã nộp của một năm, DOCX, vào một thư mục hoặc tệp ZIP"
    )
    bulk.add_argument("--year", type=int, required=True, help="năm đánh giá")
    bulk.add_argument("--agency", default="", metavar="MÃ", help="mã cơ quan, khi có nhiều hơn một")
    bulk.add_argument(
        "--kind", choices=("self-review", "unit-report"), default="self-review", help="loại văn bản"
    )
    bulk.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC|TỆP.zip", help="nơi nhận")
    bulk.set_defaults(run=_bulk)


def _bulk(options: argparse.Namespace) -> int:
    ready()
    from thuocdo.cycle.models import Cycle
    from thuocdo.papers.bulk import into_folder, into_zip
    from thuocdo.reviews.lot import lot_of
    from thuocdo.reviews.queries import reviews_to_take_away

    cycles = Cycle.objects.filter(year=options.year).select_related("agency")
    found = [cycle for cycle in cycles if options.agency in ("", cycle.agency.code)]
    if len(found) != 1:
        known = ", ".join(
            f"{cycle.agency.code} {cycle.year}" for cycle in Cycle.objects.select_related("agency")
        )
        print(
            f"Không xác định được năm đánh giá; hãy ghi --year và --agency. Đang có: {known}", file=sys.stderr
        )
        return UNUSABLE
    units = options.kind == "unit-report"
    progress = Progress(reviews_to_take_away(found[0], units=units).count())
    write = into_zip if options.out.suffix == ".zip" else into_folder
    try:
        tally = write(options.out, lot_of(found[0], units=units), progress.tell)
    except BlockingIOError:
        print(f"{options.out}: đang có một lượt khác ghi vào đây.", file=sys.stderr)
        return UNUSABLE
    progress.end()
    print(f"{options.out}: làm mới {tally.made}, giữ nguyên {tally.kept}, bỏ đi {tally.gone}.")
    for name, why in list(tally.failed.items())[:_SHOWN]:
        print(f"Không làm được {name}: {why}", file=sys.stderr)
    return LACKING if tally.failed else FINE


class Progress:
    """How far a run is and how long it will take, once a second on a terminal, seldom into a file."""

    def __init__(self, total: int):
        self.total, self.begun = total, time.monotonic()
        self.on_screen = sys.stderr.isatty()
        self.next = self.begun

    def tell(self, tally: Any) -> None:
        now = time.monotonic()
        if now < self.next and tally.done < self.total:
            return
        self.next = now + (_EVERY if self.on_screen else _SELDOM)
        rate = tally.done / max(now - self.begun, 0.001)
        left = max(0, self.total - tally.done) / rate if rate else 0
        share = 100 * tally.done // max(self.total, 1)
        line = f"{tally.done}/{self.total} ({share}%), {rate:.0f} bản/giây, còn {left:.0f} giây"
        print(
            f"\r{line:<60}" if self.on_screen else line,
            end="" if self.on_screen else "\n",
            file=sys.stderr,
            flush=True,
        )

    def end(self) -> None:
        if self.on_screen:
            print(file=sys.stderr)
