"""Chrome 109, the last for Windows 7 and 8.1, knows everything our own styles and scripts use."""

import gzip
import re
from pathlib import Path

import pytest

import thuocdo.ui

STATIC = Path(thuocdo.ui.__file__).parent / "static/ui"
NEWER_CSS = re.compile(
    r"\b(?:oklch|oklab|color-mix|light-dark|linear)\(|:has\(|@(?:layer|scope|starting-style|property)\b"
    r"|\b(?:text-wrap|field-sizing|anchor-name|interpolate-size|scrollbar-color)\s*:|&[ :.\[>]|^\s*popover",
    re.MULTILINE,
)
NEWER_JS = re.compile(
    r"\b(?:Object\.groupBy|Promise\.withResolvers|Promise\.try|Array\.fromAsync)\b"
    r"|\.(?:toSorted|toReversed|toSpliced|with|isWellFormed|union|intersection|difference|showPopover)\("
    r"|\beval\(|\bnew Function\("
)


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_styles_use_nothing_newer(path):
    assert NEWER_CSS.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("js/*.js")), ids=lambda path: path.name)
def test_scripts_use_nothing_newer_and_no_eval(path):
    assert NEWER_JS.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (NEWER_CSS, "a { color: oklch(1 0 0) }"),
        (NEWER_CSS, "p:has(a) {}"),
        (NEWER_CSS, "@layer base;"),
        (NEWER_CSS, "a { &:hover {} }"),
        (NEWER_JS, "list.toSorted()"),
        (NEWER_JS, "eval('1')"),
    ],
)
def test_each_is_noticed(pattern, text):
    assert pattern.findall(text) != []


def test_first_visit_is_light():
    """All styles and scripts, compressed: they leave room for a page of 30 kB within 150 kB."""
    sent = [
        *STATIC.glob("*.css"),
        *STATIC.glob("js/*.js"),
        *STATIC.glob("vendor/*.css"),
        *STATIC.glob("vendor/*.js"),
    ]
    assert sum(len(gzip.compress(path.read_bytes())) for path in sent) <= 120_000
