"""Cards of the board. Joined as text: a loop of the template language takes ten times as long for two thousand."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thuocdo.kernel.words import Grade
from thuocdo.ui.icons import PATHS
from thuocdo.ui.wording import grade_label

from ..queries import AfterMove, BoardGroup, Card, Place

register = template.Library()
_SIGN = '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>'


class _Words:
    """The words of a card in the reader's language, asked for once for all cards."""

    def __init__(self) -> None:
        self.grades = {"": "–"} | {grade.value: grade_label(grade, short=True) for grade in Grade}
        self.own, self.unit, self.now = _("Tự nhận"), _("Đơn vị"), _("Tham vấn")
        self.over = f'<span class="mark mark-late">{_SIGN.format(PATHS["late"])}{_("vượt")}</span>'
        self.tied = f'<span class="mark mark-soon">{_SIGN.format(PATHS["soon"])}{_("bằng điểm")}</span>'
        self.pending = f'<span class="mark mark-waiting">{_("chưa đề nghị")}</span>'
        self.remarks, self.opinions = _("góp ý ở đơn vị"), _("ý kiến")
        self.base = reverse("consultation:card", args=[0]).removesuffix("0/")

    def card(self, card: Card) -> str:
        said = (f" · {card.remarks} {self.remarks}" if card.remarks else "") + (
            f" · {card.opinions} {self.opinions}" if card.opinions else ""
        )
        where = "" if card.is_unit else f"<small>{escape(card.unit_name)}</small>"
        return (
            f'<a class="board-card{" is-moved" if card.moved else ""}" id="the-{card.subject}" '
            f'href="{self.base}{card.subject}/" data-card="{card.subject}" data-at="{card.column}">'
            f"<strong>{escape(card.name)}</strong>{where}"
            f"<small>{self.own} {self.grades[card.own]} · {self.unit} {self.grades[card.proposed or '']}"
            f"<span data-now>{self.said(card)}</span>{said}</small><span data-marks>{self.marks(card)}</span></a>"
        )

    def said(self, place: Place) -> str:
        """What the meeting has said."""
        return f" · {self.now} <b>{self.grades[place.consulted]}</b>" if place.consulted is not None else ""

    def marks(self, place: Place) -> str:
        standing = place.standing
        return (
            (self.pending if place.pending else "")
            + (self.over if standing and standing.over else "")
            + (self.tied if standing and standing.tied else "")
        )


@register.simple_tag
def board_cards(cards: Iterable[Card]) -> SafeString:
    """The cards of one column."""
    words = _Words()
    return SafeString("".join(words.card(card) for card in cards))


def changed_by(move: AfterMove) -> dict[str, Any]:
    """What looks different after a move, for the script that asked for it."""
    words, place = _Words(), move.place
    marks = {one.subject: words.marks(one) for one in [*move.excellent, place]}
    return {"column": place.column, "moved": place.moved, "now": words.said(place), "marks": marks}


@register.filter
def in_columns(group: BoardGroup) -> list[tuple[str, list[Card]]]:
    """The columns of a group with their cards, in the order of the levels."""
    return list(group.columns.items())
