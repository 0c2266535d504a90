"""From a paper's `body.xml` and its facts to one checked tree of content.

`body.xml` is a Jinja2 template (sandboxed, escaping, strict about names) that yields the small vocabulary below.
The tree is the one source of the DOCX, the PDF and the plain text. An unknown tag, attribute, choice or name is an
error that says where; nothing is passed over in silence.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from thuocdo.kernel import vi_text

from .errors import PaperError


class Tag(NamedTuple):
    """What a tag may hold: attributes (required ones marked with a star), child tags, and whether words."""

    attributes: frozenset[str]
    children: frozenset[str]
    words: bool = False
    needed: frozenset[str] = frozenset()


def _tag(attributes: str = "", children: str = "", words: bool = False) -> Tag:
    named = attributes.split()
    return Tag(
        frozenset(name.rstrip("*") for name in named),
        frozenset(children.split()),
        words,
        frozenset(name[:-1] for name in named if name.endswith("*")),
    )


INLINE = "b i u br box"
_BLOCKS = (
    "letterhead form-code title subtitle legal-basis addressees p heading field fields text list table "
    "choices signatures recipients page-break"
)
VOCABULARY: dict[str, Tag] = {
    "paper": _tag(children=f"{_BLOCKS} landscape note"),
    "landscape": _tag(children=_BLOCKS),
    "letterhead": _tag("parent issuer* number place-date subject seal"),
    "form-code": _tag(words=True),
    "title": _tag(words=True),
    "subtitle": _tag("mark", INLINE, words=True),
    "legal-basis": _tag(children="basis"),
    "basis": _tag(words=True),
    "addressees": _tag(children="addressee"),
    "addressee": _tag(words=True),
    "p": _tag("align style indent keep", INLINE, words=True),
    "heading": _tag("level*", INLINE, words=True),
    "field": _tag("label*", INLINE, words=True),
    "fields": _tag(children="field"),
    "text": _tag("blank", words=True),
    "list": _tag("marker", "item"),
    "item": _tag("", INLINE, words=True),
    "table": _tag("columns* align size", "row"),
    "row": _tag("kind", "cell"),
    "cell": _tag("columns rows align", f"{INLINE} p text", words=True),
    "choices": _tag("label", "choice"),
    "choice": _tag("checked*", words=True),
    "signatures": _tag(children="signature recipients"),
    "signature": _tag(children="date behalf post remark name"),
    "date": _tag(words=True),
    "behalf": _tag(words=True),
    "post": _tag(words=True),
    "remark": _tag(words=True),
    "name": _tag(words=True),
    "recipients": _tag(children="recipient"),
    "recipient": _tag(words=True),
    "page-break": _tag(),
    "note": _tag(words=True),
    "b": _tag("", INLINE, words=True),
    "i": _tag("", INLINE, words=True),
    "u": _tag("", INLINE, words=True),
    "br": _tag(),
    "box": _tag("checked*"),
}
_YES_NO = frozenset({"yes", "no"})
_ALIGN = frozenset({"left", "center", "right", "justify"})
CHOICES: dict[tuple[str, str], frozenset[str]] = {
    ("subtitle", "mark"): _YES_NO,
    ("p", "align"): _ALIGN,
    ("p", "style"): frozenset({"normal", "italic", "bold", "small"}),
    ("p", "indent"): _YES_NO,
    ("p", "keep"): _YES_NO,
    ("heading", "level"): frozenset("1234"),
    ("list", "marker"): frozenset("-+"),
    ("row", "kind"): frozenset({"header", "body", "group", "total"}),
    ("cell", "align"): _ALIGN,
    ("choice", "checked"): _YES_NO,
    ("box", "checked"): _YES_NO,
}
_COUNTS = frozenset({("cell", "columns"), ("cell", "rows"), ("text", "blank")})
_WIDTHS = re.compile(r"\d+(\.\d+)?( \d+(\.\d+)?)*")
_LETTERS = re.compile(r"[lcrj]( [lcrj])*")
_SIZE = re.compile(r"\d+(\.5)?")


def as_day(value: date | str) -> date:
    """A day from a date or its ISO text."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value[:10])


def dmy(value: date | str) -> str:
    """05/03/2024"""
    return vi_text.day(as_day(value))


def day_in_words(value: date | str) -> str:
    """ngày 05 tháng 3 năm 2024"""
    return vi_text.day_in_words(as_day(value))


def clock(value: datetime | str) -> str:
    """ "08 giờ 30 phút" from "08:30", an ISO moment or a datetime; "08 giờ" on the hour."""
    text = value.strftime("%H:%M") if isinstance(value, datetime) else value.split("T")[-1][:5]
    hour, minute = text.split(":")
    return f"{int(hour):02} giờ" + (f" {int(minute):02} phút" if int(minute) else "")


def moment(value: datetime | str) -> str:
    """ "08 giờ 30 phút, ngày 22 tháng 11 năm 2023" """
    return f"{clock(value)}, {day_in_words(value)}"


def vi_number(value: float | str | Decimal) -> str:
    """1.234,5: comma for decimals, points for thousands, at most four decimals, no idle zeros."""
    number = round(Decimal(str(value)), 4)
    whole, _, decimals = f"{number:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + ("," + decimals if decimals else "")


def count(value: int) -> str:
    """ "05": counts below ten take a zero in minutes and tallies."""
    return f"{value:02}"


def percent(part: int, whole: int) -> str:
    """ "66,67%" of a whole, two decimals at most; "0%" of nothing."""
    return vi_number(round(Decimal(100 * part) / Decimal(whole), 2) if whole else 0) + "%"


_UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def number_in_words(value: int) -> str:
    """ "hai mươi mốt" (0 to 9999), for votes and copies written out."""
    if not 0 <= value <= 9999:
        raise PaperError(f"number_in_words writes 0 to 9999, not {value}")
    thousands, rest = divmod(value, 1000)
    words = [_UNITS[thousands], "nghìn"] if thousands else []
    words += _hundreds(rest, full=bool(thousands))
    return " ".join(words) or _UNITS[0]


def _hundreds(value: int, full: bool) -> list[str]:
    hundreds, rest = divmod(value, 100)
    words = [_UNITS[hundreds], "trăm"] if hundreds or (full and rest) else []
    tens, units = divmod(rest, 10)
    if tens == 0:
        return words + ((["linh"] if words else []) + [_UNITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [_UNITS[tens], "mươi"]
    last = {0: [], 1: ["mốt"] if tens > 1 else ["một"], 5: ["lăm"]}.get(units, [_UNITS[units]])
    return words + last


FILTERS = {
    "dmy": dmy,
    "day_in_words": day_in_words,
    "clock": clock,
    "moment": moment,
    "vi_number": vi_number,
    "count": count,
    "number_in_words": number_in_words,
}


_AS_THEY_ARE = frozenset({str, int, Markup})
_WORDS = (str, Markup, StrictUndefined)


def _printed(value: Any) -> Any:
    """How a bare `{{ value }}` prints: nothing for None; text and whole numbers as they are; anything else is an error."""
    if type(value) in _AS_THEY_ARE:
        return value
    if value is None:
        return ""
    if isinstance(value, _WORDS) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise PaperError(f"a template prints {value!r}: use a filter or a condition")


class _Language(SandboxedEnvironment):
    """The sandbox, with `sheet.key` meaning the key: a fact named "items" is not the method of a dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(sources: Mapping[str, str]) -> SandboxedEnvironment:
    """The template language, with the given sources and nothing else to include."""
    env = _Language(
        loader=DictLoader(dict(sources)),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= FILTERS
    env.globals = {"percent": percent, "range": range, "namespace": env.globals["namespace"]}
    return env


def included(env: SandboxedEnvironment, source: str) -> list[str]:
    """Names of the parts that a template includes or imports; a computed name is an error."""
    names = list(meta.find_referenced_templates(env.parse(source)))
    known = [name for name in names if name is not None]
    if len(known) < len(names):
        raise PaperError("a template includes a part under a computed name")
    return known


def tree_of(template: Template, facts: Mapping[str, Any], where: str) -> Element:
    """Fill the template and check what comes out; `PaperError` names the paper and the place."""
    try:
        text = template.render(facts)
    except PaperError as error:
        raise PaperError(f"{where}: {error}") from error
    except (TemplateError, ArithmeticError, InvalidOperation, LookupError, TypeError, ValueError) as error:
        raise PaperError(f"{where}: {type(error).__name__}: {error}") from error
    if "<!" in text:  # data are escaped, so only a template can have written it; comments are Jinja's {# #}
        raise PaperError(f"{where}: a template declares no document type, no entities, and no XML comments")
    try:
        tree = fromstring(text)  # noqa: S314  no entity can stand in it: see above
    except ParseError as error:
        raise PaperError(f"{where}: the template does not yield well-formed XML: {error}") from error
    if tree.tag != "paper":
        raise PaperError(f"{where}: the outermost tag is <{tree.tag}>, not <paper>")
    _check(tree, where)
    return tree


def _check(tree: Element, where: str) -> None:
    for element in tree.iter():
        tag = VOCABULARY[element.tag]
        if said := element.items():
            for name, value in said:
                if name not in tag.attributes:
                    raise PaperError(f"{where}: <{element.tag}> has no attribute “{name}”")
                _check_value(element.tag, name, value, where)
        if tag.needed and (lacking := tag.needed.difference(element.keys())):
            raise PaperError(f"{where}: <{element.tag}> needs “{'”, “'.join(sorted(lacking))}”")
        if not tag.words:
            _check_wordless(element, where)
        for child in element:
            if child.tag not in tag.children:
                raise PaperError(f"{where}: <{child.tag}> does not belong in <{element.tag}>")


def _check_wordless(element: Element, where: str) -> None:
    for words in (element.text, *(child.tail for child in element)):
        if words and words.strip():
            raise PaperError(f"{where}: <{element.tag}> holds no words of its own: “{words.strip()[:40]}”")


def _check_value(tag: str, name: str, value: str, where: str) -> None:
    key = (tag, name)
    right = (
        value in CHOICES[key]
        if key in CHOICES
        else value.isdecimal() and int(value) > 0
        if key in _COUNTS
        else _WIDTHS.fullmatch(value)
        if key == ("table", "columns")
        else _LETTERS.fullmatch(value)
        if key == ("table", "align")
        else _SIZE.fullmatch(value)
        if key == ("table", "size")
        else True
    )
    if not right:
        raise PaperError(f"{where}: <{tag} {name}=“{value}”> is not understood")
