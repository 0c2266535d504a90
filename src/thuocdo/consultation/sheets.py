"""Facts handed to the minutes of the consultation."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from thuocdo.assemblies.queries import seats_of
from thuocdo.assemblies.sheets import minutes_frame
from thuocdo.kernel.words import Grade
from thuocdo.office.rules.bodies import Body
from thuocdo.papers import queries as papers
from thuocdo.papers.sheets import Sheet, gathered_by, grade_on_paper, leaders_called

from .models import Consultation
from .queries import BoardGroup, Card, board_of, opinions_on


def minutes(consultation: Consultation, on: date) -> Sheet:
    """Biên bản họp tham vấn (Mẫu 1.9): who was there, opinions, the level concluded, the count against the cap."""
    board = board_of(consultation.cycle, on)
    cards = [card for group in board for card in group.cards]
    gatherers = gathered_by(consultation.cycle.agency_id)
    return minutes_frame(consultation, on) | {
        "guests": [one.person.full_name for one in seats_of(consultation) if one.bodies == [Body.GUESTS]],
        "presenter": ", ".join(gatherers),
        "summary": consultation.summary or summary_of(cards),
        "opinions": _opinions(consultation, cards),
        "totals": [_line(group) for group in board] + [_totals("Tổng cộng", cards, None)],
        "recipients": [leaders_called(consultation.cycle.agency_id), *gatherers, "Lưu: VT, Hồ sơ"],
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
