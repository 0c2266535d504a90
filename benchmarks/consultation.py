"""What the calibration board costs: CPU, queries and size, with 80 and with 2,000 people on it, a move of a card,
and the board of decisions.

Run: `.venv/bin/python benchmarks/consultation.py [PEOPLE ...]`. Prints a table against the targets; figures go to
benchmarks/results/consultation.json. The offices are those of `pages.py`; each in a process and a database of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.pages import AT, _cost, make_office

RESULTS = Path(__file__).parent / "results" / "consultation.json"
TODAY = "2023-11-28"
# What -> ms of CPU at 80 people, at 2,000.
TARGETS = {
    "board, all groups": (60, 300),
    "board, one group": (60, 300),
    "a move": (30, None),
    "decisions": (None, None),
}


def _under_way(clerk: Any) -> Any:
    """The meeting is open, everybody proposed; returns the chief, who has a login."""
    from thuocdo.assemblies.actions import mark_seats, open_assembly
    from thuocdo.assemblies.queries import seats_of
    from thuocdo.consultation.actions import call_consultation
    from thuocdo.consultation.models import Consultation
    from thuocdo.cycle.queries import current_cycle
    from thuocdo.kernel.words import Axis, Grade, Stage
    from thuocdo.office.models import Login, Person, Post, Subject, Unit
    from thuocdo.office.queries import actor_of
    from thuocdo.ratings.actions import state_together
    from thuocdo.reviews.queries import reviews_in

    agency = clerk.agency
    unit = Unit.objects.create(
        agency=agency,
        subject=Subject.objects.create(agency=agency, kind="unit"),
        code="LD",
        name="Lãnh đạo",
        kind="leadership",
        order=999,
    )
    chief = Person(agency=agency, subject=Subject.objects.create(agency=agency, kind="person"), code="LD1")
    chief.kind = "civil_servant"
    chief.rename("Nguyễn Văn Đứng")
    chief.save()
    Post.objects.create(person=chief, unit=unit, role="chief", title="Chánh Văn phòng")
    Login.objects.create(code=chief.code, person=chief)
    by, cycle = actor_of(chief, AT), current_cycle(agency.pk)
    proposed = {
        review.subject_id: (Axis.STATE if review.person_id else Axis.COLLECTIVE, Grade.GOOD)
        for review in reviews_in(cycle)
    }
    state_together(cycle, Stage.UNIT, proposed, by=by)
    call_consultation(cycle, planned_at=AT, place="Phòng họp", secretary=clerk, by=by)
    meeting = Consultation.objects.select_related("cycle").get()
    mark_seats(meeting, {one.pk: (True, "") for one in seats_of(meeting)}, by=by)
    open_assembly(meeting, by=by)
    return chief


def _requests(chief: Any, mover: Any) -> dict[str, Callable[[], Any]]:
    from django.test import Client
    from django.urls import reverse

    from thuocdo.office.models import Login
    from thuocdo.ratings.models import GroupMember

    browser = Client()
    browser.force_login(Login.objects.get(person=chief))
    group = GroupMember.objects.get(subject=mover.subject_id).group_id
    board, decisions = reverse("consultation:board"), reverse("decisions:board")
    url = reverse("consultation:move", args=[mover.subject_id])
    levels = ["good", "satisfactory"]

    def move() -> Any:
        seen = levels[0]
        levels.reverse()
        sent = {"grade": levels[0], "seen": seen, "reason": "Thử"}
        return browser.post(url, sent, headers={"X-Requested-With": "fetch"})

    return {
        "board, all groups": lambda: browser.get(board),
        "board, one group": lambda: browser.get(board, {"nhom": group}),
        "a move": move,
        "decisions": lambda: browser.get(decisions),
    }


def _measure(number: int) -> None:
    with tempfile.TemporaryDirectory(prefix="thuocdo-board-") as var:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"THUOCDO_VAR": var, "THUOCDO_TODAY": TODAY, "THUOCDO_PLAIN_STATIC": "1"}
        os.environ |= {"THUOCDO_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "thuocdo.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        clerk, _head, writer = make_office(number)
        asks = _requests(_under_way(clerk), writer)
        print(json.dumps({what: _cost(ask) for what, ask in asks.items()}))
        connection.close()


def main(sizes: list[int]) -> int:
    figures, missed = {}, 0
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(done.stderr)
        figures[str(size)] = json.loads(done.stdout.splitlines()[-1])
        for what, cost in figures[str(size)].items():
            target = TARGETS[what][0 if size <= 100 else 1]
            over = bool(target and cost["ms"] > target)
            missed += over
            print(
                f"{what:<20}{size:>6} people{cost['queries']:>5} queries{cost['KB']:>8} KB"
                f"{cost['ms']:>8} ms of {target or '–'}{' !' if over else ''}"
            )
    RESULTS.write_text(json.dumps({"targets, ms": TARGETS, "figures": figures}, indent=1) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or [80, 2_000]))
