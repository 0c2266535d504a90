"""Laid-out paper -> DOCX (ECMA-376), written directly. The same paper gives the same bytes.

Element order inside w:pPr, w:rPr, w:tblPr, w:tcPr and w:sectPr is the schema's.
"""

from functools import lru_cache
from xml.sax.saxutils import escape

from .blocks import WHOLE_ROW, Block, Cell, Document, Para, Run, Section, Table, placed
from .package import packed
from .profiles import page_mm

FONT = "Times New Roman"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADER_MM = 10  # from the paper's edge to the page number
_FOOTER_MM = 6  # from the paper's edge to the note of a draft
_CELL_TWIPS = 60


def write_docx(document: Document) -> bytes:
    """The whole file."""
    parts = {
        "[Content_Types].xml": _content_types(bool(document.foot)),
        "_rels/.rels": _PACKAGE_RELS,
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _APP,
        "word/document.xml": _document(document),
        "word/styles.xml": _styles(document.base_size),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
        "word/header1.xml": _header(document.page_number_size),
        "word/header2.xml": _EMPTY_HEADER,
        "word/_rels/document.xml.rels": _document_rels(bool(document.foot)),
    }
    if document.foot:
        parts["word/footer1.xml"] = _footer(document)
    return packed(parts)


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def _document(document: Document) -> str:
    out = [_HEAD, f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>']
    last = len(document.sections) - 1
    for number, section in enumerate(document.sections):
        width = twips(page_mm(document.paper, section.landscape)[0])
        _blocks(
            out,
            section.blocks,
            document.base_size,
            width - twips(document.margins[1]) - twips(document.margins[3]),
        )
        properties = _section(document, section, first=number == 0)
        out.append(properties if number == last else f"<w:p><w:pPr>{properties}</w:pPr></w:p>")
    out.append("</w:body></w:document>")
    return "".join(out)


def _blocks(out: list[str], blocks: list[Block], base: float, room: int) -> None:
    for block in blocks:
        if isinstance(block, Para):
            _para(out, block, base, block.keep_next, room)
        elif isinstance(block, Table):
            _table(out, block, base)
        else:
            out.append(_PAGE_BREAK)
    if blocks and isinstance(blocks[-1], Table):
        out.append(_spacer(1, keep=False))


def _section(document: Document, section: Section, first: bool) -> str:
    top, right, bottom, left = map(twips, document.margins)
    width, height = map(twips, page_mm(document.paper, section.landscape))
    turned = ' w:orient="landscape"' if section.landscape else ""
    title_page = "<w:titlePg/>" if first else ""
    footer = '<w:footerReference w:type="first" r:id="rId6"/>' if first and document.foot else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>'
        f'{footer}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{twips(_HEADER_MM)}" w:footer="{twips(_FOOTER_MM)}" w:gutter="0"/>'
        f'<w:cols w:space="708"/>{title_page}</w:sectPr>'
    )


def _para(out: list[str], para: Para, base: float, keep: bool, room: int) -> None:
    if para.rule:
        out.append(_rule(para, keep, room))
        return
    out.append("<w:p>")
    out.append(
        _properties(
            para.align,
            para.first,
            para.left,
            para.before,
            para.spacing,
            keep,
            para.outline,
            room if para.leader else 0,
            para.size,
            base,
        )
    )
    out.extend([_run(run, para.size, base) for run in para.runs])
    if para.leader:
        out.append("<w:r><w:tab/></w:r>")
    out.append("</w:p>")


@lru_cache(maxsize=2048)
def _properties(
    align: str,
    first: float,
    left: float,
    before: float,
    spacing: float,
    keep: bool,
    outline: int,
    leader: int,
    size: float,
    base: float,
) -> str:
    bits = ["<w:pPr>"]
    if keep:
        bits.append("<w:keepNext/>")
    if leader:
        bits.append(f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{leader}"/></w:tabs>')
    if before or spacing != 1:
        bits.append(
            f'<w:spacing w:before="{round(before * 20)}" w:line="{round(spacing * 240)}" w:lineRule="auto"/>'
        )
    if first or left:
        bits.append(f'<w:ind w:left="{twips(left)}" w:firstLine="{twips(first)}"/>')
    if align != "left":
        bits.append(f'<w:jc w:val="{"both" if align == "justify" else align}"/>')
    if outline:
        bits.append(f'<w:outlineLvl w:val="{outline - 1}"/>')
    if size != base:
        bits.append(f"<w:rPr>{_size(size)}</w:rPr>")
    bits.append("</w:pPr>")
    return "".join(bits) if len(bits) > 2 else ""


def _size(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


@lru_cache(maxsize=512)
def _style(bold: bool, italic: bool, underline: bool, boxed: bool, size: float, base: float) -> str:
    bits = "<w:b/><w:bCs/>" if bold else ""
    bits += "<w:i/><w:iCs/>" if italic else ""
    bits += _size(size) if size != base else ""
    bits += '<w:u w:val="single"/>' if underline else ""
    bits += '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="auto"/>' if boxed else ""
    return f"<w:rPr>{bits}</w:rPr>" if bits else ""


def _run(run: Run, size: float, base: float) -> str:
    style = _style(*run[1:], size, base)
    text = run[0]
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    if "\n" not in text:
        return f'<w:r>{style}<w:t xml:space="preserve">{text}</w:t></w:r>'
    lines = (f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in text.split("\n"))
    return f"<w:r>{style}{'<w:br/>'.join(lines)}</w:r>"


def _rule(para: Para, keep: bool, room: int) -> str:
    """A drawn line: the upper border of a short empty paragraph, moved in from both sides."""
    side = max(0, (room - twips(para.rule)) // 2)
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}"
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        '<w:spacing w:before="40" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/><w:rPr><w:sz w:val="4"/><w:szCs w:val="4"/></w:rPr></w:pPr></w:p>'
    )


def _spacer(points: float, keep: bool) -> str:
    """An empty line of a given height; it also keeps two tables from growing together."""
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}"
        f'<w:spacing w:line="{max(20, round(points * 20))}" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
    )


_PAGE_BREAK = (
    '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr><w:br w:type="page"/></w:r></w:p>'
)


def _table(out: list[str], table: Table, base: float) -> None:
    if out[-1].endswith("</w:tbl>") or table.before:
        out.append(_spacer(table.before or 1, keep=True))
    widths = [twips(width) for width in table.widths]
    out.append(_table_head(tuple(widths), table.bordered, twips(table.indent)))
    last = len(table.rows) - 1
    for number, (row, line) in enumerate(zip(table.rows, placed(table), strict=True)):
        keep = table.keep_next if number == last else (table.together or row.header or row.leading)
        bits = ("<w:cantSplit/>" if row.letters < WHOLE_ROW else "") + (
            "<w:tblHeader/>" if row.header else ""
        )
        out.append(f"<w:tr><w:trPr>{bits}</w:trPr>" if bits else "<w:tr>")
        for column, cell, continued in line:
            _cell(
                out, cell, sum(widths[column : column + cell.columns]), continued, table.bordered, base, keep
            )
        out.append("</w:tr>")
    out.append("</w:tbl>")


@lru_cache(maxsize=256)
def _table_head(widths: tuple[int, ...], bordered: bool, indent: int) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if bordered else ""
    margin, upright = _CELL_TWIPS, 30 if bordered else 0
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f'{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{upright}" w:type="dxa"/>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="{upright}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _cell(
    out: list[str], cell: Cell, width: int, continued: bool, bordered: bool, base: float, keep: bool
) -> None:
    out.append(_cell_head(width, cell.columns, cell.rows, continued, bordered))
    if continued:
        out.append(_spacer(1, keep))
    else:
        for para in cell.paras:
            _para(out, para, base, keep or para.keep_next, width - 2 * _CELL_TWIPS)
    out.append("</w:tc>")


@lru_cache(maxsize=1024)
def _cell_head(width: int, columns: int, rows: int, continued: bool, bordered: bool) -> str:
    bits = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    bits += f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    if rows > 1:
        bits += "<w:vMerge/>" if continued else '<w:vMerge w:val="restart"/>'
    bits += '<w:vAlign w:val="center"/>' if bordered else ""
    return f"<w:tc><w:tcPr>{bits}</w:tcPr>"


@lru_cache(maxsize=16)
def _styles(base: float) -> str:
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="000000"/>{_size(base)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


@lru_cache(maxsize=16)
def _header(size: float) -> str:
    def run(inner: str) -> str:
        return f"<w:r><w:rPr>{_size(size)}</w:rPr>{inner}</w:r>"

    field = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>2</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    return f'{_HEAD}<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field}</w:p></w:hdr>'


def _footer(document: Document) -> str:
    out = [f'{_HEAD}<w:ftr xmlns:w="{_W}">']
    for para in document.foot:
        _para(out, para, document.base_size, keep=False, room=0)
    return "".join([*out, "</w:ftr>"])


def _core(document: Document) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:creator>{escape(document.issuer)}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


_EMPTY_HEADER = f'{_HEAD}<w:hdr xmlns:w="{_W}"><w:p/></w:hdr>'
_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'
)
_FONTS = (
    f'{_HEAD}<w:fonts xmlns:w="{_W}"><w:font w:name="{FONT}"><w:charset w:val="00"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Thuoc Do</Application></Properties>"
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_OFFICE}.fontTable+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_OFFICE}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{_OFFICE}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
)
_FOOTER_TYPE = f'<Override PartName="/word/footer1.xml" ContentType="{_OFFICE}.footer+xml"/>'


def _content_types(foot: bool) -> str:
    return f"{_TYPES}{_FOOTER_TYPE if foot else ''}</Types>"


def _relations(*targets: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(lines)}</Relationships>"
    )


_PACKAGE_RELS = _relations(
    (f"{_R}/officeDocument", "word/document.xml"),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    (f"{_R}/extended-properties", "docProps/app.xml"),
)


def _document_rels(foot: bool) -> str:
    return _relations(
        (f"{_R}/styles", "styles.xml"),
        (f"{_R}/settings", "settings.xml"),
        (f"{_R}/fontTable", "fontTable.xml"),
        (f"{_R}/header", "header1.xml"),
        (f"{_R}/header", "header2.xml"),
        *([(f"{_R}/footer", "footer1.xml")] if foot else []),
    )
