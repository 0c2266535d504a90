"""From bytes to grids: every sheet as rows of values, with merged ranges and cells that hold no usable value."""

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from .gates import FileKind, Limits, kind_of, member, refusal, refuse_wide_xlsx
from .values import Value, value_of

Place = tuple[int, int]  # row and column, both from 0


@dataclass(frozen=True)
class Grid:
    """One sheet. `spans`: merged ranges, first and last place; `defects`: place -> code of what is wrong there."""

    name: str
    rows: list[list[Value]]
    spans: tuple[tuple[Place, Place], ...] = ()
    defects: dict[Place, str] = field(default_factory=dict)


def grids_of(data: bytes, file_name: str, limits: Limits) -> Iterator[Grid]:
    """The visible sheets of a workbook in their order; a text file once for each separator it may have."""
    kind = kind_of(data, file_name, limits)
    return _text_grids(data, limits) if kind is FileKind.CSV else _workbook_grids(data, kind, limits)


# --- workbooks ---


def _workbook_grids(data: bytes, kind: FileKind, limits: Limits) -> Iterator[Grid]:
    xmls = _sheet_xmls(data) if kind is FileKind.XLSX else {}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for sheet in book.sheets_metadata:
                if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
                    yield _sheet_grid(book, sheet.name, xmls.get(sheet.name), kind, limits)
    except PasswordError as error:
        raise refusal("sheet.locked") from error
    except CalamineError as error:
        raise refusal("sheet.broken") from error
    except BaseException as error:
        # The reader is compiled; where it gives up on a malformed file it raises outside of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise refusal("sheet.broken") from error


def _sheet_grid(book: CalamineWorkbook, name: str, xml: bytes | None, kind: FileKind, limits: Limits) -> Grid:
    if kind is FileKind.XLSX:
        if xml is None:
            raise refusal("sheet.broken")
        refuse_wide_xlsx(xml, limits)
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return Grid(name, [])
    if sheet.total_height > limits.rows:
        raise refusal("sheet.too_many_rows", rows=sheet.total_height, limit=limits.rows)
    empty: list[Value] = [None] * sheet.start[1]  # the reader leaves out empty columns at the left
    rows = [empty + [value_of(raw) for raw in row] for row in sheet.iter_rows()]
    return Grid(name, rows, tuple(sheet.merged_cell_ranges or ()), _xml_defects(xml) if xml else {})


def _sheet_xmls(data: bytes) -> dict[str, bytes]:
    """The XML of each sheet by the sheet's name: the reader shows neither errors nor formulas without a result."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    archive = zipfile.ZipFile(io.BytesIO(data))
    try:
        rels = etree.fromstring(member(archive, "xl/_rels/workbook.xml.rels"), parser)
        targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
        book = etree.fromstring(member(archive, "xl/workbook.xml"), parser)
        found = {}
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            path = posixpath.normpath(posixpath.join("/xl", targets.get(relation, ""))).lstrip("/")
            if path in archive.NameToInfo:
                found[sheet.get("name", "")] = member(archive, path)
    except etree.XMLSyntaxError as error:
        raise refusal("sheet.broken") from error
    return found


_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*\bt=[\"']str[\"'])[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*>\s*"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:(?<=/)>|>[^<]*</(?:\w+:)?f>)(?!\s*<(?:\w+:)?v>[^<])"
)


def _xml_defects(xml: bytes) -> dict[Place, str]:
    defects = {_place(*found.groups()): "sheet.error_value" for found in _ERROR_CELL.finditer(xml)}
    if re.search(rb"<(?:\w+:)?f[\s/>]", xml):
        defects |= {_place(*found.groups()): "sheet.formula" for found in _UNCOMPUTED.finditer(xml)}
    return defects


def _place(letters: bytes, row: bytes) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1


# --- text ---


def _text_grids(data: bytes, limits: Limits) -> Iterator[Grid]:
    text = _decoded(data)
    separators = ",;\t|"
    if hint := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):  # written by spreadsheets for themselves
        separators, text = hint[1], "\n" + text[hint.end() :]  # keep the numbers of the rows
    for separator in separators:
        yield Grid("", _text_rows(text, separator, limits))


def _text_rows(text: str, separator: str, limits: Limits) -> list[list[Value]]:
    rows: list[list[Value]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([value_of(raw) for raw in row])
            if len(rows) > limits.rows:
                raise refusal("sheet.too_many_rows", rows=len(rows), limit=limits.rows)
    except csv.Error as error:  # a quote that is never closed, most often
        raise refusal("sheet.broken_text", row=len(rows) + 1) from error
    return rows


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 with or without their mark, else the old Vietnamese code page of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        guesses = ["utf-16"]
    elif b"\0" in data[:200]:
        guesses = ["utf-16-le"] if data[1:200:2].count(0) > data[:200:2].count(0) else ["utf-16-be"]
    else:
        guesses = ["utf-8-sig", "cp1258"]
    for guess in guesses:
        try:
            text = data.decode(guess)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refusal("sheet.encoding")
