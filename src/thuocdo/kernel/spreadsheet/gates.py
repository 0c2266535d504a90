"""What may be opened at all. Everything here happens before the file is read as a table."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from ..findings import Finding, Refused


@dataclass(frozen=True)
class Limits:
    """How much of a file is too much."""

    bytes: int = 5 * 2**20
    inflated_bytes: int = 200 * 2**20
    rows: int = 100_000
    cells: int = 5_000_000  # the reader lays a sheet out as a full rectangle
    members: int = 2_000  # files inside a zipped workbook


LIMITS = Limits()


class FileKind(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def refusal(code: str, **facts: object) -> Refused:
    return Refused([Finding(code, facts=facts)])


def kind_of(data: bytes, file_name: str, limits: Limits) -> FileKind:
    """By content; the name is only believed for plain text. Refuses what cannot or must not be opened."""
    if not data.strip():
        raise refusal("sheet.empty_file")
    if len(data) > limits.bytes:
        raise refusal("sheet.too_large", megabytes=-(-len(data) // 2**20), limit=limits.bytes // 2**20)
    if data.startswith(b"PK"):
        return _zipped_kind(data, limits)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refusal("sheet.locked")
        return FileKind.XLS
    start = data[:2048].lower().replace(b"\0", b"")
    if b"<html" in start or b"<table" in start or b"<!doctype" in start:
        raise refusal("sheet.web_page")
    if start.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n").startswith((b"<?xml", b"%pdf", b"{\\rtf")):
        raise refusal("sheet.wrong_kind", file_name=file_name)
    if not file_name.lower().endswith((".csv", ".tsv", ".txt")):
        raise refusal("sheet.wrong_kind", file_name=file_name)
    return FileKind.CSV


_UNREADABLE = (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, OSError, RuntimeError)


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of a zipped workbook; refused where the zip is damaged there (NotImplementedError is a RuntimeError)."""
    try:
        return archive.read(name)
    except _UNREADABLE as error:
        raise refusal("sheet.broken") from error


def _zipped_kind(data: bytes, limits: Limits) -> FileKind:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE as error:
        raise refusal("sheet.broken") from error
    members = archive.infolist()
    names = {entry.filename for entry in members}
    if len(members) > limits.members:
        raise refusal("sheet.bomb")
    if any(entry.flag_bits & 1 for entry in members):
        raise refusal("sheet.locked")
    if "xl/workbook.bin" in names:
        raise refusal("sheet.wrong_kind", file_name="XLSB")
    is_ods = "content.xml" in names and "xl/workbook.xml" not in names
    if not is_ods and "xl/workbook.xml" not in names:
        raise refusal("sheet.wrong_kind", file_name="ZIP")
    _refuse_bomb(data, members, limits)
    if "xl/vbaProject.bin" in names or (
        not is_ods and b"macroEnabled" in member(archive, "[Content_Types].xml")
    ):
        raise refusal("sheet.macros")
    if is_ods:
        _refuse_wide_ods(member(archive, "content.xml"), limits)
    return FileKind.ODS if is_ods else FileKind.XLSX


def _refuse_bomb(data: bytes, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Inflate every member and count: the sizes a zip declares are only claims."""
    left = limits.inflated_bytes
    for entry in members:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal("sheet.broken")
        left -= _true_size(data, entry, left)
        if left < 0:
            raise refusal("sheet.bomb")


def _true_size(data: bytes, entry: zipfile.ZipInfo, most: int) -> int:
    """The inflated size of a member in bytes; anything above `most` once that is passed."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size
    head = entry.header_offset
    start = head + 30 + int.from_bytes(data[head + 26 : head + 28], "little")
    start += int.from_bytes(data[head + 28 : head + 30], "little")
    inflater, size, rest = zlib.decompressobj(-15), 0, data[start : start + entry.compress_size]
    try:
        while rest and size <= most:
            size += len(inflater.decompress(rest, 2**20))
            rest = inflater.unconsumed_tail
    except zlib.error as error:
        raise refusal("sheet.broken") from error
    return size


_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*>")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>(?!</)")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW_AT = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d{1,7})[\"']")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s/>]")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def refuse_wide_xlsx(sheet_xml: bytes, limits: Limits) -> None:
    """One value in the last cell of a sheet would make the reader lay out 17 thousand million cells."""
    cells = _CELL.findall(sheet_xml)
    unplaced = len(_ANY_CELL.findall(sheet_xml)) > len(cells)
    rows, columns = _bounds(cells)
    if rows > limits.rows or rows * columns > limits.cells:  # styled but empty cells do not count
        rows, columns = _bounds(_FILLED_CELL.findall(sheet_xml))
    if unplaced:  # cells without a reference follow one another
        parts = _ROW_TAG.split(sheet_xml)
        rows = max(rows, len(parts), *(int(number) for number in _ROW_AT.findall(sheet_xml)), 0)
        columns += max(len(_ANY_CELL.findall(part)) for part in parts)
    _refuse_wide(rows, columns, limits)


def _bounds(cells: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    rows = max(map(int, {row for _, row in cells}), default=0)
    return rows, max(map(_column_number, {column for column, _ in cells}), default=0)


def _refuse_wide_ods(content: bytes, limits: Limits) -> None:
    """The same for a repeated cell or row with something in it."""
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    value_type = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
    tags = (table + "table-cell", table + "table-row", table + "table")
    rows = columns = width = filled = 0
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True
        ):
            if element.tag == table + "table-cell":
                width += int(element.get(table + "number-columns-repeated", 1))
                filled = width if len(element) or element.get(value_type) else filled
            elif element.tag == table + "table-row":
                again = int(element.get(table + "number-rows-repeated", 1))
                rows += again if filled or again < limits.rows else 0  # the empty rest of a sheet
                columns, width, filled = max(columns, filled), 0, 0
                element.clear()
            else:
                _refuse_wide(rows, columns, limits)
                rows = columns = 0
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusal("sheet.broken") from error


def _refuse_wide(rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise refusal("sheet.too_many_rows", rows=rows, limit=limits.rows)
    if rows * columns > limits.cells:
        raise refusal("sheet.too_wide", columns=columns)
