"""From the parts of a DOCX to a template that is filled by joining strings.

Word parts a line of text over several runs as it likes, so a mark is first gathered into one run. What `{#…}` and
`{/…}` enclose is then widened to what can be repeated whole: words of one paragraph, paragraphs, or rows of a table.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from thuocdo.kernel.findings import Finding, Refused, refuse_if

from ..errors import PaperError
from ..package import packed
from .marks import CLOSES, ITSELF, MARK, OPENS, Mark, Scope, mark_of
from .opening import W, opened, parser

_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_P, _R, _T, _TR, _TBL = (f"{W}{name}" for name in ("p", "r", "t", "tr", "tbl"))
_LOOK, _PARAGRAPH_LOOK = f"{W}rPr", f"{W}pPr"
_HOLDERS = {f"{W}{name}" for name in ("tbl", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")}
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
# Marks of spelling and places that may stand once only, and bonds that would overwrite what was filled in.
_IDLE = [
    f"{W}{name}"
    for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "dataBinding", "lastRenderedPageBreak")
]
_ONCE = re.compile(r"\{http://schemas\.microsoft\.com/office/word/[^}]*\}(paraId|textId)")
_NEW_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_CUT = re.compile(r"<\?(value|open|close) (\d+)\?>")
_NEAR = 30  # letters shown of a place
_LONGEST = 64 * 2**20  # letters of one part of a finished paper
_MOST = 3000  # marks in one part of a file
_DEEPEST = 30  # parts within parts
LINES = "lines"  # a mark that is a paragraph of its own: one paragraph for each line


@dataclass(frozen=True)
class Part:
    """What stands between two marks."""

    mark: Mark
    kind: str  # "#", "^" or LINES
    otherwise: str = (
        ""  # what must stand there when nothing else does: a cell holds a paragraph, a table a row
    )
    body: "list[str | Mark | Part]" = field(default_factory=list)


Piece = str | Mark | Part


@dataclass(frozen=True)
class WordTemplate:
    """An agency's Word file, ready to be filled."""

    parts: Mapping[str, "bytes | Sequence[Piece]"]  # as they are, or with marks to fill

    def fill(self, facts: Mapping[str, Any]) -> bytes:
        """The DOCX with the facts of a sheet in it."""
        scope = Scope(facts)
        return packed(
            {
                name: part if isinstance(part, bytes) else _HEAD + "".join(_bounded(_said(part, scope)))
                for name, part in self.parts.items()
            }
        )

    def pieces(self) -> Iterator[Piece]:
        """Everything with marks, part after part."""
        for part in self.parts.values():
            if not isinstance(part, bytes):
                yield from part


def _bounded(words: Iterator[str]) -> Iterator[str]:
    left = _LONGEST
    for word in words:
        left -= len(word)
        if left < 0:
            raise PaperError("the paper would grow beyond all bounds")
        yield word


def _said(pieces: Sequence[Piece], scope: Scope) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, Mark):
            yield escape(scope.text(piece)).replace("\n", _NEW_LINE)
        elif piece.kind == LINES:
            for line in scope.text(piece.mark).split("\n"):
                yield from _said(piece.body, Scope(line, scope, scope.number, scope.last))
        else:
            inside = scope.within(scope.find(piece.mark.name))
            here = inside if piece.kind == OPENS else [scope] * (not inside)
            for one in here:
                yield from _said(piece.body, one)
            if not here:
                yield piece.otherwise


@lru_cache(maxsize=16)
def compiled(data: bytes) -> WordTemplate:
    """The template of an uploaded file; `Refused` with every mark that cannot be understood or paired."""
    parts: dict[str, bytes | Sequence[Piece]] = dict(opened(data))
    wrong: list[Finding] = []
    for name, part in parts.items():
        if isinstance(part, bytes) and _FILLED.fullmatch(name):
            try:
                parts[name] = _Page(etree.fromstring(part, parser())).pieces()
            except Refused as refused:
                wrong += refused.findings
    refuse_if(wrong)
    return WordTemplate(parts)


class _Page:
    """One part of the file while its marks are found and paired."""

    def __init__(self, tree: Any):
        self.tree = tree
        self.marks: list[Mark] = []
        self.otherwise: dict[str, str] = {}  # by number of the opening mark
        self.wrong: list[Finding] = []

    def pieces(self) -> list[Piece]:
        etree.strip_elements(self.tree, *_IDLE, with_tail=False)
        for element in self.tree.iter(etree.Element):
            for name in filter(_ONCE.fullmatch, list(element.attrib)):
                del element.attrib[name]
        for paragraph in list(self.tree.iter(_P)):
            self._gather(paragraph)
        for paragraph in list(self.tree.iter(_P)):
            self._cut(paragraph)
        for opening, closing in self._pairs():
            self._widen(opening, closing)
        for opening, closing in self._pairs_uncrossed():
            self._provide(opening, closing)
        for paragraph in list(self.tree.iter(_P)):
            self._by_lines(paragraph)
        return self._cut_up(etree.tostring(self.tree, encoding="unicode"))

    def _gather(self, paragraph: Any) -> None:
        """Put each mark whole into the run in which it begins."""
        texts = _texts(paragraph)
        line = "".join(text.text or "" for text in texts)
        at, starts = 0, []
        for text in texts:
            starts.append(at)
            at += len(text.text or "")
        for found in reversed(list(MARK.finditer(line))):
            whole = found[0]
            first, end = bisect_right(starts, found.start()) - 1, bisect_left(starts, found.end())
            for text, start in zip(texts[first:end], starts[first:end], strict=True):
                before = text.text[: max(0, found.start() - start)]
                after = text.text[max(0, found.end() - start) :]
                text.text, whole = f"{before}{whole}{after}", ""
        left = MARK.sub("", line)
        if stray := re.search(r"[{}]", left):
            near = left[max(0, stray.start() - _NEAR) : stray.end() + _NEAR].strip()
            self.wrong.append(Finding("paper.word_stray", facts={"near": near}))

    def _cut(self, paragraph: Any) -> None:
        """Marks become cuts in the tree: those of a fact inside its text, those of a part between runs."""
        for text in _texts(paragraph):
            run = text.getparent()
            pieces = self._understood(text.text or "")
            if all(isinstance(piece, str) for piece in pieces):
                continue
            if run.tag != _R:
                self.wrong.append(Finding("paper.word_unreadable", facts={"mark": text.text[:_NEAR]}))
                continue
            _replace_run(run, text, list(self._runs(run, pieces)))

    def _understood(self, text: str) -> list[str | Mark]:
        pieces: list[str | Mark] = []
        at = 0
        for found in MARK.finditer(text):
            mark = mark_of(found[0])
            if mark is None:
                self.wrong.append(Finding("paper.word_unreadable", facts={"mark": found[0]}))
                continue
            pieces += [text[at : found.start()], mark]
            at = found.end()
        return [piece for piece in [*pieces, text[at:]] if piece]

    def _runs(self, run: Any, pieces: Sequence[str | Mark]) -> Iterator[Any]:
        """The text of a run again: runs of words and facts, and between them the cuts of parts."""
        words: Any = None
        for piece in pieces:
            if isinstance(piece, Mark) and piece.sign:
                yield from [] if words is None else [words]
                words = None
                yield self._cut_at("close" if piece.sign == CLOSES else "open", piece)
                continue
            if words is None:
                words = _run_like(run)
            text = words[-1]
            if isinstance(piece, Mark):
                text.append(self._cut_at("value", piece))
            elif len(text):
                text[-1].tail = (text[-1].tail or "") + piece
            else:
                text.text = (text.text or "") + piece
        if words is not None:
            yield words

    def _cut_at(self, what: str, mark: Mark) -> Any:
        self.marks.append(mark)
        if len(self.marks) > _MOST:
            raise Refused([Finding("paper.word_swollen")])
        return etree.ProcessingInstruction(what, str(len(self.marks) - 1))

    def _mark_at(self, cut: Any) -> Mark:
        return self.marks[int(cut.text)]

    def _pairs(self) -> list[tuple[Any, Any]]:
        """Openings with their closings, outer ones first."""
        waiting: list[Any] = []
        pairs: dict[Any, Any] = {}
        for cut in self.tree.iter(etree.ProcessingInstruction):
            mark = self._mark_at(cut)
            if cut.target == "open":
                waiting.append(cut)
                pairs[cut] = None
                if len(waiting) > _DEEPEST:
                    raise Refused([Finding("paper.word_swollen")])
            elif cut.target == "close":
                if not waiting or mark.name not in ("", self._mark_at(waiting[-1]).name):
                    self.wrong.append(Finding("paper.word_unopened", facts={"mark": mark.text}))
                    continue
                pairs[waiting.pop()] = cut
        self.wrong += [
            Finding(
                "paper.word_unclosed",
                facts={"mark": self._mark_at(cut).text, "name": self._mark_at(cut).name},
            )
            for cut in waiting
        ]
        refuse_if(self.wrong)
        return list(pairs.items())

    def _pairs_uncrossed(self) -> list[tuple[Any, Any]]:
        """Once more, when parts are widened: they may have come to cross each other."""
        try:
            return self._pairs()
        except Refused as refused:
            crossed = refused.findings[0].facts["mark"]
            raise Refused([Finding("paper.word_crossed", facts={"mark": crossed})]) from refused

    def _widen(self, opening: Any, closing: Any) -> None:
        """Move a pair of cuts to the ends of what is repeated whole."""
        if opening.getparent() is closing.getparent():
            return  # words of one paragraph
        first, last = _siblings(opening, closing)
        if first.getparent().tag == _P:
            self.wrong.append(Finding("paper.word_crossed", facts={"mark": self._mark_at(opening).text}))
            return
        while first.getparent().tag == _TR:
            first = last = first.getparent()  # from one cell to another: the row
        homes = [next(cut.iterancestors(_P)) for cut in (opening, closing)]
        for cut in (opening, closing):
            cut.getparent().remove(cut)
        first.addprevious(opening)
        last.addnext(closing)
        for home in homes:
            if _is_idle(home):
                home.getparent().remove(home)

    def _provide(self, opening: Any, closing: Any) -> None:
        """Word does not open a file in which a cell does not end with a paragraph or a table has no row."""
        holder = opening.getparent()
        if holder.tag not in _HOLDERS:
            return
        wanted, least = (_TR, "<w:tr><w:tc><w:p/></w:tc></w:tr>") if holder.tag == _TBL else (_P, "<w:p/>")
        inside = set(_between(opening, closing))
        alone = all(child in inside for child in holder.iterchildren(wanted))
        if alone or (wanted == _P and _follows_table(opening) and _is_last(closing)):
            self.otherwise[opening.text] = least

    def _by_lines(self, paragraph: Any) -> None:
        """A paragraph that is one mark and nothing else becomes as many as the fact has lines."""
        held = [child for child in paragraph if child.tag != _PARAGRAPH_LOOK]
        texts = [child for child in held[0] if child.tag != _LOOK] if len(held) == 1 else []
        if len(texts) != 1 or texts[0].tag != _T or len(texts[0]) != 1 or texts[0].text or texts[0][0].tail:
            return
        value = texts[0][0]
        mark = self._mark_at(value)
        paragraph.addprevious(self._cut_at("open", Mark(mark.text, LINES, mark.name, mark.form, mark.of)))
        paragraph.addnext(self._cut_at("close", mark))
        texts[0].replace(value, self._cut_at("value", Mark(mark.text, "", ITSELF)))

    def _cut_up(self, source: str) -> list[Piece]:
        whole: list[Piece] = []
        open_: list[list[Piece]] = [whole]
        at = 0
        for found in _CUT.finditer(source):
            mark = self.marks[int(found[2])]
            open_[-1] += [source[at : found.start()]] if at < found.start() else []
            at = found.end()
            if found[1] == "value":
                open_[-1].append(mark)
            elif found[1] == "open":
                part = Part(mark, mark.sign, self.otherwise.get(found[2], ""))
                open_[-1].append(part)
                open_.append(part.body)
            else:
                open_.pop()
        whole.append(source[at:])
        return whole


def _texts(paragraph: Any) -> list[Any]:
    """The texts of a paragraph, without those of a text box that hangs on it."""
    return [text for text in paragraph.iter(_T) if next(text.iterancestors(_P)) is paragraph]


def _run_like(run: Any) -> Any:
    """An empty run of the same look, with a place for text."""
    new = etree.Element(_R, nsmap=run.nsmap)
    look = run.find(_LOOK)
    if look is not None:
        new.append(deepcopy(look))
    text = etree.SubElement(new, _T)
    text.set(_PRESERVE, "preserve")
    return new


def _replace_run(run: Any, text: Any, pieces: Sequence[Any]) -> None:
    """Put the pieces where the text stood; what else the run holds stays before and after them."""
    parent, place = run.getparent(), run.getparent().index(run)
    look = run.find(_LOOK)
    after = list(run[run.index(text) + 1 :])
    run.remove(text)
    rest = []
    if after:
        trailing = etree.Element(_R, nsmap=run.nsmap)
        if look is not None:
            trailing.append(deepcopy(look))
        trailing.extend(after)
        rest.append(trailing)
    parent[place + 1 : place + 1] = [*pieces, *rest]
    if len(run) == (look is not None):
        parent.remove(run)


def _siblings(one: Any, other: Any) -> tuple[Any, Any]:
    """The two neighbours under one roof that hold the one and the other."""
    line = [one, *one.iterancestors()]
    for step, above in enumerate(line):
        down = [other, *other.iterancestors()]
        if above in down:
            at = down.index(above)
            return line[max(0, step - 1)], down[max(0, at - 1)]
    raise ValueError("two places of one tree have a common root")


def _between(opening: Any, closing: Any) -> Iterator[Any]:
    for sibling in opening.itersiblings():
        if sibling is closing:
            return
        yield sibling


def _follows_table(element: Any) -> bool:
    before = next(element.itersiblings(etree.Element, preceding=True), None)
    return before is not None and before.tag == _TBL


def _is_last(element: Any) -> bool:
    return next(element.itersiblings(etree.Element), None) is None


def _is_idle(paragraph: Any) -> bool:
    """Whether nothing is left of a paragraph that only held marks, and it may go."""
    held = [child for child in paragraph if child.tag != _PARAGRAPH_LOOK]
    ends_cell = _follows_table(paragraph) and _is_last(paragraph)
    ends_section = paragraph.find(f"{_PARAGRAPH_LOOK}/{W}sectPr") is not None
    return not (ends_cell or ends_section) and all(
        child.tag == _R and all(one.tag == _LOOK for one in child) for child in held
    )
