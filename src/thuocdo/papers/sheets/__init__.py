"""Facts that stand on every paper: whose it is, where and when, who signs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import override

from thuocdo.kernel.vi_text import day_in_words
from thuocdo.kernel.words import Grade
from thuocdo.law.book import Book, Instrument
from thuocdo.office.models import Unit
from thuocdo.office.queries import coordinating_unit, leadership_of
from thuocdo.ui.wording import grade_label

from ..rules import number_line, place_date_line, symbol

Sheet = dict[str, Any]


def place_and_date(book: Book, on: date | None) -> str:
    """ "Quảng Ngãi, ngày 05 tháng 3 năm 2024"; blanks to fill in where the day is not known yet."""
    return place_date_line(book.facts["place"], on, book.on.year)


def unit_letterhead(
    book: Book, unit_name: str, *, number_line: str = "", on: date | None = None, dated: bool = True
) -> Sheet:
    """A unit's paper: the agency above, the unit below. Minutes bear no place and date (Mẫu 1.9)."""
    return {
        "parent": book.facts["name"].upper(),
        "issuer": unit_name.upper(),
        "number_line": number_line,
        "place_date_line": place_and_date(book, on) if dated else "",
    }


def agency_letterhead(
    book: Book, kind: str, *more: str, on: date | None = None, dated: bool = True, subject: str = ""
) -> Sheet:
    """A paper of the agency itself, its superior above; `kind` is the symbol's type, `more` who drew it up, `subject` V/v."""
    head, agency = book.facts["letterhead"]["state"], book.facts["symbols"]["agency"]
    return {
        "parent": head["superior"],
        "issuer": head["agency"],
        "number_line": number_line(None, symbol(kind, agency, *more), "Số: {number}/{symbol}"),
        "place_date_line": place_and_date(book, on) if dated else "",
    } | ({"subject": subject} if subject else {})


_VERBS = ("ban hành", "quy định", "sửa đổi", "hướng dẫn")  # a title that begins so needs no "về"


def legal_bases(book: Book, acts: Iterable[str]) -> list[str]:
    """ "Căn cứ Nghị định số 90/2020/NĐ-CP ngày 13 tháng 8 năm 2020 của Chính phủ về …": the acts in force on the day of the book."""
    known = (book.instruments[key] for key in acts if key in book.instruments)
    return [
        f"Căn cứ {_cited(act)}"
        for act in known
        if (act.in_force is None or act.in_force <= book.on) and (act.until is None or book.on <= act.until)
    ]


def _cited(act: Instrument) -> str:
    when = f" {day_in_words(act.issued)}" if act.issued else ""
    title = act.title[:1].lower() + act.title[1:]
    about = "" if title.startswith(_VERBS) else "về "
    return f"{act.label}{when} của {act.issuer} {about}{title}"


def party_letterhead(book: Book, cell: str, *, on: date | None = None) -> Sheet:
    """A Party member's paper: the committee above, the cell below."""
    return {
        "parent": book.facts["letterhead"]["party"]["agency"],
        "issuer": cell.upper(),
        "number_line": "",
        "place_date_line": place_and_date(book, on),
    }


def blank_number(kind: str, unit_code: str) -> str:
    """Number and symbol before the registry has given the number: "Số:      /BB-HCQT"."""
    return number_line(None, symbol(kind, unit_code), "Số: {number}/{symbol}")


def signer(post: str, name: str, *, date_line: str = "", behalf: tuple[str, ...] = ()) -> Sheet:
    return {"date_line": date_line, "behalf": list(behalf), "post": post.upper(), "name": name}


def post_of(post: str, whose: str) -> str:
    """ "Chánh Văn phòng UBND tỉnh", "Giám đốc Trung tâm …": what post and name share is said once."""
    words = whose.split()
    for shared in range(len(words), 0, -1):
        if post.casefold().endswith(" ".join(words[:shared]).casefold()):
            return " ".join([post, *words[shared:]])
    return f"{post} {whose}"


def presided(chair: Sheet, instead_of: str) -> Sheet:
    """Who presided over a meeting, with the head in whose place; empty where the head did."""
    return chair | {"post": f"{chair['post']} (chủ trì thay {instead_of} vắng mặt)"} if instead_of else chair


@cache
def grade_on_paper(grade: Grade | str) -> str:
    """The level as the decree names it: a paper is Vietnamese whatever language its maker reads."""
    with override("vi"):
        return grade_label(grade)


def grade_boxes(chosen: str) -> list[Sheet]:
    """The four levels as boxes to tick."""
    return [{"label": grade_on_paper(grade), "chosen": grade == chosen} for grade in Grade]


def gathered_by(agency_id: int, but: Unit | None = None) -> list[str]:
    """The coordinating unit, to whom papers go; nobody where it is the one that writes."""
    unit = coordinating_unit(agency_id)
    return [unit.name] if unit and unit != but else []


def leaders_called(agency_id: int) -> str:
    """ "Lãnh đạo Văn phòng": the leadership, to whom papers go, by its own name."""
    unit = leadership_of(agency_id)
    return unit.name if unit else "Lãnh đạo cơ quan"


def kept(unit_code: str) -> str:
    """The last recipient of a unit's paper."""
    return f"Lưu: VT, {unit_code}"


def minute(moment: datetime) -> str:
    """The moment as a sheet holds it, in the agency's own time."""
    return f"{localtime(moment):%Y-%m-%dT%H:%M}"


def attended(name: str, seats: Sequence[Any]) -> Sheet:
    """Of one body: how many came of how many, who is away and why."""
    away = [f"{one.person.full_name} ({one.reason})" for one in seats if not one.present]
    return {
        "name": name,
        "present": len(seats) - len(away),
        "total": len(seats),
        "absent": "; ".join(away),
    }
