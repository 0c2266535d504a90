"""The fixed ends of a paper: letterhead above; signatures and recipients below (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.1-4, 7, 9)."""

import re
from xml.etree.ElementTree import Element

from .blocks import Cell, Para, Row, Run, Table
from .metrics import balanced, width_mm
from .profiles import Look

MARK_SHARE = 0.4  # the decree wants a third to a half of the words' length
_SPACES = re.compile(r"[ \t\r\n]+")
_PADDING = 2.2  # mm of a cell that holds no words


def letterhead(look: Look, width: float, said: dict[str, str]) -> Table:
    """Issuer on the left, motto on the right; under them number and symbol, place and date."""
    left_width, right_width = width - look.head_right_width, look.head_right_width
    if width > 200:  # landscape: both halves grow alike
        left_width = right_width = width / 2
    rows = [Row([Cell([*_issuer(look, said, left_width), *_seal(look, said)]), Cell(_motto(look))])]
    if "number" in said or "place-date" in said:
        number = Para([Run(said.get("number", ""))], look.number_size, "center", before=6)
        place = Para([Run(said.get("place-date", ""), italic=True)], look.place_date_size, "center", before=6)
        rows.append(Row([Cell([number, *_letter_subject(look, said)]), Cell([place])]))
    return Table([left_width, right_width], rows, bordered=False, together=True, before=0)


def _seal(look: Look, said: dict[str, str]) -> list[Para]:
    """Where the agency's seal goes on a paper that nobody signs: over its name (Điều 33)."""
    if not said.get("seal"):
        return []
    return [Para([Run(said["seal"], italic=True)], look.place_date_size, "center", before=6)]


def _letter_subject(look: Look, said: dict[str, str]) -> list[Para]:
    """ "V/v …" of a công văn, 6 points under its number (mục II.5)."""
    if not said.get("subject"):
        return []
    run = Run(f"V/v {said['subject']}", italic=look.letter_subject_italic)
    return [Para([run], look.letter_subject_size, "center", before=6)]


def _issuer(look: Look, said: dict[str, str], width: float) -> list[Para]:
    room = width - _PADDING
    issuer = balanced(said["issuer"], look.issuer_size, True, room)
    paras = [Para([Run(issuer, bold=True)], look.issuer_size, "center")]
    if said.get("parent"):
        parent = balanced(said["parent"], look.parent_size, look.parent_bold, room)
        paras.insert(0, Para([Run(parent, bold=look.parent_bold)], look.parent_size, "center"))
    if look.issuer_mark == "star":
        return [*paras, Para([Run("*")], look.issuer_size, "center")]
    length = max(width_mm(line, look.issuer_size, bold=True) for line in issuer.split("\n"))
    return [*paras, rule(length * MARK_SHARE)]


def _motto(look: Look) -> list[Para]:
    paras = [Para([Run(look.motto, bold=True)], look.motto_size, "center")]
    last, size = look.motto, look.motto_size
    if look.second_motto:
        last, size = look.second_motto, look.second_motto_size
        paras.append(Para([Run(last, bold=True)], size, "center"))
    return [*paras, rule(width_mm(last, size, bold=True))]


def gap(points: float) -> Para:
    """White space of a given height."""
    return Para([], points / 1.15, keep_next=True)


def rule(length: float) -> Para:
    """A drawn line, centred."""
    return Para([], 4, "center", rule=length)


def mark(look: Look, text: str, width: float) -> Para:
    """What stands under the subject of a paper: a line (State) or dashes (Party)."""
    if look.subtitle_mark == "dashes":
        return Para([Run("-----")], look.subtitle_size, "center", keep_next=True)
    length = max(width_mm(line, look.subtitle_size, bold=True) for line in text.split("\n"))
    drawn = rule(min(length, width * 0.8) * MARK_SHARE)
    drawn.keep_next = True
    return drawn


def signatures(look: Look, width: float, element: Element) -> Table:
    """One to three signature blocks side by side, the recipients on their left if they stand here."""
    signs = element.findall("signature")
    listed = element.find("recipients")
    side: list[list[Para]] = [[]] if listed is None and len(signs) == 1 else []
    if listed is not None:
        side = [recipients(look, [_words(recipient) for recipient in listed])]
    columns = len(side) + len(signs)
    rows = []
    if any(sign.find("date") is not None for sign in signs):
        rows.append(_sign_row(look, side and [[]], [_dates(look, sign) for sign in signs]))
    room = width / columns - _PADDING
    rows.append(_sign_row(look, side, [_posts(look, sign, room) for sign in signs]))
    rows.append(_sign_row(look, [], [_names(look, sign) for sign in signs]))
    if side:
        rows[-2].cells[0].rows = 2
    return Table([width / columns] * columns, rows, bordered=False, together=True, before=12)


def _sign_row(look: Look, side: list[list[Para]], stacks: list[list[Para]]) -> Row:
    blank = Para([], look.signer_size, "center")
    return Row([Cell(paras or [blank]) for paras in [*side, *stacks]])


def _dates(look: Look, sign: Element) -> list[Para]:
    return [
        Para([Run(_words(day), italic=True)], look.signer_size, "center") for day in sign.iterfind("date")
    ]


def _posts(look: Look, sign: Element, room: float) -> list[Para]:
    def lines(name: str, bold: bool) -> list[Para]:
        texts = [balanced(_words(line), look.signer_size, bold, room) for line in sign.iterfind(name)]
        return [Para([Run(text, bold=bold)], look.signer_size, "center") for text in texts]

    behalf = lines("behalf", bold=True)
    posts = lines("post", bold=look.signer_post_bold or not behalf)
    remarks = [
        Para([Run(_words(line), italic=True)], look.recipients_size, "center")
        for line in sign.iterfind("remark")
    ]
    return behalf + posts + remarks


def _names(look: Look, sign: Element) -> list[Para]:
    names = [_words(line) for line in sign.iterfind("name")] or [""]
    gap = look.signature_gap
    return [
        Para(
            [Run(name, bold=True)] if name else [], look.signer_size, "center", before=gap, signer=bool(name)
        )
        for name in names
    ]


def recipients(look: Look, names: list[str]) -> list[Para]:
    """ "Nơi nhận:" and its lines; the last one is the archive's and ends with a full stop."""
    style = look.recipients_style
    italic = bold = style == "bold-italic"
    head = Run("Nơi nhận:", bold=bold, italic=italic, underline=style == "underline")
    ends = [";"] * (len(names) - 1) + ["."]
    lines = [f"- {name.rstrip(' ;.')}{end}" for name, end in zip(names, ends, strict=False)]
    return [Para([head], look.recipients_size), *(Para([Run(line)], look.recipient_size) for line in lines)]


def _words(element: Element) -> str:
    return _SPACES.sub(" ", element.text or "").strip(" ")
