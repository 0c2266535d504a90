"""Word files made by hand: of paragraphs and tables as a clerk writes them, and such as mean harm."""

import io
import re
import zipfile
from collections.abc import Mapping

from docx import Document

DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def word_of(*paragraphs: str, rows: list[list[str]] | None = None) -> bytes:
    """A file of these paragraphs and one table."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(document)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(docx: bytes) -> list[str]:
    """Its paragraphs, then the cells of its tables row by row."""
    document = Document(io.BytesIO(docx))
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs] + rows


def changed(docx: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same file with some parts put in, changed, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, data in parts.items():
            if data is not None:
                after.writestr(name, data)
    return out.getvalue()


def part_of(docx: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name).decode()


def with_relation(docx: bytes, kind: str, target: str, mode: str = "External") -> bytes:
    """The file with one more relation of its document."""
    relation = (
        f'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    text = part_of(docx, RELATIONS).replace("</Relationships>", relation)
    return changed(docx, {RELATIONS: text.encode()})


def in_body(docx: bytes, xml: str) -> bytes:
    """The file with some XML at the beginning of its body."""
    text = re.sub(r"(<w:body>)", lambda found: found[1] + xml, part_of(docx, DOCUMENT), count=1)
    return changed(docx, {DOCUMENT: text.encode()})
