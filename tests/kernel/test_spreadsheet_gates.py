"""Files that must not be opened, and limits that keep the machine on its feet."""

import io
import random
import zipfile

import openpyxl
import pytest

from tests.kernel.test_spreadsheet import read, refusal, said
from tests.office.sheets import saved, workbook
from thuocdo.kernel.findings import Refused
from thuocdo.kernel.spreadsheet import Limits


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(data))
    return zipped({member: source.read(member) for member in source.namelist()} | {name: content})


PLAIN = workbook([["Họ và tên", "Đơn vị"], ["Lan", "TH"]])


@pytest.mark.parametrize(
    ("data", "file_name", "code"),
    [
        (b"", "ds.xlsx", "sheet.empty_file"),
        (b" \n", "ds.csv", "sheet.empty_file"),
        (b"a" * (5 * 2**20 + 1), "ds.csv", "sheet.too_large"),
        (b"%PDF-1.7 ...", "ds.csv", "sheet.wrong_kind"),
        ("Họ và tên,Đơn vị\nLan,TH".encode(), "ds.exe", "sheet.wrong_kind"),
        (b"<html><table><tr><td>", "ds.xls", "sheet.web_page"),
        (b"PK\x03\x04 not a zip", "ds.xlsx", "sheet.broken"),
        (PLAIN[:-400], "ds.xlsx", "sheet.broken"),
        (zipped({"word/document.xml": b"<w/>"}), "ds.xlsx", "sheet.wrong_kind"),
        (zipped({"xl/workbook.bin": b"x"}), "ds.xlsb", "sheet.wrong_kind"),
        (with_member(PLAIN, "xl/vbaProject.bin", b"x"), "ds.xlsm", "sheet.macros"),
        (with_member(PLAIN, "xl/workbook.xml", b"<broken"), "ds.xlsx", "sheet.broken"),
        (with_member(PLAIN, "xl/worksheets/sheet1.xml", b"\x00\x01"), "ds.xlsx", "sheet.broken"),
        (with_member(PLAIN, "xl/media/zeros", bytes(201 * 2**20)), "ds.xlsx", "sheet.bomb"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ds.xls", "sheet.broken"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "ds.xlsx", "sheet.locked"),
        (b"\x81\x8d\xff\x00\x81", "ds.csv", "sheet.encoding"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_must_not_be_opened(data, file_name, code):
    assert refusal(data, file_name) == code


def test_a_zip_that_lies_about_its_size_is_still_a_bomb():
    data = bytearray(with_member(PLAIN, "xl/media/zeros", bytes(30 * 2**20)))
    size = (30 * 2**20).to_bytes(4, "little")
    assert data.count(size) == 2
    honest = bytes(data).replace(size, (10).to_bytes(4, "little"))
    assert refusal(honest, limits=Limits(inflated_bytes=20 * 2**20)) == "sheet.bomb"


def test_a_value_in_the_last_cell_does_not_exhaust_the_machine():
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    book.active["XFD90000"] = "x"
    assert refusal(saved(book)) == "sheet.too_wide"
    book.active["A1048576"] = "x"
    assert refusal(saved(book)) == "sheet.too_many_rows"


def test_cells_without_a_place_are_counted_too():
    xml = b'<worksheet><sheetData><row r="1048576"><c t="n"><v>1</v></c></row></sheetData></worksheet>'
    assert refusal(with_member(PLAIN, "xl/worksheets/sheet1.xml", xml)) == "sheet.too_many_rows"


def test_empty_cells_with_a_colour_are_no_obstacle():
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    for row in range(3, 400):
        book.active.cell(row, 16384).fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    assert said(read(saved(book), limits=Limits(cells=5_000))) == [(2, "Lan", "TH")]


def test_rows_are_limited_in_text_files_too():
    assert refusal(b"x\n" * 30, "ds.csv", limits=Limits(rows=20)) == "sheet.too_many_rows"


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Danh sách">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


MANIFEST = b"""<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def ods(rows: list[list[str]], tail: str = "") -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": ODS.format(rows=cells + tail).encode(),
        }
    )


def test_open_document_sheets_are_read_and_their_repetitions_bounded():
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    rows = [["Họ và tên", "Đơn vị"], ["Nguyễn Thị Lan", "TH"]]
    assert said(read(ods(rows, empty), "ds.ods")) == [(2, "Nguyễn Thị Lan", "TH")]

    filled = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    assert refusal(ods(rows, filled), "ds.ods") == "sheet.too_many_rows"


def test_damaged_files_are_refused_and_never_break_the_program():
    dice = random.Random(2023)
    seen = set()
    for _ in range(600):
        damaged = bytearray(PLAIN)
        for _ in range(dice.randint(1, 30)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            seen.add(bool(read(bytes(damaged)).rows))
        except Refused as refused:
            seen.add(refused.findings[0].code)
    assert seen >= {True, "sheet.broken"}
