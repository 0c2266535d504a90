"""How long the law takes: the cap over two million people, the engine over sixty thousand, reading the book.

Run: `.venv/bin/python benchmarks/law.py [PEOPLE_FOR_THE_CAP]`. Prints a table; figures go to benchmarks/results/.
The same cap is done beside it in plain SQL (SQLite, one GROUP BY) and by a script over a workbook (openpyxl),
which reads far fewer rows: its figure is for SHEET_ROWS rows.
"""

import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book
from thuocdo.law.packs import load_book, regulations_root
from thuocdo.ratings.rules import Cap, Rater, headrooms

PEOPLE, GROUP_SIZE, ENGINE_PEOPLE, SHEET_ROWS = 2_000_000, 20, 60_000, 20_000
GRADES = (Grade.EXCELLENT, *[Grade.GOOD] * 6, Grade.SATISFACTORY, Grade.UNSATISFACTORY)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and what came out."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def people(number: int) -> list[tuple[int, Grade]]:
    dice = random.Random(2023)
    return [(n % (number // GROUP_SIZE), dice.choice(GRADES)) for n in range(number)]


def by_sql(rows: list[tuple[int, Grade]]) -> tuple[float, int]:
    """Groups over the cap by one GROUP BY; filling the table is not counted."""
    with sqlite3.connect(":memory:") as base:
        base.execute("create table rating (group_id integer, grade text)")
        base.executemany("insert into rating values (?, ?)", ((group, str(grade)) for group, grade in rows))
        question = """select count(*) from (select group_id from rating group by group_id
            having 5 * sum(grade = 'excellent') > sum(grade = 'good'))"""
        seconds, found = timed(lambda: base.execute(question).fetchone()[0])
        return seconds, found


def by_sheet(rows: list[tuple[int, Grade]]) -> tuple[float, int]:
    """The same from a workbook, as a script of an office would do it: read with openpyxl, count in dictionaries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, (group, grade) in enumerate(rows):
                sheet.write_row(number, 0, (group, str(grade)))
        return timed(lambda: _count_sheet(path))


def _count_sheet(path: Path) -> int:
    counts: dict[int, dict[str, int]] = {}
    for group, grade in openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True):
        own = counts.setdefault(group, {})
        own[grade] = own.get(grade, 0) + 1
    return sum(5 * own.get("excellent", 0) > own.get("good", 0) for own in counts.values())


def facts_of(number: int) -> list[dict[str, Any]]:
    """Leaders under Decree 90 (the longest ladder) and civil servants under Decree 335 with twelve months."""
    dice = random.Random(90)
    rows = []
    for n in range(number):
        ok, targets = dice.randint(6, 20), dice.randint(40, 100)
        rows.append(
            {
                "subject": "person", "axis": "state", "staff_kind": "civil_servant", "leads": n % 2 == 0, "head": False,
                "unit_kind": "department", "worked_months": 12, "absent_months": dice.choice((0, 0, 0, 4)),
                "leave_kinds": (), "disciplines": (), "degradation": False, "corruption_in_unit": False,
                "forbidden_acts": False, "criteria_common": dice.choice(("met", "well")), "criteria_leading": "well",
                "tasks_assigned": 20, "tasks_done": 20, "tasks_ok": ok, "tasks_high": ok, "tasks_exceeded": ok // 2,
                "targets_total": 100, "targets_done": targets, "targets_ok": targets, "targets_exceeded": targets // 2,
                "units_rated": 5, "units_done": 5, "units_good": dice.randint(3, 5),
                "period_scores": tuple(Fraction(dice.randint(160, 400), 4) for _ in range(12)),
            }
        )  # fmt: skip
    return rows


def engine(edition: str, year: int, *, trace: bool) -> tuple[float, int]:
    rater = Rater(load_book(regulations_root(), edition))
    common = {"year": year, "decided_on": date(year, 11, 28)}
    rows = [facts | common for facts in facts_of(ENGINE_PEOPLE)]
    return timed(lambda: sum(rater.rate(facts, trace=trace).level is not None for facts in rows))


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    root = regulations_root()
    load, book = timed(lambda: load_book(root, "2023", "mau-vpubnd"))
    pinned = book.to_json()
    cap, rows = Cap.from_rule(book["rating/excellent_cap"]), people(number)
    ours, stands = timed(lambda: headrooms(rows, cap))
    over = sum(bool(one.over_by) for one in stands.values())
    sql, sql_over = by_sql(rows)
    sheet, _ = by_sheet(rows[:SHEET_ROWS])
    if over != sql_over:
        raise SystemExit(f"the cap disagrees with SQL: {over} groups against {sql_over}")
    figures = {
        f"cap, {number:,} people in {len(stands):,} groups": (ours, "3 s"),
        "  the same in plain SQL (SQLite)": (sql, ""),
        f"  a script over a workbook of {SHEET_ROWS:,} rows (openpyxl)": (sheet, ""),
        f"engine, {ENGINE_PEOPLE:,} under Decree 90, with traces": (
            engine("2023", 2023, trace=True)[0],
            "15 s",
        ),
        f"engine, {ENGINE_PEOPLE:,} under Decree 90, without": (engine("2023", 2023, trace=False)[0], "5 s"),
        f"engine, {ENGINE_PEOPLE:,} under Decree 335, with traces": (
            engine("2026", 2026, trace=True)[0],
            "15 s",
        ),
        f"engine, {ENGINE_PEOPLE:,} under Decree 335, without": (engine("2026", 2026, trace=False)[0], "5 s"),
        "book of an edition from its packs": (load, ""),
        "pinned book from JSON": (timed(lambda: Book.from_json(pinned))[0], "0.02 s"),
    }
    for name, (seconds, target) in figures.items():
        print(f"{name:<62}{seconds:>9.3f} s   {f'target {target}' if target else ''}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{over:,} groups over the cap, the same number by SQL; peak memory {megabytes:,.0f} MB")
    results = Path(__file__).parent / "results" / "law.json"
    seconds_by_name = {name.strip(): round(seconds, 3) for name, (seconds, _) in figures.items()}
    results.write_text(json.dumps(seconds_by_name, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
