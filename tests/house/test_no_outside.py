"""The repository and the pages name no machine of their making and ask nothing of another host."""

import re
from pathlib import Path

import pytest

from .tree import ROOT, files, plant

MACHINE = re.compile(r"/(?:root|work)/|/home/(?!thuocdo)\w")
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org|index[-]url|extra[-]index|find[-]links"
)
ADDRESS = re.compile(r"https?://|file:|git\+")
FETCHED = re.compile(
    r"""(?:\bsrc|\bhref|\baction|\bposter|\bsrcset|\bdata|hx-(?:get|post|put|delete|patch))\s*=\s*["']?\s*(?:https?:)?//\S+"""
    r"""|url\(\s*["']?(?:https?:)?//\S+|@import\s+["'](?:https?:)?//\S+"""
)
TEMPLATE_TAG = re.compile(r"{% comment.*?endcomment %}|{[%#].*?[%#]}", re.DOTALL)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=\s*[\"']|\son[a-z]+\s*=\s*[\"']|javascript:"
)


def found(root: Path, pattern: re.Pattern, *suffixes: str, under: str = "") -> list[str]:
    """Each match as "file: text"."""
    return [
        f"{name}: {match.group()}"
        for name, text in files(root, *suffixes)
        if name.startswith(under)
        for match in pattern.finditer(TEMPLATE_TAG.sub("", text) if name.endswith(".html") else text)
    ]


def test_no_file_names_a_machine():
    assert found(ROOT, MACHINE) == []


def test_no_file_names_a_registry():
    assert found(ROOT, REGISTRY) == []


def test_lock_files_hold_hashes_and_no_address():
    assert found(ROOT, ADDRESS, ".lock") == []
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text()
        pins = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
        unhashed = re.findall(r"^[a-z0-9][^\s=]*==[^\n\\]*$", text, re.MULTILINE)
        assert pins
        assert unhashed == []


def test_pages_and_styles_ask_no_other_host():
    assert found(ROOT, FETCHED, ".html", ".css", ".js", ".svg", under="src/") == []


def test_pages_carry_no_script_or_style_of_their_own():
    """The content security policy allows neither, so such a page would be broken."""
    assert found(ROOT, INLINE, ".html", under="src/") == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE, "cd /ro" + "ot/x"),
        (MACHINE, "/home/" + "lan/x"),
        (REGISTRY, "https://py" + "pi.org/simple"),
        (REGISTRY, "--index" + "-url x"),
        (ADDRESS, "https://x/y.whl"),
        (FETCHED, '<script src="https://cdn.example/x.js">'),
        (FETCHED, "<img src='//cdn.example/x.png'>"),
        (FETCHED, "body { background: url(https://x/y) }"),
        (INLINE, "<script>alert(1)</script>"),
        (INLINE, '<script nonce="x">'),
        (INLINE, "<style>p{}</style>"),
        (INLINE, '<p style="color:red">'),
        (INLINE, '<a onclick="x()">'),
    ],
)
def test_each_is_noticed(tmp_path, pattern, text):
    assert found(plant(tmp_path, "src/thuocdo/ui/templates/x.html", text), pattern) != []


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{% static "ui/x.js" %}" defer></script>',
        '<a href="/nam/">',
        '<p data-on="x">',
        "url(../img/logo.svg)",
    ],
)
def test_what_is_ours_passes(tmp_path, text):
    plant(tmp_path, "src/thuocdo/ui/templates/x.html", text)
    assert found(tmp_path, INLINE) + found(tmp_path, FETCHED) == []
