"""A Word file of a kind of paper with every mark in it, in the layout of the decree: to begin from, and to try."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ..docx import write_docx
from ..layout import laid_out
from .facts import Fact, fact_tree

_LINE = 60  # letters of a sample that still stands on the line of its label
_COLUMNS = 7  # of a table; an element with more parts is told line by line
_APART = ("letterhead", "recipients")
_HEAD = {
    "number_line": "number",
    "place_date_line": "place-date",
    "issuer": "issuer",
    "parent": "parent",
    "subject": "subject",
}


def example_docx(kind: Any) -> bytes:
    """The file for a kind (a `PaperKind`)."""
    tree = fact_tree(kind)
    paper = Element("paper")
    paper.extend(_whole(kind.title_vi, tree))
    look = next(iter(kind.profiles.values())).look
    return write_docx(laid_out(paper, look, kind.landscape, kind.title_vi))


def _whole(title: str, tree: Fact) -> Iterator[Element]:
    head = tree.parts.get("letterhead")
    told = {
        name: part for name, part in (head.parts if head else {}).items() if part.sample or name == "issuer"
    }
    yield Element("letterhead", {_HEAD[name]: f"{{letterhead.{name}}}" for name in told if name in _HEAD})
    yield _words("title", title.upper())
    for name, fact in tree.parts.items():
        if name not in _APART and not name.endswith(("signer", "signers")) and fact.shape != "yes_no":
            yield from _told(fact, name)
    for name, fact in tree.parts.items():
        if name.endswith(("signer", "signers")):
            yield from _signed(fact, name)
    if "recipients" in tree.parts:
        yield _words("p", "Nơi nhận:")
        yield from _each("recipients", [_words("p", "- {.}{;.}")])


def _told(fact: Fact, name: str) -> Iterator[Element]:
    """One fact with its name; what holds others tells them one by one."""
    label = _label(fact)
    if fact.shape == "list":
        yield _heading(label)
        yield from _list(fact.item or Fact("", "unknown"), name)
    elif fact.shape == "group":
        yield _heading(label)
        for key, part in fact.parts.items():
            yield from _told(part, f"{name}.{key}")
    elif fact.shape == "text" and ("\n" in str(fact.sample) or len(str(fact.sample)) > _LINE):
        yield _heading(label)
        yield _words("p", f"{{{name}}}")
    else:
        field = Element("field", {"label": label})
        field.text = f"{{{name}}}"
        yield field


def _label(fact: Fact) -> str:
    words = fact.words.partition(";")[0]
    return words[:1].upper() + words[1:]


def _list(item: Fact, name: str) -> Iterator[Element]:
    if item.shape == "list":
        yield from _each(name, list(_list(item.item or Fact("", "unknown"), ".")))
    elif item.shape != "group":
        yield from _each(name, [_words("p", "- {.}{;.}")])
    elif len(item.parts) < _COLUMNS and all(part.prints for part in item.parts.values()):
        yield _table(item, name)
    else:
        inside = [_words("p", "{stt}.")]
        inside += [element for key, part in item.parts.items() for element in _told(part, key)]
        yield from _each(name, inside)


def _each(name: str, inside: list[Element]) -> list[Element]:
    return [_words("p", f"{{#{name}}}"), *inside, _words("p", f"{{/{name}}}")]


def _table(item: Fact, name: str) -> Element:
    """A row for each element: the part opens in its first cell and closes in its last."""
    keys = list(item.parts)
    table = Element("table", {"columns": " ".join(["10", *["30"] * len(keys)])})
    header, row = SubElement(table, "row", {"kind": "header"}), SubElement(table, "row")
    for title in ("TT", *(_label(item.parts[key]) for key in keys)):
        SubElement(header, "cell").text = title
    for text in (f"{{#{name}}}{{stt}}", *(f"{{{key}}}" for key in keys)):
        SubElement(row, "cell").text = text
    row[-1].text = f"{row[-1].text}{{/{name}}}"
    return table


def _signed(fact: Fact, name: str) -> Iterator[Element]:
    """Who signs: one, several by name, or as many as there are."""
    if fact.shape == "list":
        item = fact.item or Fact("", "unknown")
        yield from _each(
            name,
            [_words("p", f"{{{key}}}", align="center") for key, part in item.parts.items() if part.prints],
        )
    elif "name" in fact.parts:
        signatures = Element("signatures")
        signatures.append(_signature(fact, name))
        yield signatures
    else:
        signatures = Element("signatures")
        signatures.extend(_signature(part, f"{name}.{key}") for key, part in fact.parts.items())
        if len(signatures):
            yield signatures


def _signature(fact: Fact, name: str) -> Element:
    signature = Element("signature")
    for key, tag in (("date_line", "date"), ("behalf", "behalf"), ("post", "post"), ("name", "name")):
        if key in fact.parts:
            path = f"{name}.{key}"
            many = fact.parts[key].shape == "list"
            SubElement(signature, tag).text = f"{{#{path}}}{{.}}{{/{path}}}" if many else f"{{{path}}}"
    return signature


def _heading(text: str) -> Element:
    return _words("heading", text, level="2")


def _words(tag: str, text: str, **attributes: str) -> Element:
    element = Element(tag, attributes)
    element.text = text
    return element
