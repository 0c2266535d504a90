"""Laid-out paper -> PDF/A-2b by typst. Words are passed as string literals, never as markup: a line that begins with
"- " or holds # * _ @ $ stays what it is. Only the vendored font is used; the same paper gives the same bytes.
"""

import json
import re
import threading
from typing import Any

import typst

from .blocks import WHOLE_ROW, Block, Cell, Document, PageBreak, Para, Row, Run, Section, Table, placed
from .errors import PaperError
from .metrics import FONT_DIR, width_mm
from .profiles import page_mm

_STAMP = 0  # seconds since 1970: a fixed moment, so that equal papers are equal files
_LINE = 1.149  # height of a single line in Word, in units of the font size
_GLYPHS = 1.107  # ascender and descender of the font, in the same units
_TOKEN = 10  # letters; a shorter word fits any column
_LONG_WORD = re.compile(rf"[^ \n]{{{_TOKEN},}}")
_ZERO_WIDTH_SPACE = "\u200b"

_PREAMBLE = """\
#set document(title: {title}, author: {author})
#set text(font: "Liberation Serif", size: {base}pt, lang: "vi", hyphenate: false, fallback: false, overhang: false,
  top-edge: 0.891em, bottom-edge: -0.216em)
#set par(leading: 0.042em, spacing: 0pt)
#set block(above: 0pt, below: 0pt)
#set table(stroke: 0.5pt, inset: (x: 1.06mm, y: 0.55mm))
#show heading: it => it.body
#let number = context if counter(page).get().first() > 1 {{
  align(center + top, text(size: {number}pt, counter(page).display("1"))) }}
#let P(al, fi, le, be, ld, st, sz, body) = block(above: be, width: 100%, sticky: st, inset: (left: le), {{
  set text(size: sz)
  set par(first-line-indent: (amount: fi, all: true), leading: ld, justify: al == "j")
  set text(weight: "regular")
  align(if al == "c" {{ center }} else if al == "r" {{ right }} else {{ left }}, par(body))
}})
#let H(lv, body) = heading(level: lv, outlined: true, body)
#let R(w, st) = block(above: 4pt, below: 3pt, width: 100%, sticky: st, align(center, line(length: w, stroke: 0.6pt)))
#let b(x) = text(weight: "bold", x)
#let i(x) = text(style: "italic", x)
#let bi(x) = text(weight: "bold", style: "italic", x)
#let u(x) = underline(x)
#let X(x) = box(stroke: 0.6pt, outset: (y: -0.06em), x)
#let dots = box(width: 1fr, height: 0.891em, align(bottom, line(length: 100%,
  stroke: (thickness: 0.7pt, dash: "loosely-dotted"))))
#let S(x) = {signer}
#let kept(whole, st, it) = block(breakable: not whole, sticky: st, width: 100%, it)
"""


class _Press(threading.local):
    """One compiler per thread: fonts are read once."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(font_paths=[str(FONT_DIR)], ignore_system_fonts=True)


_press = _Press()


def write_pdf(document: Document) -> bytes:
    """The whole file; `PaperError` if the typesetter refuses."""
    try:
        pdf = _press.compiler.compile(
            input=typst_source(document).encode(), format="pdf", pdf_standards="a-2b", timestamp=_STAMP
        )
    except typst.TypstError as error:
        raise PaperError(f"the PDF could not be set: {error}") from error
    if not isinstance(pdf, bytes):
        raise PaperError("the typesetter gave no PDF")
    return pdf


def write_pictures(document: Document, ppi: int = 96) -> list[bytes]:
    """The pages as PNG pictures, for looking through without a PDF viewer."""
    made = _press.compiler.compile(input=typst_source(document).encode(), format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else [page for page in made or [] if page]


def signature_places(document: Document) -> list[dict[str, Any]]:
    """Where signatures go: above each signer's name, in the order of the paper.

    Page from 1; millimetres from the left edge to the middle of the name, from the top edge to its base line.
    """
    source = typst_source(document, _MARKED).encode()
    compiler = typst.Compiler(source, font_paths=[str(FONT_DIR)], ignore_system_fonts=True)  # type: ignore[misc]
    return [
        {
            "page": mark["page"],
            "x": (_mm(mark["x"]) + _mm(mark["end"])) / 2,
            "y": _mm(mark["y"]),
            "name": mark["name"],
        }
        for mark in json.loads(compiler.query("<signer>", field="value"))
    ]


def _mm(points: str) -> float:
    return round(float(points.removesuffix("pt")) * 25.4 / 72, 2)


_PLAIN = "x"
_MARKED = """{
  let text = if x.has("text") { x.text } else { x.child.text }
  context { let start = here().position(); x; context [#metadata((page: start.page, x: start.x, y: start.y,
    end: here().position().x, name: text)) <signer>] } }"""


def typst_source(document: Document, signer: str = _PLAIN) -> str:
    """The program that sets the paper."""
    out = [
        _PREAMBLE.format(
            title=_quoted(document.title),
            author=_quoted(document.issuer),
            base=document.base_size,
            number=document.page_number_size,
            signer=signer,
        )
    ]
    for number, section in enumerate(document.sections):
        width = page_mm(document.paper, section.landscape)[0] - document.margins[1] - document.margins[3]
        out.append(_page(document, section, width, first=number == 0))
        out.append("#{\n")
        for block in section.blocks:
            _block(out, block, width)
        out.append("}\n")
    return "".join(out)


def _page(document: Document, section: Section, width: float, first: bool) -> str:
    top, right, bottom, left = document.margins
    start = "" if first else "#pagebreak(weak: true)\n"
    return (
        f'{start}#set page(paper: "{document.paper.lower()}", flipped: {_bool(section.landscape)}, header-ascent: 0pt,\n'
        f"  margin: (top: {top}mm, right: {right}mm, bottom: {bottom}mm, left: {left}mm),\n"
        f"  header: box(height: {top - 9}mm, width: 100%, number){_foot(document, width) if first else ', footer: none'})\n"
    )


def _foot(document: Document, width: float) -> str:
    """The note of a draft, under page 1."""
    if not document.foot:
        return ""
    out: list[str] = []
    for para in document.foot:
        _para(out, para, width, para.before)
    return f", footer-descent: 1mm, footer: context if counter(page).get().first() == 1 {{\n{''.join(out)}}}"


def _block(out: list[str], block: Block, width: float) -> None:
    if isinstance(block, Para):
        _para(out, block, width, block.before)
    elif isinstance(block, PageBreak):
        out.append("pagebreak(weak: true)\n")
    else:
        _table(out, block)


def _para(out: list[str], para: Para, width: float, before: float) -> None:
    sticky = _bool(para.keep_next)
    if para.rule:
        out.append(f"R({para.rule:.2f}mm, {sticky})\n")
        return
    if not para.runs and not para.leader:
        out.append(f"block(sticky: {sticky}, above: {before:g}pt, v({para.size * _LINE:.2f}pt))\n")
        return
    leading = (para.spacing * _LINE - _GLYPHS) * para.size
    if before or para.spacing != 1:
        before += leading
    body = _runs(para.runs, para.size, width - para.left)
    if para.leader:
        body += " dots;"
    if para.signer:
        body = f"S({{{body}}})"
    head, tail = (f"H({para.outline}, ", ")") if para.outline else ("", "")
    out.append(
        f'{head}P("{para.align[0]}", {para.first:g}mm, {para.left:g}mm, {before:.2f}pt, {leading:.2f}pt, {sticky}, '
        f"{para.size:g}pt, {{{body}}}){tail}\n"
    )


def _runs(runs: list[Run], size: float, width: float) -> str:
    return " ".join(_run(run, size, width) for run in runs)


def _run(run: Run, size: float, width: float) -> str:
    text = _breakable(run.text, size, width) if len(run.text) > _TOKEN else run.text
    name = ("b" if run.bold else "") + ("i" if run.italic else "")
    written = f"{name}({_quoted(text)})" if name else _quoted(text)
    if run.underline:
        written = f"u({written})"
    if run.boxed:
        written = f"X({written})"
    return written + ";"


def _breakable(text: str, size: float, width: float) -> str:
    """A word longer than its line gets places to break, as Word would break it anywhere."""
    if all(len(word) <= _TOKEN for word in text.split()):
        return text
    return _LONG_WORD.sub(lambda word: _broken(word[0], size, width), text)


def _broken(word: str, size: float, width: float) -> str:
    return word if width_mm(word, size, bold=True) <= width else _ZERO_WIDTH_SPACE.join(word)


def _table(out: list[str], table: Table) -> None:
    if table.before:
        out.append(f"v({table.before:g}pt, weak: true)\n")
    at = _tail(table) if table.keep_next and not table.together else 0
    if at:
        # A long table that must end in company: its last rows are set as a block that sticks to what follows.
        _grid(out, table, table.rows[:at], "")
    _grid(out, table, table.rows[at:], f"kept({_bool(table.together or at > 0)}, {_bool(table.keep_next)}, ")


def _tail(table: Table) -> int:
    """Where the last rows begin that can stand apart from those above; 0 when none can."""
    at, rows = len(table.rows) - 1, placed(table)
    while at > 0 and (table.rows[at - 1].leading or any(continued for _, _, continued in rows[at])):
        at -= 1
    return 0 if at and table.rows[at - 1].header else at


def _grid(out: list[str], table: Table, rows: list[Row], wrap: str) -> None:
    columns = ", ".join(f"{width:.3f}mm" for width in table.widths)
    indent = f"pad(left: {table.indent:g}mm, " if table.indent else ""
    out.append(f"{wrap}{indent}table(columns: ({columns},)")
    if not table.bordered:
        out.append(", stroke: none, inset: (x: 1.06mm, y: 0mm)")
    header = [row for row in rows if row.header]
    if header:
        out.append(", table.header(repeat: true")
        for row in header:
            _row(out, row, table)
        out.append(")")
    for row in rows:
        if row.leading:  # a header that is not repeated still keeps company with the row below
            out.append(", table.header(repeat: false, level: 2")
            _row(out, row, table)
            out.append(")")
        elif not row.header:
            _row(out, row, table)
    out.append(")" * (1 + bool(wrap) + bool(indent)) + "\n")


def _row(out: list[str], row: Row, table: Table) -> None:
    for cell in row.cells:
        _cell(out, cell, table, row.letters < WHOLE_ROW)


def _cell(out: list[str], cell: Cell, table: Table, whole: bool) -> None:
    narrow = min(table.widths) * cell.columns - 3
    bits = f"colspan: {cell.columns}, rowspan: {cell.rows}, " if cell.columns > 1 or cell.rows > 1 else ""
    if table.bordered:
        bits += "align: horizon, "
    out.append(f", table.cell({bits}breakable: {_bool(not whole)}, {{\n")
    for number, para in enumerate(cell.paras):
        before = para.before
        if number == 0 and before:
            out.append(f"v({before:g}pt)\n")
            before = 0
        _para(out, para, narrow, before)
    out.append("})")


def _bool(value: bool) -> str:
    return "true" if value else "false"


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def _quoted(text: str) -> str:
    """A typst string literal."""
    return f'"{text.translate(_ESCAPES)}"'
