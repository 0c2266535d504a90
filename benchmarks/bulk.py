"""All self-reviews of a province as DOCX in one job: `thuocdo papers bulk` over 60,000 people, broken off once.

    python benchmarks/bulk.py [--people 60000] [--zip]

Makes an office of invented people with two pages from each, in a database of its own; runs the command as anybody
would, kills it (SIGKILL) after a third, and runs it again. Prints time, papers a second and the largest memory of each
run against the target; figures go to benchmarks/results/bulk.json.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "bulk.json"
TARGET_MB = 300
PER_PAGE = 12  # sentences of an answer, so that a form fills two pages
SENTENCE = (
    "Năm qua đã tham mưu đúng hạn các văn bản được giao; còn việc chậm, đã rút kinh nghiệm trong quý IV. "
)
ORDER = [sys.executable, "-c", "import sys; from thuocdo.site.cli import main; sys.exit(main())"]


def make_reviews(people: int) -> int:
    """Everybody has handed in; each text differs from every other. How many there are."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from pages import make_office

    from thuocdo.reviews.models import Review
    from thuocdo.reviews.queries import form_of

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        make_office(people)
        rows = Review.objects.filter(person__isnull=False).select_related("cycle").order_by("pk")
        last = 0
        while chunk := list(rows.filter(pk__gt=last)[:1000]):
            for review in chunk:
                last = review.pk
                long = [field.key for field in form_of(review).fields.values() if field.type == "long"]
                texts = dict.fromkeys(long[:4], f"{SENTENCE * PER_PAGE}({review.pk})")
                review.state, review.answers = "submitted", review.answers | texts
            Review.objects.bulk_update(chunk, ["state", "answers"], batch_size=500)
        return Review.objects.filter(person__isnull=False).count()


def run(out: Path, total: int, stop_at: int = 0) -> dict[str, float]:
    """One run of the command, killed once it has made so many: seconds, papers a second, largest memory."""
    begun = time.monotonic()
    job = subprocess.Popen(
        [*ORDER, "papers", "bulk", "--year", "2023", "--out", str(out)], stdout=subprocess.PIPE, text=True
    )
    folder = out.with_name(f"{out.name}.part") if out.suffix else out
    listing = folder / "danh-muc.jsonl"
    before = _lines(listing)
    while stop_at and job.poll() is None and _lines(listing) < stop_at:
        time.sleep(0.5)
    if stop_at:
        job.kill()
    _, _, used = os.wait4(job.pid, 0)
    seconds = time.monotonic() - begun
    said = job.stdout.read().strip()
    if said:
        print(said)
    made = (_lines(listing) or total) - before
    return {
        "made": made,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "per_second": round(made / seconds, 1),
        "peak_mb": used.ru_maxrss // 1024,
    }


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=int, default=60_000)
    options.add_argument("--zip", action="store_true", help="into one ZIP")
    options.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.make:
        print(make_reviews(asked.people))
        return 0
    with tempfile.TemporaryDirectory(prefix="thuocdo-bulk-") as place:
        os.environ |= {"THUOCDO_VAR": place, "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings"}
        os.environ.pop("DATABASE_URL", None)
        # By another process: a child's largest memory counts from that of the parent which it was forked from.
        maker = [sys.executable, __file__, "--make", "--people", str(asked.people)]
        total = int(subprocess.run(maker, check=True, stdout=subprocess.PIPE, text=True).stdout)
        out = Path(place) / ("out.zip" if asked.zip else "out")
        runs = {"killed": run(out, total, total // 3), "gone on with": run(out, total)}
        if not asked.zip:
            runs["nothing left to do"] = run(out, total)
            if (files := sum(1 for _ in out.rglob("*.docx"))) != total:
                sys.exit(f"{files} files for {total} reviews")
    peak = max(figures["peak_mb"] for figures in runs.values())
    print(f"{'run':<20}{'made':>8}{'seconds':>9}{'CPU s':>8}{'per s':>8}{'MB':>6}")
    for name, told in runs.items():
        print(
            f"{name:<20}{told['made']:>8}{told['seconds']:>9}{told['cpu_seconds']:>8}{told['per_second']:>8}{told['peak_mb']:>6}"
        )
    print(f"{total} reviews, largest memory {peak} MB of {TARGET_MB}, ratio {peak / TARGET_MB:.2f}")
    RESULTS.write_text(
        json.dumps({"reviews": total, "target_mb": TARGET_MB, "peak_mb": peak, "runs": runs}, indent=1) + "\n"
    )
    return 1 if peak > TARGET_MB else 0


if __name__ == "__main__":
    sys.exit(main())
