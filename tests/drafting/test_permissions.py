"""Who may do what with a draft while it is open, and once it is closed."""

from datetime import date
from uuid import uuid4

import pytest

from tests.builders import a_review, codes, refusal_of
from tests.standing import EVERYBODY, beside_another, standing
from thuocdo.drafting import actions
from thuocdo.drafting.actions import (
    add_comment,
    answer_comment,
    ask_for_comments,
    assign_sections,
    close_draft,
    finish_comments,
    give_out,
    save_section,
    withdraw_comment,
)
from thuocdo.drafting.rules import Kind
from thuocdo.kernel.findings import Refused

from .stage import DAY, a_closed_draft, a_commented_draft, asked, comment, section, the_draft, write

lived, year = standing(beside_another(a_review))

# Lan writes "causes", Minh leads the unit that is asked, Bảo is asked by name.
ACTS = {
    "open_draft": ({"hoa"}, lambda y, by: actions.open_draft(y.cycle, Kind.LEADERSHIP, by=by)),
    "assign": (
        {"hoa"},
        lambda y, by: assign_sections(the_draft(y), [section(y, "causes").pk], y.office.bao, None, by=by),
    ),
    "save": (
        {"hoa", "lan"},
        lambda y, by: save_section(section(y, "causes"), "Khác", version=section(y, "causes").version, by=by),
    ),
    "give": (
        {"hoa", "lan"},
        lambda y, by: give_out(section(y, "causes"), version=section(y, "causes").version, by=by),
    ),
    "ask": (
        {"hoa"},
        lambda y, by: ask_for_comments(the_draft(y), [], [y.office.tuan], date(2023, 11, 21), by=by),
    ),
    "comment for TH": (
        {"minh"},
        lambda y, by: add_comment(asked(y, "TH"), section(y, "advice"), "Thêm", once=uuid4(), by=by),
    ),
    "comment as Bảo": (
        {"bao"},
        lambda y, by: add_comment(asked(y, "bao"), section(y, "advice"), "Thêm", once=uuid4(), by=by),
    ),
    "finish": ({"minh"}, lambda y, by: finish_comments(asked(y, "TH"), by=by)),
    "take back": ({"minh"}, lambda y, by: withdraw_comment(comment(y, "TH"), by=by)),
    "answer Lan's": (
        {"lan", "hoa"},
        lambda y, by: answer_comment(comment(y, "TH"), taken_up=True, answer="Đã sửa", by=by),
    ),
    "answer Hoa's": (
        {"hoa"},
        lambda y, by: answer_comment(comment(y, "bao"), taken_up=True, answer="Đã sửa", by=by),
    ),
    "close": ({"hoa"}, lambda y, by: close_draft(the_draft(y), by=by)),
}
REFUSED_LATER = {  # what HCQT itself hears once the report is issued
    "assign": "drafting.closed",
    "save": "drafting.closed",
    "give": "drafting.closed",
    "ask": "drafting.closed",
    "comment for TH": "drafting.not_yours",
    "finish": "drafting.not_yours",
    "answer Lan's": "drafting.closed",
    "close": "drafting.not_now",
}


@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what_while_it_is_open(year, act):
    a_commented_draft(year)
    write(year, "causes", "Sửa dở")
    allowed, do = ACTS[act]
    for who in EVERYBODY:
        if who not in allowed:
            assert any(code.endswith(".not_yours") for code in codes(refusal_of(do, year, year.by(who, DAY))))
    for who in sorted(allowed)[:1]:
        try:
            do(year, year.by(who, DAY))
        except Refused as refusal:  # lacks something, but not the right to
            assert act == "close", refusal  # noqa: PT017


@pytest.mark.parametrize("act", REFUSED_LATER)
def test_nothing_more_is_done_once_it_is_closed(year, act):
    a_closed_draft(year)
    assert codes(refusal_of(ACTS[act][1], year, year.by("hoa", DAY)))[:1] == [REFUSED_LATER[act]]
    if act in ("comment for TH", "finish"):
        assert codes(refusal_of(ACTS[act][1], year, year.by("minh", DAY))) == ["drafting.closed"]
