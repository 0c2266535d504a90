"""Is this file the paper that was issued, with nothing but signatures added?

A signature says what its owner signed, not that this was what had been issued: words may be drawn over a page before
signing. So every object of the issued file is compared with what stands in its place now.
"""

import io
from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

_MAY_CHANGE = {  # keys that signing adds or renews, by the type of the object
    "/Catalog": {"/AcroForm", "/DSS", "/Extensions", "/Version"},
    "/Page": {"/Annots"},
    None: {"/ModDate", "/Producer"},  # the document's information
}
_LARGEST = 300.0  # points: a signature's box may not cover the page


def only_signed_since(pdf: bytes, original: bytes) -> bool:
    """Whether the file begins with the original, byte for byte, and only signatures stand behind it."""
    if pdf == original:
        return True
    if not pdf.startswith(original):
        return False
    try:
        old, new = PdfFileReader(io.BytesIO(original)), PdfFileReader(io.BytesIO(pdf))
        return _objects_stand(old, new) and all(_is_signature(note) for note in _added_notes(old, new))
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return False


def _objects_stand(old: PdfFileReader, new: PdfFileReader) -> bool:
    """Each object of the issued file is as it was, but for what a signature has to change."""
    if new.root_ref.idnum != old.root_ref.idnum:
        return False
    for revision in range(old.total_revisions):
        for ref in old.xrefs.explicit_refs_in_revision(revision):
            before, now = (
                old.get_object(ref),
                new.get_object(generic.Reference(ref.idnum, ref.generation, new)),
            )
            if _written(before) != _written(now) and not _may_differ(before, now):
                return False
    return True


def _may_differ(before: generic.PdfObject, now: generic.PdfObject) -> bool:
    if not isinstance(before, generic.DictionaryObject) or not isinstance(now, generic.DictionaryObject):
        return False
    if before.get("/Type") == now.get("/Type") == "/Metadata":
        return True  # says when and by what program the file was written; nothing of it is printed
    if isinstance(before, generic.StreamObject) or isinstance(now, generic.StreamObject):
        return False
    allowed = _MAY_CHANGE.get(before.raw_get("/Type") if "/Type" in before else None)
    keys = {key for key in {*before, *now} if _written(before, key) != _written(now, key)}
    return allowed is not None and keys <= allowed


def _written(thing: generic.PdfObject, key: str = "") -> bytes:
    """The object, or one entry of a dictionary, as it is written in a file."""
    if key and isinstance(thing, generic.DictionaryObject):
        if key not in thing:
            return b""
        thing = thing.raw_get(key)
    out = io.BytesIO()
    thing.write_to_stream(out, None)
    return out.getvalue()


def _pages(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    for number in range(int(reader.root["/Pages"]["/Count"])):
        parent, at, _ = reader.find_page_container(number)
        yield parent.get_object()["/Kids"][at]


def _added_notes(old: PdfFileReader, new: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    """What lies over the pages now and did not before."""
    for before, now in zip(_pages(old), _pages(new), strict=True):
        known = {_written(note) for note in before.get("/Annots", [])}
        yield from (note.get_object() for note in now.get("/Annots", []) if _written(note) not in known)


def _is_signature(note: generic.DictionaryObject) -> bool:
    """A widget of a signature field, of the size of one."""
    left, bottom, right, top = (float(side) for side in note["/Rect"])
    fits = right - left <= _LARGEST and top - bottom <= _LARGEST / 2
    return note.get("/Subtype") == "/Widget" and note.get("/FT") == "/Sig" and fits
