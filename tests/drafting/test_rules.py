"""What two versions differ in; what stands between a draft and its report."""

from random import Random
from time import process_time

import pytest

from thuocdo.drafting.rules import Change, Standing, compare, unfinished

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED


def told(before, after):
    return [(passage.change, passage.text) for passage in compare(before, after)]


def test_nothing_changed():
    assert told("Một hai ba", "Một hai ba") == [(SAME, "Một hai ba")]
    assert told("", "") == []


def test_a_word_is_replaced_and_the_others_stay():
    assert told("Còn 06 văn bản quá hạn.", "Còn 05 văn bản quá hạn.") == [
        (SAME, "Còn"),
        (REMOVED, " 06"),
        (ADDED, " 05"),
        (SAME, " văn bản quá hạn."),
    ]


def test_a_line_is_added_at_the_end():
    assert told("Ý một", "Ý một\nÝ hai") == [(SAME, "Ý một"), (ADDED, "\nÝ hai")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "mới"), ("cũ", ""), ("a  b\n\nc ", "a b\nc"), ("<b>x</b>", "<i>x</i> & y"), ("Việt", "Việt")],
)
def test_both_texts_can_be_read_back_from_it(before, after):
    passages = compare(before, after)
    assert "".join(one.text for one in passages if one.change is not ADDED) == before
    assert "".join(one.text for one in passages if one.change is not REMOVED) == after


@pytest.mark.parametrize(
    "words",
    [["a"], [f"{n:02}" for n in range(99)], [f"{n:03}" for n in range(997)]],
    ids=["one word", "99 words", "997 words"],
)
def test_a_hostile_text_is_compared_in_bounded_time(words):
    """The longest texts that a section takes in, made of words that come again and again."""
    number = 20_000 // (len(words[0]) + 1)
    dice = Random(7)
    before, after = (" ".join(dice.choices(words, k=number)) for _ in range(2))
    begun = process_time()
    compare(before, after)
    assert process_time() - begun < 5


def test_a_draft_is_finished_when_all_is_out_and_answered():
    out = Standing("1. Kết quả", True, "Xong", "Xong")
    optional = Standing("Kiến nghị", False, None, "")
    assert unfinished([out, optional], 0) == []


def test_what_is_lacking_is_named_at_once():
    found = unfinished(
        [
            Standing("1. Kết quả", True, None, ""),
            Standing("2. Nguyên nhân", True, "Bản một", "Bản một, sửa"),
            Standing("Kiến nghị", False, None, "đang viết"),
        ],
        3,
    )
    assert [(one.code, dict(one.facts)) for one in found] == [
        ("drafting.not_given", {"titles": "1. Kết quả; Kiến nghị"}),
        ("drafting.changed_since", {"titles": "2. Nguyên nhân"}),
        ("drafting.unanswered", {"number": 3}),
    ]
