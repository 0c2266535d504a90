"""Files that people attach, and some that they had better not."""

import struct
from io import BytesIO
from zipfile import ZipFile

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
JPG = b"\xff\xd8\xff\xe0" + bytes(16)


def zipped(*names: str) -> bytes:
    """A zip with these parts."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")
MACRO = zipped("word/document.xml", "word/vbaProject.bin")


def forged(at: int, value: int) -> bytes:
    """A zip whose central directory lies: two bytes at `at` of its first entry."""
    data = bytearray(DOCX)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + at, value)
    return bytes(data)


FORGED = {
    "needs version 99": forged(6, 990),
    "name beyond the end": forged(28, 60_000),
    "extra beyond the end": forged(30, 60_000),
    "cut": DOCX[: len(DOCX) // 2],
    "only the end": DOCX[-22:],
}
