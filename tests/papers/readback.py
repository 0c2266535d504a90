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
    return defects


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


def _placed(page) -> list[tuple[str, float, float]]:
    """Words of a PDF page with the place of their first letter: millimetres from the left and from the top."""
    found, height = [], float(page.mediabox.height)

    def visit(text, outer, inner, *_):
        if text.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((text.strip(), x / 72 * 25.4, (height - y) / 72 * 25.4))

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
        above = [text for text, _, y in words if y < top - 0.5]
        if above != ([] if number == 1 else [str(number)]):
            defects.append(f"page {number}: {above} in the top margin")
        beside = [
            text for text, x, y in words if y >= top - 0.5 and not left - 0.5 <= x <= wide - right + 0.5
        ]
        below = [text for text, _, y in words if y > high - bottom + 0.5]
        if number == 1 and " ".join(below).startswith(DRAFT):
            below = [text for text, _, y in words if y > high - EDGE]
        defects += [f"page {number}: “{text[:30]}” in the margin" for text in [*beside, *below]]
    return defects + _pdf_head_defects(_placed(pages[0]), float(pages[0].mediabox.width) / 72 * 25.4, wanted)


def _pdf_head_defects(words: list[tuple[str, float, float]], wide: float, wanted: Wanted) -> list[str]:
    motto = next(iter(wanted.mottos))
    top = [(text, x) for text, x, y in words if y < 34]  # a form code may stand above
    defects = (
        []
        if any(text == motto and x > wide * 0.4 for text, x in top)
        else [f"no motto on the right: {motto}"]
    )
    head = [(text, x) for text, x, y in words if y < 60]
    for text, x in head:
        if re.fullmatch(r"Số:? .*|Số:.*", text) and x > wide / 2:
            defects.append(f"number on the right: {text}")
        if PLACE_DATE.fullmatch(text) and x < wide * 0.4:
            defects.append(f"date on the left: {text}")
    return defects
