"""How long a staff list takes to read, plan, write, confirm a second time and undo, at four sizes.

Run: `.venv/bin/python benchmarks/staff_import.py [SIZE ...]`. Prints a table; figures go to benchmarks/results/.
"""

import io
import json
import os
import resource
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

SIZES = (78, 1_000, 10_000, 60_000)
STEPS = ("read", "plan", "import", "plan again", "change all", "undo")
FAMILY = ("Nguyễn", "Lê", "Trần", "Võ", "Phạm", "Huỳnh", "Bùi", "Đỗ", "Đặng", "Trương")
MIDDLE = ("Văn", "Thị", "Minh", "Quốc", "Thanh", "Hữu", "Đức", "Ngọc")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Lan", "Minh", "Phúc", "Sơn", "Thảo", "Tuấn", "Yến")


def _rows(size: int, title: str = "Chuyên viên") -> list[list[object]]:
    rows = []
    for n in range(size):
        name = f"{FAMILY[n % 10]} {MIDDLE[n // 10 % 8]} {GIVEN[n // 80 % 12]}"
        born = f"{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/{1965 + n // 336 % 35}"
        unit = f"Phòng số {n * max(size // 70, 5) // size + 1}"
        role = "Trưởng phòng" if n % 70 == 0 else title
        rows.append([n + 1, f"CB{n:06}", name, born, unit, role, "Công chức", "x" if n % 5 else None])
    return rows


def _xlsx(rows: list[list[object]]) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(
        0, 0, ["STT", "Mã số", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Đối tượng", "Đảng viên"]
    )
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def _actor():
    from thuocdo.office.models import Agency, Duty, Person, Subject
    from thuocdo.office.queries import actor_of

    agency = Agency.objects.create(code=f"do-{Agency.objects.count()}", name="Cơ quan đo", pack="mau")
    subject = Subject.objects.create(agency=agency, kind="person")
    person = Person(agency=agency, subject=subject, code="HC", kind="civil_servant")
    person.rename("Trần Thị Hoa")
    person.save()
    Duty.objects.create(person=person, kind="coordinator")
    return actor_of(person, datetime(2023, 11, 14, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


def _measure(size: int) -> dict[str, float]:
    from dataclasses import replace
    from datetime import timedelta

    from thuocdo.kernel.spreadsheet import read_table
    from thuocdo.office.actions import import_staff, undo_import
    from thuocdo.office.import_queries import office_facts
    from thuocdo.office.rules import HEADINGS, Choices, plan_import

    data, changed = _xlsx(_rows(size)), _xlsx(_rows(size, "Chuyên viên chính"))
    by, choices = _actor(), Choices(create_units=True)
    later = replace(by, at=by.at + timedelta(days=1))
    figures: dict[str, float] = {"people": size, "file KB": round(len(data) / 1024)}

    def timed(step: str, act):
        start, cpu = time.perf_counter(), time.process_time()
        result = act()
        figures[step] = round(time.perf_counter() - start, 2)
        figures[f"{step} cpu"] = round(time.process_time() - cpu, 2)
        return result

    def read(file: bytes):
        return read_table(file, "ds.xlsx", HEADINGS, required=("full_name",), joined=("full_name",))

    table = timed("read", lambda: read(data))
    plan = timed("plan", lambda: plan_import(table, office_facts(by), choices))
    assert len(plan.added) == size
    assert not plan.problems
    timed(
        "import",
        lambda: import_staff(by.agency, table, by=by, file_name="ds.xlsx", choices=choices, seen=plan.digest),
    )
    assert timed("plan again", lambda: plan_import(table, office_facts(by), choices)).same == size
    moved = read(changed)
    second = timed(
        "change all", lambda: import_staff(by.agency, moved, by=later, file_name="ds2.xlsx", choices=choices)
    )
    timed("undo", lambda: undo_import(second, by=later))
    figures["memory MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as var:
        os.environ["THUOCDO_VAR"] = var
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.site.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        results = [_measure(size) for size in sizes or SIZES]
        columns = ["people", "file KB", *STEPS, "memory MB"]
        print("seconds (" + connection.vendor + ")")
        print("  ".join(f"{column:>10}" for column in columns))
        for figures in results:
            print("  ".join(f"{figures[column]:>10}" for column in columns))
        target = Path(__file__).parent / "results" / f"staff_import.{connection.vendor}.json"
        target.write_text(json.dumps(results, indent=1) + "\n")
        connection.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
