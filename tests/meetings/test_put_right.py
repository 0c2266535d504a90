"""What was written down at the meeting is put right: never over another's words, never twice by a double click."""

from datetime import date
from uuid import uuid4

import pytest

from tests.builders import MET, a_meeting, codes, last_event, refusal_of
from tests.standing import standing
from thuocdo.assemblies.rules import Votes
from thuocdo.kernel.seen import stamp
from thuocdo.meetings.actions import (
    add_remark,
    conclude_point,
    correct_remark,
    name_shortcoming,
    start_item,
    withdraw_point,
)
from thuocdo.meetings.models import Item, Remark
from thuocdo.office.queries import Actor

lived, year = standing(a_meeting)


@pytest.fixture
def minh(year) -> Actor:
    return year.by("minh", MET)


@pytest.fixture
def report(year, minh) -> Item:
    start_item(year.item("TH"), by=minh)
    return year.item("TH")


def test_a_remark_put_right_on_a_page_that_was_overtaken_overwrites_nothing(year, minh, report):
    remark = add_remark(report, year.seat("bao"), "Cần số liệu", once=uuid4(), by=minh)
    seen = stamp(remark.text)
    correct_remark(remark, "Cần số liệu quý IV", seen=seen, by=minh)
    assert codes(refusal_of(correct_remark, remark, "Khác", seen=seen, by=minh)) == ["page.overtaken"]
    assert Remark.objects.get().text == "Cần số liệu quý IV"


def test_a_matter_of_the_report_is_put_right_and_taken_back(year, minh, report):
    first = {"taken_up": True, "votes": Votes(4, 0), "by": minh}
    point = conclude_point(report, "Kết quả", "Tiếp thu", **first)
    assert conclude_point(report, "Kết quả", "Tiếp thu", **first) == point  # a double click
    seen = stamp(point.shown)
    conclude_point(report, "Kết quả", "Bổ sung số liệu", point=point, seen=seen, **first)
    late = refusal_of(conclude_point, report, "Kết quả", "Khác", point=point, seen=seen, **first)
    assert (codes(late), report.points.get().conclusion) == (["page.overtaken"], "Bổ sung số liệu")
    withdraw_point(report.points.get(), by=minh)
    assert report.points.count() == 0
    assert last_event().facts == {"title": "Kết quả", "before": "Bổ sung số liệu"}


def test_a_shortcoming_sent_twice_is_one(year, minh, report):
    subject = year.unit.subject_id
    said = {"remedy": "Đôn đốc", "term": date(2024, 3, 31), "by": minh}
    first = name_shortcoming(report, subject, "Trễ hạn", **said)
    assert name_shortcoming(report, subject, "Trễ hạn", **said) == first
