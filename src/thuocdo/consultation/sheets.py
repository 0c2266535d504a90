"""Facts handed to the minutes of the consultation."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from thuocdo.cycle.queries import book_of
from thuocdo.kernel.words import Grade
from thuocdo.office.models import Person
from thuocdo.office.queries import absent_chief, main_posts
from thuocdo.office.rules.bodies import Body
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import (
    Sheet,
    agency_letterhead,
    attended,
    grade_on_paper,
    minute,
    presided,
    signer,
)

from .models import Consultation
from .queries import BoardGroup, Card, board_of, delegates_of, opinions_on
from .wording import body_on_paper


def minutes(consultation: Consultation, on: date) -> Sheet:
    """Biên bản họp tham vấn (Mẫu 1.9): who was there, opinions, the level concluded, the count against the cap."""
    cycle, board = consultation.cycle, board_of(consultation.cycle, on)
    cards = [card for group in board for card in group.cards]
    ended = consultation.closed_at or consultation.opened_at or consultation.planned_at
    posts = main_posts([consultation.chair_id, consultation.secretary_id], on)

    def named(person: Person) -> Sheet:
        return {"name": person.full_name, "post": posts[person.pk].title if person.pk in posts else ""}

    return {
        "letterhead": agency_letterhead(book_of(cycle), "BB", dated=False),
        "year": cycle.year,
        "started": minute(consultation.opened_at or consultation.planned_at),
        "ended": minute(ended),
        "place": consultation.place,
        "attendance": _attendance(consultation),
        "guests": [one.person.full_name for one in delegates_of(consultation) if one.body == Body.GUESTS],
        "chair": presided(
            named(consultation.chair), absent_chief(cycle.agency_id, consultation.chair_id, on)
        ),
        "secretary": named(consultation.secretary),
        "presenter": "Phòng Hành chính - Quản trị",
        "summary": consultation.summary or summary_of(cards),
        "opinions": _opinions(consultation, cards),
        "totals": [_line(group) for group in board] + [_totals("Tổng cộng", cards, None)],
        "conclusion": consultation.conclusion,
        "signers": {
            "secretary": signer("THƯ KÝ", consultation.secretary.full_name),
            "chair": signer("CHỦ TỌA", consultation.chair.full_name),
        },
        "recipients": ["Lãnh đạo Văn phòng", "Phòng Hành chính - Quản trị", "Lưu: VT, Hồ sơ"],
        "draft": False,
    }


def summary_of(cards: Iterable[Card]) -> str:
    """What HCQT reports at the beginning, to be put right by hand."""
    cards = list(cards)
    units = sum(card.is_unit for card in cards)
    unrated = sum(card.proposed == "" for card in cards)
    return (
        f"Tổng số {units} tập thể và {len(cards) - units} cá nhân đưa ra tham vấn; "
        f"{unrated} trường hợp các đơn vị đề nghị kiểm điểm, không xếp loại."
    )


def _attendance(consultation: Consultation) -> list[Sheet]:
    rows = defaultdict(list)
    for one in delegates_of(consultation):
        rows[Body(one.body)].append(one)
    return [
        attended(body_on_paper(body), rows[body]) for body in Body if rows[body] and body is not Body.GUESTS
    ]


def _opinions(consultation: Consultation, cards: list[Card]) -> list[Sheet]:
    """Whoever was spoken of, or concluded otherwise than proposed."""
    said = defaultdict(list)
    for opinion in opinions_on(consultation):
        said[opinion.subject_id].append({"speaker": opinion.speaker.full_name, "words": opinion.text})
    return [
        {
            "subject": card.name if card.is_unit else f"{card.name}, {card.unit_name}",
            "remarks": said[card.subject],
            "proposed": grade_on_paper(card.proposed) if card.proposed else "",
            "concluded": grade_on_paper(card.column) if card.column else "",
            "reason": card.levels["consulted"].reason if card.moved else "",
        }
        for card in cards
        if card.moved or said[card.subject]
    ]


def _line(group: BoardGroup) -> Sheet:
    if group.count is None:
        return _totals("Chưa xếp vào nhóm tương đồng", group.cards, None)
    return _totals(group.count.group.name, group.cards, group.count.headroom.allowed)


def _totals(name: str, cards: list[Card], limit: int | None) -> Sheet:
    counts = Counter(card.column for card in cards)
    levels = {grade.value: counts[grade] for grade in Grade}
    return {"name": name, **levels, "unrated": counts[""], "limit": limit}


def draft_file(consultation: Consultation, on: date, extension: str) -> bytes:
    """The minutes as they would be printed now."""
    cycle, sheet = consultation.cycle, minutes(consultation, on)
    return papers.draft_file("consultation-minutes", cycle, sheet, extension)
