"""What a refused page gives back: each word that was sent to a door must stand on the page that answers."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from lxml import html

from tests.house.tree import ROOT, files

# How the sources name what people write: read by hand, a field of a form, a control of a page.
_NAMES = (
    re.compile(r'typed\(request, "([a-z_]+)"\)'),
    re.compile(r'POST\.get(?:list)?\("([a-z_]+)"'),
    re.compile(r"^    (\w+) = forms\.CharField", re.MULTILINE),
    re.compile(r'<(?:textarea|input)\b(?![^>]*type="(?!text))[^>]*\bname="([a-z_]+)"'),
)
_ANYTHING = (
    *_NAMES,
    re.compile(r'(?:typed_\w+|POST\.\w+|FILES\.\w+|GET\.\w+)\((?:request, )?"([\w-]+)"'),
    re.compile(r"^    (\w+) = forms\.\w+Field", re.MULTILINE),
    re.compile(r'\bname="([\w-]+)"'),
)
_NOT_WORDS = {"password", "old_password", "new_password1", "new_password2", "next", "way", "once", "pin"}


@cache
def _sources() -> list[tuple[str, str]]:
    return list(files(ROOT, ".py", ".html"))


def _names(address: str, patterns: Iterable[re.Pattern[str]]) -> set[str]:
    room = f"src/thuocdo/{address.partition(':')[0]}/"
    sources = [text for path, text in _sources() if path.startswith(room)]
    return {name for text in sources for pattern in patterns for name in pattern.findall(text)}


def every_field(address: str) -> set[str]:
    """Every field, of whatever kind, that the room of an address has a name for."""
    return _names(address, _ANYTHING)


def long_words(address: str, *more: str) -> dict[str, str]:
    """Something long to say in every field for words that the room of an address has a name for."""
    names = {*_names(address, _NAMES), *more} - _NOT_WORDS
    return {name: f"Tôi viết ở {name}: " + "rất dài " * 20 + "." for name in names}


def lost(page: bytes, url: str, sent: Mapping[str, str]) -> list[str]:
    """Names of what was sent and is not on the page: given back beside the refusal, or in the form that sent it."""
    tree = html.fromstring(page.decode())
    if back := {(area.text or "").strip() for area in tree.xpath("//textarea[@readonly]")}:
        return [name for name, text in sent.items() if text.strip() not in back]
    forms = [form for form in tree.forms if form.get("action") in (None, "", url)]
    controls = {
        control.get("name"): control.get("value", "") if control.tag == "input" else control.text or ""
        for form in forms
        for control in form.xpath('.//textarea | .//input[not(@type) or @type="text"]')
        if control.get("name") in sent
    }
    return [name for name, text in controls.items() if text.strip() != sent[name].strip()]
