"""How fast papers are written: a two-page form and seven-page minutes, as DOCX and as PDF, on one core.

    python benchmarks/papers.py [--seconds 3]

Each paper of a run has other words than the one before, as in life, so that nothing is found in a cache.
Prints a table and writes benchmarks/results/papers.json. Rates are papers per second of this process's CPU time;
targets are those of the issue that asked for them.
"""

import argparse
import io
import json
import platform
import resource
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pypdf

from thuocdo.papers.rendering import PaperKind, load_kind, render_docx, render_pdf

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent / "regulations"
TARGETS = {("form", "docx"): 300, ("form", "pdf"): 40, ("minutes", "docx"): 150, ("minutes", "pdf"): 12}
BATCH = 10
PAGES = {"form": 2, "minutes": 7}


def form() -> tuple[PaperKind, dict[str, Any]]:
    """The public employee's sheet, its blanks for the superiors included: two pages."""
    kind = load_kind(ROOT, "self-review", "2023")
    sheet = kind.samples()["sample-nd90-03"]
    sheet["sections"] = sheet["sections"][:3]
    return kind, sheet


def minutes() -> tuple[PaperKind, dict[str, Any]]:
    """A unit of nine, six of them reviewed at length: seven pages."""
    kind = load_kind(ROOT, "unit-minutes", "2023")
    sheet = kind.samples()["sample"]
    sheet["persons"] = sheet["persons"][:6]
    return kind, sheet


def varied(sheet: Any, number: int) -> Any:
    """The sheet with every longer text made new."""
    if isinstance(sheet, dict):
        return {key: varied(value, number) for key, value in sheet.items()}
    if isinstance(sheet, list):
        return [varied(value, number) for value in sheet]
    return f"{sheet} ({number})" if isinstance(sheet, str) and len(sheet) > 30 else sheet


def measure(
    write: Callable[[Any], bytes], sheet: Any, numbers: Iterator[int], seconds: float
) -> dict[str, float]:
    """Papers per second of CPU time: the mean, and the best batch of ten, which neighbours on the machine disturb least."""
    write(sheet)
    batches: list[float] = []
    started, size = time.perf_counter(), 0
    while not batches or time.perf_counter() - started < seconds:
        fresh = [varied(sheet, next(numbers)) for _ in range(BATCH)]
        begun = time.process_time()
        for facts in fresh:
            size = len(write(facts))
        batches.append(time.process_time() - begun)
    mean = sum(batches) / len(batches)
    return {
        "per_second": BATCH / mean,
        "best": BATCH / min(batches),
        "cpu_ms": 1000 * mean / BATCH,
        "bytes": size,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=3.0)
    seconds, numbers = options.parse_args().seconds, count(1000)
    results = {}
    print(f"{'paper':<9}{'pages':>6}{'as':>6}{'mean/s':>9}{'best/s':>9}{'CPU ms':>8}{'target':>8}{'':>3}")
    for name, (kind, sheet) in {"form": form(), "minutes": minutes()}.items():
        pages = len(pypdf.PdfReader(io.BytesIO(render_pdf(kind, sheet))).pages)
        if pages != PAGES[name]:
            raise SystemExit(
                f"the {name} has {pages} pages, not {PAGES[name]}: the comparison would be another one"
            )
        for shape, render in (("docx", render_docx), ("pdf", render_pdf)):
            found = measure(
                lambda facts, render=render, kind=kind: render(kind, facts), sheet, numbers, seconds
            )
            target = TARGETS[name, shape]
            results[f"{name}.{shape}"] = found | {"pages": pages, "target": target}
            rate, best, cpu = found["per_second"], found["best"], found["cpu_ms"]
            verdict = "ok" if best >= target else "BELOW"
            print(f"{name:<9}{pages:>6}{shape:>6}{rate:>9.0f}{best:>9.0f}{cpu:>8.1f}{target:>8}  {verdict}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {memory} MB")
    out = HERE / "results"
    facts = {"python": platform.python_version(), "peak_memory_mb": memory, "results": results}
    (out / "papers.json").write_text(json.dumps(facts, indent=2) + "\n")


if __name__ == "__main__":
    main()
