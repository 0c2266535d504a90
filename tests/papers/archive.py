"""What makes a PDF an archive file (ISO 19005-2, level B), read from the finished file object by object."""

import io
from collections.abc import Iterator

import pypdf
from lxml import etree
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/Rendition"}
PDFA = {"p": "http://www.aiim.org/pdfa/ns/id/"}
FILTERS = {"/FlateDecode", "/DCTDecode"}


def archive_defects(pdf: bytes) -> list[str]:
    """Every breach that can be seen without judging glyphs and colours one by one; none is a sign, not a seal."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    found = ["encrypted"] if "/Encrypt" in reader.trailer else []
    found += [] if "/ID" in reader.trailer else ["no identity"]
    found += _metadata_defects(root) + _intent_defects(root)
    found += [f"{key} of the document" for key in ("/AA", "/OpenAction", "/OCProperties") if key in root]
    found += ["files inside"] if "/EmbeddedFiles" in root.get("/Names", {}) else []
    for thing in _objects(reader):
        found += _object_defects(thing)
    return found


def _objects(reader: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, those inside others too."""
    heap = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    while heap:
        thing = heap.pop()
        if isinstance(thing, DictionaryObject):
            yield thing
        if isinstance(thing, DictionaryObject | ArrayObject):
            parts = thing.values() if isinstance(thing, DictionaryObject) else thing
            heap += [part for part in parts if isinstance(part, DictionaryObject | ArrayObject)]


def _metadata_defects(root: DictionaryObject) -> list[str]:
    stream = root.get("/Metadata")
    if stream is None:
        return ["no metadata"]
    said = etree.fromstring(stream.get_object().get_data())
    found = [
        f"metadata without {name} {wanted}"
        for name, wanted in (("part", "2"), ("conformance", "B"))
        if wanted
        not in (
            said.xpath(f"string(//@p:{name})", namespaces=PDFA),
            said.xpath(f"string(//p:{name})", namespaces=PDFA),
        )
    ]
    return found + (["metadata compressed"] if "/Filter" in stream.get_object() else [])


def _intent_defects(root: DictionaryObject) -> list[str]:
    intents = [one.get_object() for one in root.get("/OutputIntents", [])]
    kinds = [one.get("/S") for one in intents]
    profiles = [one["/DestOutputProfile"].get_data()[36:40] for one in intents if "/DestOutputProfile" in one]
    return [] if kinds == ["/GTS_PDFA1"] and profiles == [b"acsp"] else ["no output intent"]


def _object_defects(thing: DictionaryObject) -> list[str]:
    found = []
    if thing.get("/S") in ACTIONS or "/JS" in thing:
        found.append("an action")
    if isinstance(thing, StreamObject):
        filters = thing.get("/Filter", ArrayObject())
        names = filters if isinstance(filters, ArrayObject) else [filters]
        found += [f"filter {name}" for name in names if name not in FILTERS]
        found += ["a stream elsewhere"] if "/F" in thing else []
    if thing.get("/Subtype") == "/PS" or "/OPI" in thing:
        found.append("PostScript")
    if thing.get("/Subtype") in ("/Type0", "/TrueType", "/Type1") and thing.get("/Type") == "/Font":
        found += _font_defects(thing)
    if "/Opacity" in thing or thing.get("/CA", 1) != 1 or thing.get("/ca", 1) != 1 or "/SMask" in thing:
        found.append("transparent")
    if thing.get("/Type") == "/Annot" or thing.get("/Subtype") == "/Widget":
        found += (
            []
            if int(thing.get("/F", 0)) & 0b100 and not int(thing.get("/F", 0)) & 0b11
            else ["unprinted note"]
        )
    return found


def _font_defects(font: DictionaryObject) -> list[str]:
    inner = font["/DescendantFonts"][0].get_object() if font["/Subtype"] == "/Type0" else font
    descriptor = inner.get("/FontDescriptor", {})
    found = [] if {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor) else ["font not inside"]
    if font["/Subtype"] == "/Type0":
        found += [] if "/ToUnicode" in font else ["letters without meaning"]
        found += [] if font["/Encoding"] in ("/Identity-H", "/Identity-V") else ["another encoding"]
        if inner["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            found.append("no map of glyphs")
    return found
