"""The record cannot be changed, whatever kind of test looks."""

import pytest
from django.db import Error, transaction

from tests.people import an_office
from thuocdo.audit.actions import record
from thuocdo.audit.models import Event


def one_line() -> None:
    office = an_office()
    record("office.noted", by=office.acting("hoa"), on=office.lan)
    assert Event.objects.count() == 1


def refuses_change() -> None:
    with pytest.raises(Error), transaction.atomic():
        Event.objects.update(actor_name="ai đó")
    with pytest.raises(Error), transaction.atomic():
        Event.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_record_is_guarded_again_after_a_test_with_real_transactions(time):
    one_line()
    refuses_change()


@pytest.mark.django_db
def test_record_refuses_change():
    one_line()
    refuses_change()
