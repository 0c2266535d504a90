"""What `argparse` says by itself, in the language of the program; it asks `gettext`, which knows no catalogue of its own."""

import argparse

_WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "show this help message and exit": "xem hướng dẫn này",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "one of the arguments %s is required": "cần một trong: %s",
    "not allowed with argument %s": "không đi cùng %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "không có lệnh %(parser_name)r (có: %(choices)s)",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r (có: %(choices)s)",
    "invalid %(type)s value: %(value)r": "không dùng được giá trị %(value)r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s có thể là %(matches)s",
    "ignored explicit argument %r": "tùy chọn này không nhận giá trị %r",
    "expected one argument": "cần một giá trị",
    "expected at most one argument": "cần nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected %s argument": "cần %s giá trị",
}


def speak_vietnamese() -> None:
    """From now on; words without a counterpart here are those of a programmer's mistake."""
    vars(argparse).update({"_": _said, "ngettext": lambda one, many, number: _said(one)})


def _said(words: str) -> str:
    return _WORDS.get(words, words)
