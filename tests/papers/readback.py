"""Reads finished DOCX and PDF files back, by other libraries than those that wrote them, and names what is wrong."""

import io
import re
from collections import Counter
from typing import NamedTuple

import docx
import pypdf
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

MOTTO, SECOND = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
FACES = {f"LiberationSerif{style}" for style in ("", "-Bold", "-Italic", "-BoldItalic")}
DRAFT, EDGE = "Bản dự thảo", 4  # a draft's note stands in the bottom margin, this far from the edge at least
PLACE_DATE = re.compile(r"[^\W\d_].+, ngày (0[1-9]|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm \d{4}")
_STATE_NUMBER, _PARTY_NUMBER = re.compile(r"Số:(\u00a0{6}| \d{2,})/?.*"), re.compile(r"Số .*")


class Wanted(NamedTuple):
    """What a layout profile promises; lengths in millimetres, sizes in points."""

    paper: str
    width: int
    height: int
    margins: dict[str, tuple[float, float]]
    mottos: dict[str, tuple[float, float]]
    body: tuple[float, float]
    number: re.Pattern[str]


_DECREE = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_PARTY_MARGINS = {"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (15, 15)}
_HALF_SHEET = {"top": (15, 20), "bottom": (15, 20), "left": (15, 20), "right": (10, 15)}
WANTED = {
    "state": Wanted("A4", 210, 297, _DECREE, {MOTTO: (12, 13), SECOND: (13, 14)}, (13, 14), _STATE_NUMBER),
    "state-a5": Wanted(
        "A5", 148, 210, _HALF_SHEET, {MOTTO: (10, 10), SECOND: (11, 11)}, (12, 12), _STATE_NUMBER
    ),
    "party": Wanted("A4", 210, 297, _DECREE, {PARTY: (15, 15)}, (14, 15), _PARTY_NUMBER),
    "party-2026": Wanted("A4", 210, 297, _PARTY_MARGINS, {PARTY: (15, 15)}, (14, 15), _PARTY_NUMBER),
}


def docx_lines(data: bytes) -> list[str]:
    """Every paragraph with words, in reading order, tables included; the foot of page 1 last."""
    document = docx.Document(io.BytesIO(data))
    paras = [*document.element.body.iter(qn("w:p")), *_foot(document).iter(qn("w:p"))]
    return [line for paragraph in paras if (line := _line(paragraph)).strip(" \u00a0")]


def _foot(document):
    return document.sections[0].first_page_footer._element


def _line(paragraph) -> str:
    marks = {qn("w:t"): lambda node: node.text or "", qn("w:br"): lambda _: " "}
    return "".join(marks[node.tag](node) for node in paragraph.iter() if node.tag in marks)


_JOINTS = re.compile(r'([-/.,;:@_()“”"])')


def words(text: str) -> Counter:
    """Words and joints: a line may break after a hyphen or a slash without that being another text."""
    return Counter(_JOINTS.sub(r" \1 ", text.replace("\u200b", "")).split())


def unboxed(text: str) -> str:
    """The plain text as printed: a ticked box holds an X, an empty one nothing."""
    return text.replace("[X]", " X ").replace("[ ]", " ")


def letters(text: str) -> Counter:
    """Every printed sign, spaces aside: nothing can be lost or added without changing this."""
    return Counter(letter for letter in text if not letter.isspace() and letter != "\u200b")


def pdf_letters(data: bytes) -> Counter:
    """Signs of every page, without the page number in the top margin."""
    total: Counter = Counter()
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages, 1):
        found = letters(page.extract_text())
        if number > 1:
            found -= letters(str(number))
        total += found
    return total


def pdf_pages(data: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def pdf_fonts(data: bytes) -> set[str]:
    fonts = set()
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts.add(font.get_object()["/BaseFont"].split("+")[1])
    return fonts


def _runs(document, text: str):
    for paragraph in document.element.body.iter(qn("w:p")):
        if _line(paragraph) == text:
            return [docx.text.run.Run(run, None) for run in paragraph.iter(qn("w:r"))]
    return []


def layout_defects(data: bytes, profile: str) -> list[str]:
    """What a registry clerk would send back: margins, font, motto, page number, number, date (NĐ 30/2020, Phụ lục I)."""
    document, wanted = docx.Document(io.BytesIO(data)), WANTED[profile]
    defects = []
    for section in document.sections:
        wide, high = Mm(wanted.width), Mm(wanted.height)
        if section.orientation == WD_ORIENT.LANDSCAPE:
            wide, high = high, wide
        if abs(section.page_width - wide) > Mm(0.2) or abs(section.page_height - high) > Mm(0.2):
            defects.append(f"paper is not {wanted.paper}")
        for side, (least, most) in wanted.margins.items():
            if not least - 0.1 <= getattr(section, f"{side}_margin").mm <= most + 0.1:
                defects.append(f"{side} margin")
    defects += _number_defects(document) + _font_defects(document, wanted)
    defects += _head_defects(document, wanted)
    return defects + _table_defects(document)


def _table_defects(document) -> list[str]:
    """Heads of tables that are not repeated on the next page, and signatures that may stand alone on one."""
    defects = []
    for table in document.tables:
        rows, bordered = table.rows, table._tbl.tblPr.find(qn("w:tblBorders")) is not None
        if bordered and len(rows) > 2 and _bold(rows[0]) and not _bold(rows[1]) and not _repeated(rows[0]):
            defects.append(f"table head not repeated: {rows[0].cells[0].text}")
        words = "".join(table._tbl.itertext())
        if not bordered and ("Nơi nhận:" in words or "(Ký" in words) and not _held(table._tbl.getprevious()):
            defects.append("signatures may stand alone")
    return defects


def _bold(row) -> bool:
    return all(run.bold for cell in row.cells for para in cell.paragraphs for run in para.runs)


def _repeated(row) -> bool:
    return row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def _held(block) -> bool:
    """Whether what stands above a table, behind the empty line between, is kept with it."""
    while block is not None and not _line(block).strip():
        block = block.getprevious()
    return block is not None and next(block.iter(qn("w:keepNext")), None) is not None


def _number_defects(document) -> list[str]:
    first = document.sections[0]
    header = first.header
    if not first.different_first_page_header_footer:
        return ["page number on page 1"]
    if "PAGE" not in "".join(header._element.itertext()) or header.paragraphs[0].alignment != 1:
        return ["page number not centred in the top margin"]
    return (
        ["words in the header of page 1"]
        if "".join(first.first_page_header._element.itertext()).strip()
        else []
    )


def _font_defects(document, wanted: Wanted) -> list[str]:
    defects = []
    named = {node.get(qn("w:ascii")) for node in document.styles.element.iter(qn("w:rFonts"))}
    named |= {node.get(qn("w:ascii")) for node in document.element.iter(qn("w:rFonts"))}
    if named != {"Times New Roman"}:
        defects.append(f"fonts {sorted(map(str, named))}")
    base = int(next(document.styles.element.iter(qn("w:sz"))).get(qn("w:val"))) / 2
    if not wanted.body[0] <= base <= wanted.body[1]:
        defects.append(f"body of {base} points")
    coloured = [*document.element.iter(qn("w:color")), *document.styles.element.iter(qn("w:color"))]
    if any(node.get(qn("w:val")) != "000000" for node in coloured):
        defects.append("not black")
    return defects


def _head_defects(document, wanted: Wanted) -> list[str]:
    defects = []
    base = int(next(document.styles.element.iter(qn("w:sz"))).get(qn("w:val"))) / 2
    for text, (least, most) in wanted.mottos.items():
        runs = _runs(document, text)
        if not runs:
            defects.append(f"missing: {text}")
        elif not all(run.bold for run in runs):
            defects.append(f"not bold: {text}")
        elif not all(least <= (run.font.size.pt if run.font.size else base) <= most for run in runs):
            defects.append(f"size: {text}")
    if PARTY in wanted.mottos and _runs(document, MOTTO):
        defects.append("a Party paper bears the State's motto")
    for paragraph in document.tables[0]._element.iter(qn("w:p")):
        line = _line(paragraph)
        if ", ngày" in line and not PLACE_DATE.fullmatch(line):
            defects.append(f"date: {line}")
        if line.startswith("Số") and not wanted.number.fullmatch(line):
            defects.append(f"number: {line}")
    return defects


class Placed(NamedTuple):
    """Words of a PDF page: millimetres of their first letter from the left and from the top, font and size."""

    text: str
    x: float
    y: float
    font: str
    size: float


def _placed(page) -> list[Placed]:
    found, height = [], float(page.mediabox.height)

    def visit(text, outer, inner, font, size):
        if text.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            scale = abs(inner[3] * outer[3]) or 1
            name = font["/BaseFont"].split("+")[-1]
            found.append(
                Placed(text.strip(), x / 72 * 25.4, (height - y) / 72 * 25.4, name, round(size * scale, 1))
            )

    page.extract_text(visitor_text=visit)
    return found


def pdf_defects(data: bytes, profile: str) -> list[str]:
    """The same of the finished PDF: paper, margins, motto on the right above, number left, date right, page numbers."""
    defects, wanted = [], WANTED[profile]
    top, bottom, left, right = (wanted.margins[side][0] for side in ("top", "bottom", "left", "right"))
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    for number, page in enumerate(pages, 1):
        wide, high = (round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
        if sorted((wide, high)) != [wanted.width, wanted.height]:
            defects.append(f"page {number} is not {wanted.paper}")
        words = _placed(page)
        above = [one.text for one in words if one.y < top - 0.5]
        if above != ([] if number == 1 else [str(number)]):
            defects.append(f"page {number}: {above} in the top margin")
        inside = [one for one in words if one.y >= top - 0.5]
        beside = [one.text for one in inside if not left - 0.5 <= one.x <= wide - right + 0.5]
        below = [one.text for one in words if one.y > high - bottom + 0.5]
        if number == 1 and " ".join(below).startswith(DRAFT):
            below = [one.text for one in words if one.y > high - EDGE]
        defects += [f"page {number}: “{text[:30]}” in the margin" for text in [*beside, *below]]
        defects += [f"page {number}: set in {font}" for font in {one.font for one in words} - FACES]
        if number > 1 and inside:
            defects += _top_defects(number, inside)
    return defects + _pdf_head_defects(_placed(pages[0]), float(pages[0].mediabox.width) / 72 * 25.4, wanted)


def _top_defects(number: int, inside: list[Placed]) -> list[str]:
    """What a later page may not begin with: a row without its table's head, signatures without company."""
    first = min(inside, key=lambda one: (round(one.y), one.x))
    leftmost = min([one for one in inside if one.y < first.y + 10], key=lambda one: one.x)
    if re.fullmatch(r"\d+", leftmost.text):
        return [f"page {number}: row {leftmost.text} without the head of its table"]
    signed = any(one.text.startswith(("Nơi nhận", "(Ký")) for one in inside if one.y < first.y + 14)
    if signed and (first.text.startswith("Nơi nhận") or first.text.isupper()):
        return [f"page {number}: signatures alone"]
    return []


def _pdf_head_defects(words: list[Placed], wide: float, wanted: Wanted) -> list[str]:
    defects = []
    for motto, (least, most) in wanted.mottos.items():
        found = [one for one in words if one.text == motto and one.x > wide * 0.4 and one.y < 38]
        if not found:  # a form code may stand above
            defects.append(f"no motto on the right: {motto}")
        elif not found[0].font.endswith("-Bold"):
            defects.append(f"not bold: {motto}")
        elif not least <= found[0].size <= most:
            defects.append(f"size: {motto}")
    for text, x, *_ in [one for one in words if one.y < 60]:
        if text.startswith("Số:") or (text.startswith("Số ") and PARTY in wanted.mottos):
            defects += [f"number on the right: {text}"] if x > wide / 2 else []
            defects += [] if wanted.number.fullmatch(text) else [f"number: {text}"]
        if ", ngày" in text and text[0].isupper():
            whole = PLACE_DATE.fullmatch(text)
            defects += [f"date on the left: {text}"] if whole and x < wide * 0.4 else []
            defects += [] if whole or x < wide * 0.4 else [f"date: {text}"]
    return defects
