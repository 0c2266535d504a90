"""Figures asked for, written and sent, by the actions that people call."""

from datetime import date

from tests.builders import Year
from thuocdo.figures.actions import request_figures, save_figures, send_figures
from thuocdo.figures.models import FigurePart, FigureRequest
from thuocdo.figures.queries import asked_in, request_or_404
from thuocdo.figures.rules import Together

ASKED = "2023-11-15 08:00"
FIELDS = [
    ("Nhiệm vụ", "việc", Together.SUM, "30"),
    ("Cuộc họp chung", "cuộc", Together.SAME, ""),
    ("Kết quả nổi bật", "", Together.TEXT, ""),
]


def ask(year: Year, fields=FIELDS) -> FigureRequest:
    return request_figures(year.cycle, date(2023, 11, 15), fields, by=year.by("hoa", ASKED))


def write(year: Year, unit: str, by: str, *said: str) -> None:
    request = request_or_404(year.cycle)
    answers = {one.key: text for (_field, one), text in zip(asked_in(request), said, strict=True)}
    save_figures(request, year.office.units[unit], answers, by=year.by(by, ASKED))


def send(year: Year, unit: str, by: str, *said: str) -> FigurePart:
    write(year, unit, by, *said)
    return send_figures(request_or_404(year.cycle), year.office.units[unit], by=year.by(by, ASKED))
