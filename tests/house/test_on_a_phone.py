"""A table of many columns stacks on a phone, each cell with its heading, or scrolls in a box of its own."""

import re

from .tree import ROOT, files

TABLE = re.compile(
    r'(<div class="[^"]*table-responsive[^"]*">\s*)?<table class="([^"]*)">(.*?)</thead>', re.DOTALL
)
NARROW = 3  # columns that a phone has room for


def too_wide(text: str) -> list[str]:
    """The classes of every table that would push a phone's page sideways."""
    return [
        classes
        for scrolls, classes, head in TABLE.findall(text)
        if not scrolls and "table-stack" not in classes and (head.count("<th ") > NARROW or "{% for" in head)
    ]


def test_no_table_is_wider_than_a_phone():
    found = {name: too_wide(text) for name, text in files(ROOT, ".html")}
    assert found
    assert {name: tables for name, tables in found.items() if tables} == {}


def test_a_wide_table_is_noticed():
    head = "<thead><tr>" + '<th scope="col">A</th>' * 4 + "</tr></thead>"
    assert too_wide(f'<table class="table">{head}</table>') == ["table"]
    assert too_wide(f'<div class="table-responsive"><table class="table">{head}</table></div>') == []
    assert too_wide(f'<table class="table table-stack">{head}</table>') == []
