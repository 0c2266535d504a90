"""Opening a DOCX that somebody uploaded: nothing in it may run, reach outside, or grow past its bounds."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from thuocdo.kernel.findings import Finding, Refused, refuse_if

LARGEST = 5 * 2**20  # bytes, as it comes
_UNPACKED = 25 * 2**20  # bytes of all its parts
_WRITTEN = 8 * 2**20  # bytes of one part of text
_PARTS = 400
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOT_RELS = "_rels/.rels"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# By the last word of its type. Anything else carries programs, other files, or what Word fetches from elsewhere.
_TAKEN = re.compile(
    r"officeDocument|styles(WithEffects)?|(web)?[sS]ettings|fontTable|font|theme|numbering|header|footer|footnotes|endnotes"
    r"|image|hyperlink|(core|extended|custom)-properties|customXml(Props)?|thumbnail|people|glossaryDocument|comments\w*"
)
_SAFE_LINK = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_FETCHING_FIELD = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|MACROBUTTON|EMBED|CONTROL|HTMLACTIVEX)\b",
    re.IGNORECASE,
)
_UNSETTLED = [f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference")]


def opened(data: bytes) -> dict[str, bytes]:
    """The parts of the file by name, in its order; `Refused` with every reason why it cannot be taken."""
    if len(data) > LARGEST:
        raise Refused([Finding("paper.word_too_large", facts={"megabytes": LARGEST // 2**20})])
    parts = _unpacked(data)
    trees = {name: _tree(name, part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    main = trees.get("word/document.xml")
    if main is None or main.tag != f"{W}document" or "w" not in main.nsmap or _ROOT_RELS not in trees:
        raise Refused([_not_word()])
    refuse_if(_content_types(trees["[Content_Types].xml"]))
    found = [finding for name, tree in trees.items() for finding in _defects(name, tree)]
    refuse_if(_once(found))
    return parts


def _not_word() -> Finding:
    return Finding("paper.word_not_docx")


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Every part, with no more bytes taken out than the bound, whatever the archive says of itself."""
    parts: dict[str, bytes] = {}
    left = _UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _PARTS:
                raise Refused([Finding("paper.word_swollen")])
            for entry in entries:
                with archive.open(entry) as packed:
                    part = packed.read(left + 1)
                left -= len(part)
                if left < 0 or (len(part) > _WRITTEN and entry.filename.endswith((".xml", ".rels"))):
                    raise Refused([Finding("paper.word_swollen")])
                if entry.filename in parts or not _plain_name(entry.filename):
                    raise Refused([_not_word()])
                parts[entry.filename] = part
    except Refused:
        raise
    except Exception as error:  # a forged file makes the unpackers of the standard library raise anything
        raise Refused([_not_word()]) from error
    if "[Content_Types].xml" not in parts:
        raise Refused([_not_word()])
    return parts


def _plain_name(name: str) -> bool:
    return name.isascii() and ".." not in name and not name.startswith("/") and "\\" not in name


def parser() -> etree.XMLParser:
    """No entities, no document type, no network, bounded depth."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _tree(name: str, part: bytes) -> Any:
    try:
        tree = etree.fromstring(part, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused([_not_word()]) from error
    if tree.getroottree().docinfo.doctype:
        raise Refused([Finding("paper.word_entities")])
    return tree


def _content_types(tree: Any) -> list[Finding]:
    types = {entry.get("PartName", ""): entry.get("ContentType", "") for entry in tree}
    everything = " ".join(entry.get("ContentType", "") for entry in tree).lower()
    if "macroenabled" in everything or "vbaproject" in everything or "activex" in everything:
        return [Finding("paper.word_macros")]
    return [] if types.get("/word/document.xml") == _MAIN else [_not_word()]


def _defects(name: str, tree: Any) -> Iterator[Finding]:
    if name.endswith(".rels"):
        for relation in tree.iter(_RELATION):
            yield from _of_relation(relation)
        return
    fields = [element.text or "" for element in tree.iter(f"{W}instrText", f"{W}delInstrText")]
    # Word may part one instruction over several runs.
    fields += ["".join(fields), *(element.get(f"{W}instr", "") for element in tree.iter(f"{W}fldSimple"))]
    for field in fields:
        if found := _FETCHING_FIELD.search(field):
            yield Finding("paper.word_fetches", facts={"what": found[0].upper()})
    if next(tree.iter(*_UNSETTLED), None) is not None:
        yield Finding("paper.word_unsettled")
    if next(tree.iter(f"{W}altChunk", f"{W}subDoc", f"{W}object", f"{W}control"), None) is not None:
        yield Finding("paper.word_foreign", facts={"what": "OLE"})


def _of_relation(relation: Any) -> Iterator[Finding]:
    kind = relation.get("Type", "").rpartition("/")[2]
    target = relation.get("Target", "")
    if "vba" in kind.lower() or "macro" in kind.lower():
        yield Finding("paper.word_macros")
    elif relation.get("TargetMode") == "External":
        if kind != "hyperlink" or not _SAFE_LINK.match(target):
            yield Finding("paper.word_reaches_out", facts={"what": f"{kind}: {target[:80]}"})
    elif not _TAKEN.fullmatch(kind):
        yield Finding("paper.word_foreign", facts={"what": kind[:40] or target[:40]})


def _once(found: list[Finding]) -> list[Finding]:
    return [finding for at, finding in enumerate(found) if finding not in found[:at]]
