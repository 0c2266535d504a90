"""Facts handed to the cover and contents list of a dossier."""

from datetime import date

from thuocdo.cycle.models import Cycle
from thuocdo.cycle.queries import book_of
from thuocdo.office.models import Unit
from thuocdo.office.queries import signing_seat
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet, gathered_by, signer, unit_letterhead

from .queries import checklist


def cover(cycle: Cycle, unit: Unit, on: date) -> Sheet:
    """Bìa và danh mục hồ sơ đơn vị: the five items, their papers, what is missing."""
    listed, book = checklist(cycle, unit), book_of(cycle)
    clause = book["dossier/unit_items"].source.clause
    items = [
        {
            "number": need.number,
            "title": need.title,
            "clause": f"{clause} ({need.number})",
            "papers": [
                {"title": listed.papers[pk].title, "number": "", "copies": 1, "pages": None}
                for pk in need.have
            ],
            "missing": ", ".join(need.lacks),
        }
        for need in listed.needs
    ]
    seat = signing_seat(unit, on)
    return {
        "letterhead": unit_letterhead(book, unit.name, dated=False),
        "year": cycle.year,
        "unit": unit.name.upper(),
        "unit_name": unit.name,
        "receiver": ", ".join(gathered_by(cycle.agency_id)),
        "dossier_title": "HỒ SƠ KIỂM ĐIỂM, ĐÁNH GIÁ, XẾP LOẠI CHẤT\u00a0LƯỢNG VÀ BÌNH XÉT THI ĐUA, KHEN THƯỞNG",
        "made_on": on.isoformat(),
        "keeping": "Theo quy định về thời hạn bảo quản hồ sơ của cơ quan",
        "items": items,
        "totals": {"papers": len(listed.papers), "pages": None},
        "giver": signer("BÊN GIAO", seat.person.full_name if seat else ""),
        "taker": signer("BÊN NHẬN", ""),
        "draft": False,
    }


def cover_file(cycle: Cycle, unit: Unit, on: date, extension: str) -> bytes:
    return papers.draft_file("dossier-cover", cycle, cover(cycle, unit, on), extension)
