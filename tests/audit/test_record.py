"""What was done is on record, and the database itself keeps it so."""

from copy import copy

import pytest
from django.db import DatabaseError, transaction

from tests.builders import a_review, everything
from tests.standing import standing
from thuocdo.audit.actions import record
from thuocdo.audit.models import Event
from thuocdo.audit.queries import trail_of

lived, year = standing(a_review)


def test_a_line_tells_who_what_when_on_which_and_why(year):
    by, review = year.by("lan"), year.review("lan")
    record("review.submitted", by=by, on=review, reason="Đủ", pages=2)
    line = Event.objects.values().latest("id")
    assert line == {
        "id": line["id"],
        "agency_id": year.office.agency.pk,
        "at": by.at,
        "verb": "review.submitted",
        "actor_id": year.office.lan.pk,
        "actor_name": "Nguyễn Thị Lan",
        "thing": "reviews.review",
        "thing_id": review.pk,
        "reason": "Đủ",
        "facts": {"pages": 2},
    }


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Event.objects.update(actor_name="Ai đó"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.latest("id").delete(),
        lambda: Event.objects.latest("id").save(),
        lambda: Event.objects.all()._raw_delete("default"),
    ],
    ids=["update", "delete all", "delete one", "save again", "raw delete"],
)
def test_the_database_refuses_to_change_or_delete_a_line(year, tamper):
    before = everything()["audit_event"]
    assert before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper()
    assert everything()["audit_event"] == before


def test_a_trail_is_of_the_things_asked_for_in_their_order(year):
    by, lan, bao = year.by("minh"), year.review("lan"), year.review("bao")
    for thing, verb in ((lan, "review.submitted"), (bao, "review.submitted"), (lan, "review.returned")):
        record(verb, by=by, on=thing)
    assert [event.verb for event in trail_of(lan)] == ["review.submitted", "review.returned"]
    assert [event.thing_id for event in trail_of(lan, bao)] == [lan.pk, bao.pk, lan.pk]


def test_a_row_of_another_kind_with_the_same_key_has_a_trail_of_its_own(year):
    record("review.submitted", by=year.by("lan"), on=year.review("lan"))
    other = copy(year.office.lan)
    other.pk = year.review("lan").pk
    assert list(trail_of(other)) == []
