"""The agency's report as the units' parts make it: a draft to be worked over, each part with its unit."""

from thuocdo.cycle.queries import book_of
from thuocdo.kernel.vi_text import day
from thuocdo.law.forms import in_digits
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet, agency_letterhead, grade_boxes, kept, leaders_called, signer

from .models import FigureRequest
from .queries import Line, Merged, merged
from .rules import Together


def report_draft(request: FigureRequest) -> Sheet:
    """Dự thảo báo cáo tự đánh giá của cơ quan: figures put together, the units' words under their names."""
    cycle, book = request.cycle, book_of(request.cycle)
    together = merged(request)
    return {
        "letterhead": agency_letterhead(book, "BC"),
        "year": cycle.year,
        "agency": book.facts["name"],
        "addressees": [],
        "cutoff": cutoff_words(request),
        "bases": f"Tổng hợp từ báo cáo của {len(together.parts) - len(together.missing)}/{len(together.parts)} "
        "phòng, ban, đơn vị:",
        "results": [{"title": line.field.title, "text": words_of(line)} for line in together.texts],
        "figures": figure_lines(together),
        "shortcomings": "",
        "causes": "",
        "remedies": "",
        "next_year": [],
        "proposals": "",
        "grades": grade_boxes(""),
        "recipients": [leaders_called(cycle.agency_id), kept(book.facts["symbols"]["coordinating"])],
        "signer": signer(book.facts["signers"]["chief"]["title"], ""),
        "draft": True,
    }


def cutoff_words(request: FigureRequest) -> str:
    return f"số liệu tính đến ngày {day(request.cutoff)}"


def figure_lines(together: Merged) -> list[Sheet]:
    return [_figure(line) for line in together.numbers]


def words_of(line: Line) -> str:
    """The units' words on one line of the request, each with its unit."""
    return "\n".join(f"{unit.name}: {text}" for unit, _part, text in line.parts if text)


def _figure(line: Line) -> Sheet:
    own = "; ".join(f"{unit.name}: {text}" for unit, _part, text in line.parts if text)
    same = line.field.together == Together.SAME
    return {
        "name": line.field.title,
        "unit": line.field.measure,
        "planned": line.field.total,
        "done": in_digits(line.whole) if line.whole is not None else "chưa khớp" if own else "",
        "note": "" if same and line.whole is not None else own,
    }


def draft_file(request: FigureRequest, extension: str) -> bytes:
    return papers.draft_file("office-report", request.cycle, report_draft(request), extension)
