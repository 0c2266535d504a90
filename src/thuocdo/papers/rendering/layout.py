"""From the tree of content to laid-out blocks, by a profile. Every tag of the vocabulary has its function here."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import cast
from xml.etree.ElementTree import Element

from . import heads
from .blocks import Align, Block, Cell, Document, PageBreak, Para, Row, Run, Section, Table, placed
from .errors import PaperError
from .metrics import balanced, width_mm
from .profiles import Look

_SPACES = re.compile(r"[ \t\r\n]+")
_ALIGN = {"l": "left", "c": "center", "r": "right", "j": "justify"}
_PLAIN, _BOLD = Run(""), Run("", bold=True)
NBSP = "\u00a0"
SMALL = 8  # points, for notes of a draft: they stand in the margin
TICKED, UNTICKED = f"{NBSP}X{NBSP}", NBSP * 5
CELL_MARGIN = 1.06  # mm, left and right in a table without borders


def laid_out(tree: Element, look: Look, landscape: bool, title: str) -> Document:
    """The paper as blocks, with nothing of the tree left out."""
    sections = [Section(landscape)]
    page = _Page(look, landscape)
    foot: list[Para] = []
    for element in tree:
        if element.tag == "note":
            foot.append(Para([Run(words(element), italic=True)], SMALL, "justify"))
        elif element.tag == "landscape":
            sections.append(Section(True, _Page(look, True).blocks(element)))
            sections.append(Section(landscape))
        else:
            sections[-1].blocks += page.blocks_of(element)
    sections = [section for section in sections if section.blocks]
    for section in sections:
        _keep_company(section.blocks)
    head = tree.find("letterhead")
    return Document(
        title=title,
        sections=sections,
        margins=(look.margin_top, look.margin_right, look.margin_bottom, look.margin_left),
        base_size=look.body_size,
        page_number_size=look.page_number_size,
        issuer=head.get("issuer", "") if head is not None else "",
        paper=look.paper,
        foot=foot,
    )


def _keep_company(blocks: list[Block]) -> None:
    """What is kept whole (signatures, recipients, tick boxes) never stands alone on a page: what precedes goes along."""
    for before, block in pairwise(blocks):
        if isinstance(block, Table) and block.together and not isinstance(before, PageBreak):
            before.keep_next = True


def words(element: Element) -> str:
    """The words of an element that holds only words, on one line."""
    return one_line(element.text or "")


def one_line(text: str) -> str:
    """Spaces, tabs and line breaks made one space, none at the ends. No-break spaces stay."""
    return _spaced(text).strip(" ")


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text) if "\n" in text or "  " in text or "\t" in text or "\r" in text else text


def runs(element: Element, style: Run = _PLAIN) -> list[Run]:
    """The styled words of an element: spaces run together, none at the ends of a line."""
    if not len(element):
        text = words(element)
        return [_said(text, style)] if text else []
    merged: list[Run] = []
    begins = True  # a line: spaces fall away there
    for run in _pieces(element, style):
        text = run.text
        if run.boxed:
            merged.append(run)
            begins = False
            continue
        if begins:
            text = text.lstrip(" ")
        if text == "\n" and merged and not merged[-1].boxed:
            merged[-1] = _said(merged[-1].text.rstrip(" "), merged[-1])
        if text:
            merged.append(_said(text, run))
            begins = text.endswith((" ", "\n"))
    if merged and not merged[-1].boxed:
        merged[-1] = _said(merged[-1].text.rstrip(" "), merged[-1])
    return [run for run in merged if run.text]


def _said(text: str, style: Run) -> Run:
    """The text in that style; the same run where it says so already. Made thousands of times for one paper."""
    return style if style[0] == text else tuple.__new__(Run, (text, *style[1:]))


def _pieces(element: Element, style: Run) -> list[Run]:
    pieces = [_said(_spaced(element.text), style)] if element.text else []
    for child in element:
        match child.tag:
            case "b":
                pieces += _pieces(child, style.but(bold=True))
            case "i":
                pieces += _pieces(child, style.but(italic=True))
            case "u":
                pieces += _pieces(child, style.but(underline=True))
            case "br":
                pieces.append(_said("\n", style))
            case "box":
                pieces.append(_box(child.get("checked") == "yes", style))
        if child.tail:
            pieces.append(_said(_spaced(child.tail), style))
    return pieces


def _box(checked: bool, style: Run = _PLAIN) -> Run:
    return style.but(text=TICKED if checked else UNTICKED, boxed=True)


class _Page:
    """Blocks for pages of one orientation."""

    def __init__(self, look: Look, landscape: bool):
        self.look = look
        self.width = look.text_width(landscape)

    def blocks(self, parent: Element) -> list[Block]:
        return [block for element in parent for block in self.blocks_of(element)]

    def blocks_of(self, element: Element) -> list[Block]:
        return _WRITERS[element.tag](self, element)

    def body(
        self, styled: list[Run], indent: bool = True, keep: bool = False, align: str = "justify"
    ) -> Para:
        """A paragraph of the body: justified, first line moved in."""
        look = self.look
        first = look.first_line if indent else 0
        side = cast("Align", align)
        return Para(styled, look.body_size, side, first, 0, look.paragraph_gap, look.line_spacing, keep)

    def letterhead(self, element: Element) -> list[Block]:
        return [heads.letterhead(self.look, self.width, dict(element.attrib))]

    def form_code(self, element: Element) -> list[Block]:
        return [Para([Run(words(element), bold=True)], self.look.table_size, "right"), heads.gap(4)]

    def title(self, element: Element) -> list[Block]:
        text = balanced(words(element), self.look.title_size, True, self.width)
        styled = [Run(text, bold=True)]
        return [Para(styled, self.look.title_size, "center", before=18, keep_next=True)]

    def subtitle(self, element: Element) -> list[Block]:
        styled = runs(element, Run("", bold=True))
        blocks: list[Block] = [Para(styled, self.look.subtitle_size, "center", keep_next=True)]
        if element.get("mark") != "no":
            blocks.append(heads.mark(self.look, blocks[0].text, self.width))  # type: ignore[union-attr]
        return [*blocks, heads.gap(6)]

    def legal_basis(self, element: Element) -> list[Block]:
        texts = [words(basis).rstrip(" ;.") for basis in element]
        ends = [";"] * (len(texts) - 1) + ["."]
        return [self.body([Run(text + end, italic=True)]) for text, end in zip(texts, ends, strict=False)]

    def addressees(self, element: Element) -> list[Block]:
        names = [words(addressee).rstrip(" ;.") for addressee in element]
        size, gap = self.look.body_size, 12
        if len(names) == 1:
            return [Para([Run(f"Kính gửi: {names[0]}.")], size, "center", before=gap)]
        ends = [";"] * (len(names) - 1) + ["."]
        lines = [Run(f"- {name}{end}") for name, end in zip(names, ends, strict=True)]
        return [
            Para([Run("Kính gửi:")], size, first=30, before=gap, keep_next=True),
            *(Para([line], size, left=50, before=2) for line in lines),
        ]

    def paragraph(self, element: Element) -> list[Block]:
        style = element.get("style", "normal")
        para = self.body(
            runs(element, Run("", bold=style == "bold", italic=style == "italic")),
            indent=element.get("indent", "yes") == "yes" and element.get("align", "justify") == "justify",
            keep=element.get("keep") == "yes",
            align=element.get("align", "justify"),
        )
        if style == "small":
            para.size = self.look.table_size
        return [para]

    def heading(self, element: Element) -> list[Block]:
        level = int(element.attrib["level"])
        para = self.body(runs(element, Run("", bold=level < 3, italic=level == 3)), keep=True)
        para.outline = level
        return [para]

    def field(self, element: Element) -> list[Block]:
        return [self._field(element, self.look.first_line)]

    def _field(self, element: Element, first: float) -> Para:
        value = runs(element)
        label = Run(f"{element.get('label')}: " if value else f"{element.get('label')}:")
        para = self.body([label, *value], align="left")
        para.first, para.before, para.leader = first, 3, not value
        return para

    def fields(self, element: Element) -> list[Block]:
        """Two or three short fields on one line."""
        first = self.look.first_line
        cells = [Cell([self._field(field, 0)]) for field in element]
        each = (self.width - first) / len(cells)
        return [
            Table([each] * len(cells), [Row(cells)], bordered=False, before=0, indent=first - CELL_MARGIN)
        ]

    def text(self, element: Element) -> list[Block]:
        lines = [line for line in _lines(element) if line]
        if lines:
            return [self.body([Run(line)]) for line in lines]
        return [self._dotted() for _ in range(int(element.get("blank", "1")))]

    def _dotted(self) -> Para:
        para = self.body([], indent=False)
        para.leader, para.align = True, "left"
        return para

    def listed(self, element: Element) -> list[Block]:
        marker = Run(element.get("marker", "-") + " ")
        return [self.body([marker, *runs(item)]) for item in element]

    def table(self, element: Element) -> list[Block]:
        weights = [float(width) for width in element.attrib["columns"].split()]
        size = float(element.get("size", self.look.table_size))
        letters = element.get("align", "l" + " l" * (len(weights) - 1)).split()
        if len(letters) != len(weights):
            raise PaperError(f"a table of {len(weights)} columns aligns {len(letters)}")
        scale = self.width / sum(weights)
        table = Table([weight * scale for weight in weights], [_row(row, size) for row in element])
        _align(table, element, [_ALIGN[letter] for letter in letters])
        return [table] if table.rows else []

    def choices(self, element: Element) -> list[Block]:
        """Tick boxes: on one line where they fit, else two to a line under their label."""
        marked = [(choice.get("checked") == "yes", words(choice)) for choice in element]
        label, size = element.get("label", ""), self.look.body_size
        items = [[_box(checked), Run(f"{NBSP}{text}")] for checked, text in marked]
        line = [Run(f"{label}:" if label else "")]
        for item in items:
            line += [Run(NBSP * 3), item[0], Run(item[1].text.replace(" ", NBSP)), Run(" ")]
        if width_mm("".join(run.text for run in line), size) + self.look.first_line + 4 < self.width:
            return [self.body([run for run in line if run.text], align="left")]
        head = [self.body([Run(f"{label}:")], keep=True)] if label else []
        return [*head, self._choice_grid(items)]

    def _choice_grid(self, items: list[list[Run]]) -> Table:
        first, size = self.look.first_line, self.look.body_size
        cells = [Cell([Para(item, size, before=3)]) for item in items]
        if len(cells) % 2:
            cells.append(Cell([Para([], size)]))
        rows = [Row(cells[at : at + 2]) for at in range(0, len(cells), 2)]
        return Table(
            [(self.width - first) / 2] * 2, rows, False, together=True, before=2, indent=first - CELL_MARGIN
        )

    def signatures(self, element: Element) -> list[Block]:
        return [heads.signatures(self.look, self.width, element)]

    def recipients(self, element: Element) -> list[Block]:
        paras = heads.recipients(self.look, [words(recipient) for recipient in element])
        return [Table([self.width], [Row([Cell(paras)])], bordered=False, together=True, before=12)]

    def page_break(self, element: Element) -> list[Block]:
        return [PageBreak()]


def _lines(element: Element) -> list[str]:
    """The lines of a long text, tabs and runs of spaces made one space."""
    return [one_line(line) for line in (element.text or "").split("\n")]


def _row(element: Element, size: float) -> Row:
    kind = element.get("kind", "body")
    return Row(
        [_cell(cell, size, bold=kind != "body") for cell in element], kind == "header", kind == "group"
    )


def _cell(element: Element, size: float, bold: bool) -> Cell:
    style = _BOLD if bold else _PLAIN
    if not len(element):
        paras = [Para(runs(element, style), size)]
        if not element.attrib:
            return Cell(paras)
        return Cell(paras, int(element.get("columns", "1")), int(element.get("rows", "1")))
    paras = [Para(runs(child, style), size) for child in element if child.tag == "p"]
    for child in element:
        if child.tag == "text":
            paras += [Para([style.but(text=line)], size) for line in _lines(child) if line]
    if not paras:
        paras = [Para(runs(element, style), size)]
    elif (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        raise PaperError("a <cell> holds either words or paragraphs, not both")
    return Cell(paras, int(element.get("columns", "1")), int(element.get("rows", "1")))


def _align(table: Table, element: Element, aligns: list[str]) -> None:
    """Each paragraph as its cell, its row kind or its column says."""
    try:
        rows = placed(table)
    except ValueError as error:
        raise PaperError(f"table: {error}") from error
    for row, line, source in zip(table.rows, rows, element, strict=True):
        own = (cell.get("align") for cell in source)
        for column, cell, continued in line:
            if continued:
                continue
            asked = next(own)
            for para in cell.paras:
                para.align = asked or ("center" if row.header else aligns[column])  # type: ignore[assignment]


_WRITERS: dict[str, Callable[[_Page, Element], list[Block]]] = {
    "letterhead": _Page.letterhead,
    "form-code": _Page.form_code,
    "title": _Page.title,
    "subtitle": _Page.subtitle,
    "legal-basis": _Page.legal_basis,
    "addressees": _Page.addressees,
    "p": _Page.paragraph,
    "heading": _Page.heading,
    "field": _Page.field,
    "fields": _Page.fields,
    "text": _Page.text,
    "list": _Page.listed,
    "table": _Page.table,
    "choices": _Page.choices,
    "signatures": _Page.signatures,
    "recipients": _Page.recipients,
    "page-break": _Page.page_break,
}
