"""What a page costs: queries, size of its HTML and CPU time, in offices of 78, 1,000 and 10,000 people.

Run: `.venv/bin/python benchmarks/pages.py [PEOPLE ...]`. Prints a table against the targets; figures go to
benchmarks/results/pages.json. The offices are made of invented people, always the same ones. CPU is the median of
20 requests by Django's own test client, all middleware included, after three that nobody counts.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

SIZES = (78, 1_000, 10_000)
TODAY = "2023-11-22"
AT = datetime(2023, 11, 16, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PER_UNIT = 25
WARM, COUNTED = 3, 20
RESULTS = Path(__file__).parent / "results" / "pages.json"
# Page -> queries, KB of HTML, ms of CPU that it may take; None: no target set.
TARGETS: dict[str, tuple[int, int | None, int | None]] = {
    "desk of a person": (15, 60, 40),
    "form of a person": (15, 60, 40),
    "draft saved": (15, 60, 40),
    "board of a unit": (20, 100, 80),
    "people found by name": (12, None, 80),
    "wall of HCQT": (20, 100, 80),
}
FAMILY = ("Nguyễn", "Lê", "Trần", "Võ", "Phạm", "Huỳnh", "Bùi", "Đỗ", "Đặng", "Trương")
MIDDLE = ("Văn", "Thị", "Minh", "Quốc", "Thanh", "Hữu", "Đức", "Ngọc")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Lan", "Minh", "Phúc", "Sơn", "Thảo", "Tuấn", "Yến")
TEXT = "Tham mưu đúng hạn 120 văn bản; còn 02 việc chậm so với tiến độ, đã rút kinh nghiệm trong quý IV. "


def _units(agency: Any, number: int) -> list[Any]:
    """The coordinating unit first, then departments of 25 people each."""
    from thuocdo.office.models import Subject, Unit

    subjects = Subject.objects.bulk_create(Subject(agency=agency, kind="unit") for _ in range(number))
    return Unit.objects.bulk_create(
        Unit(
            agency=agency,
            subject=subject,
            code=f"P{order}",
            name=f"Phòng số {order}",
            order=order,
            is_coordinating=order == 0,
        )
        for order, subject in enumerate(subjects)
    )


def _people(agency: Any, number: int, units: list[Any]) -> list[Any]:
    """A head, a deputy and staff for each unit, by the same dice every time."""
    from thuocdo.office.models import Person, Post, Subject

    draw = Random(2023)
    subjects = Subject.objects.bulk_create(Subject(agency=agency, kind="person") for _ in range(number))
    people = []
    for at, subject in enumerate(subjects):
        person = Person(
            agency=agency,
            subject=subject,
            code=f"CB{at:05}",
            kind="civil_servant",
            is_party_member=draw.random() < 0.8,
            joined_on=datetime(2015, 1, 1, tzinfo=AT.tzinfo).date(),
        )
        person.rename(f"{draw.choice(FAMILY)} {draw.choice(MIDDLE)} {draw.choice(GIVEN)}")
        people.append(person)
    Person.objects.bulk_create(people, batch_size=1000)
    seats = []
    for at, person in enumerate(people):
        unit, rank = units[at // PER_UNIT], at % PER_UNIT
        role, title = {0: ("head", "Trưởng phòng"), 1: ("deputy", "Phó Trưởng phòng")}.get(
            rank, ("staff", "Chuyên viên")
        )
        seats.append(Post(person=person, unit=unit, role=role, title=title))
    Post.objects.bulk_create(seats, batch_size=1000)
    return people


def make_office(number: int) -> list[Any]:
    """An office in the middle of its year: forms handed out, every second review handed in with a text."""
    from django.conf import settings

    from thuocdo.cycle.actions import open_cycle
    from thuocdo.cycle.queries import current_cycle
    from thuocdo.kernel.words import Grade, Stage
    from thuocdo.law.packs import load_book
    from thuocdo.office.models import Agency, Duty, Login
    from thuocdo.office.queries import actor_of
    from thuocdo.ratings.actions import form_proposed_groups
    from thuocdo.ratings.models import Rating
    from thuocdo.reviews.actions import call_for_reviews
    from thuocdo.reviews.models import Review

    agency = Agency.objects.create(code="do", name="Cơ quan đo", pack="mau-vpubnd")
    people = _people(agency, number, _units(agency, -(-number // PER_UNIT)))
    clerk, head, writer = people[0], people[PER_UNIT], people[PER_UNIT + 5]
    Duty.objects.create(person=clerk, kind="coordinator")
    for person in (clerk, head, writer):
        Login.objects.create(code=person.code, person=person)
    by = actor_of(clerk, AT)
    open_cycle(2023, load_book(settings.REGULATIONS, "2023", agency.pack), by=by)
    cycle = current_cycle(agency.pk)
    form_proposed_groups(cycle, by=by)
    call_for_reviews(cycle, by=by)
    reviews = list(Review.objects.filter(cycle=cycle).order_by("id"))
    for review in reviews[::2]:
        if review.person_id != writer.pk:
            review.state, review.answers = "submitted", review.answers | {"duties": TEXT * 8}
    Review.objects.bulk_update(reviews, ["state", "answers"], batch_size=500)
    Rating.objects.bulk_create(
        (
            Rating(
                cycle=cycle, subject_id=review.subject_id, stage=stage, axis="state", grade=Grade.GOOD, at=AT
            )
            for review in reviews[::2]
            if review.person_id
            for stage in (Stage.SELF, Stage.UNIT)
        ),
        batch_size=1000,
    )
    return [clerk, head, writer]


def _requests(clerk: Any, head: Any, writer: Any) -> dict[str, Callable[[], Any]]:
    """What each page asks, by whom."""
    from django.test import Client
    from django.urls import reverse

    from thuocdo.office.models import Login, Post
    from thuocdo.reviews.models import Review

    def browser(person: Any) -> Client:
        client = Client()
        client.force_login(Login.objects.get(person=person))
        return client

    clerks, heads, writers = browser(clerk), browser(head), browser(writer)
    review = Review.objects.get(person=writer)
    unit = Post.objects.get(person=head).unit_id
    draft = {"version": review.version, "duties": ""}

    def save() -> Any:
        draft["duties"] += TEXT if len(draft["duties"]) < 1500 else ""
        draft["duties"] = draft["duties"][::-1]  # something new every time
        answer = writers.post(
            reverse("reviews:save", args=[review.pk]), draft, headers={"X-Requested-With": "fetch"}
        )
        draft["version"] = answer.json()["version"]
        return answer

    return {
        "desk of a person": lambda: writers.get("/"),
        "form of a person": lambda: writers.get(reverse("reviews:show", args=[review.pk])),
        "draft saved": save,
        "board of a unit": lambda: heads.get(reverse("desks:unit", args=[unit])),
        "people found by name": lambda: clerks.get(reverse("office:people"), {"tim": "nguyen lan"}),
        "wall of HCQT": lambda: clerks.get(reverse("desks:wall")),
    }


def _cost(ask: Callable[[], Any]) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(WARM):
        answer = ask()
    assert answer.status_code == 200, answer.status_code
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    asked = len(queries)  # the log is emptied by the next request
    times = []
    for _ in range(COUNTED):
        begun = time.process_time()
        ask()
        times.append(time.process_time() - begun)
    kilobytes, milliseconds = len(answer.content) / 1024, statistics.median(times) * 1000
    return {"queries": asked, "KB": round(kilobytes, 1), "ms": round(milliseconds, 1)}


def _measure(number: int) -> None:
    """One office, in a process and a database of its own; prints its figures as JSON."""
    with tempfile.TemporaryDirectory(prefix="thuocdo-pages-") as var:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"THUOCDO_VAR": var, "THUOCDO_TODAY": TODAY, "THUOCDO_PLAIN_STATIC": "1"}
        os.environ |= {"THUOCDO_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        pages = _requests(*make_office(number))
        print(json.dumps({page: _cost(ask) for page, ask in pages.items()}))
        connection.close()


def _table(results: dict[str, dict[str, dict[str, float]]]) -> int:
    """Print each figure beside its target; returns how many miss it."""
    missed = 0
    print(
        f"{'page':<22}{'people':>7}"
        + "".join(f"{name:>9}{'of':>5}{'ratio':>7}" for name in ("queries", "KB", "ms"))
    )
    for page, targets in TARGETS.items():
        for size, pages in results.items():
            line = f"{page:<22}{size:>7}"
            for figure, target in zip(pages[page].values(), targets, strict=True):
                ratio = figure / target if target else None
                missed += bool(ratio and ratio > 1)
                line += f"{figure:>9}{target or '–':>5}" + (
                    f"{ratio:>6.2f}{'!' if ratio > 1 else ' '}" if ratio else " " * 7
                )
            print(line)
    print(f"{missed} figures over their target" if missed else "all within their targets")
    return missed


def main(sizes: list[int]) -> int:
    results = {}
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(done.stderr)
        results[str(size)] = json.loads(done.stdout.splitlines()[-1])
    missed = _table(results)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"targets": TARGETS, "figures": results}, indent=1) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
