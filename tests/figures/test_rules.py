"""Figures as offices write them, the whole they make, and where they do not agree."""

from fractions import Fraction

import pytest

from thuocdo.figures.rules import Asked, Together, disagreements, figure, whole, wrong_figures

SUM = Asked("1", "Nhiệm vụ", Together.SUM, "30")
SAME = Asked("2", "Cuộc họp chung", Together.SAME)
TEXT = Asked("3", "Kết quả", Together.TEXT)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18.420", 18420),
        ("1.234.567", 1234567),
        ("98,1", Fraction("98.1")),
        ("0", 0),
        (" -5 ", -5),
        ("1.5", None),  # neither thousands nor a decimal as they are written here
        ("1/2", None),
        ("1e9", None),
        ("", None),
        ("mười", None),
    ],
)
def test_a_figure_as_offices_write_it(text, value):
    assert figure(text) == value


def codes(findings):
    return [finding.code for finding in findings]


def test_every_line_is_answered_and_a_number_is_one():
    assert wrong_figures([SUM, TEXT], {"1": "0", "3": "Không có"}) == []
    assert codes(wrong_figures([SUM, TEXT], {"1": "nhiều"})) == ["figures.unanswered", "figures.not_a_number"]


def test_the_whole():
    assert whole(SUM, {"A": "10", "B": "20", "C": ""}) == 30
    assert whole(SAME, {"A": "48", "B": "48"}) == 48
    assert whole(SAME, {"A": "48", "B": "46"}) is None
    assert whole(TEXT, {"A": "10"}) is None


def test_what_does_not_agree_is_named_with_its_units():
    parts = {"A": {"1": "10", "2": "48", "3": "x"}, "B": {"1": "10", "2": "46", "3": "y"}}
    assert [(found.code, dict(found.facts)) for found in disagreements([SUM, SAME, TEXT], parts)] == [
        ("figures.not_the_total", {"title": "Nhiệm vụ", "found": "20", "total": "30"}),
        ("figures.differ", {"title": "Cuộc họp chung", "said": "A: 48; B: 46"}),
    ]
