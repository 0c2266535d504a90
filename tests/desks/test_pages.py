"""What a page costs: the same number of queries for one as for forty, and no more than a page is given."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import UNIT, Year, a_review, begin, call, nothing_written, submit
from tests.people import a_person
from tests.standing import browser_of, standing
from thuocdo.desks.wall import LACKING
from thuocdo.desks.web.views import PER_PAGE
from thuocdo.kernel.words import PostRole
from thuocdo.office.models import Post, Subject, Unit
from thuocdo.reviews.actions import call_for_reviews


def a_meeting_of(year: Year) -> Year:
    for name in ("minh", "tuan", "lan", "TH"):
        submit(year, name)
    call(year)
    begin(year)
    return year


lived, year = standing(a_review)

KB = 1024


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.PRETEND_TODAY = date(2023, 11, 16)


def colleagues(year: Year, number: int) -> None:
    """So many more people in phòng Tổng hợp, each with a form to fill in."""
    for count in range(number):
        person = a_person(year.office, f"VP2{count:02}", f"Trần Văn {count}")
        Post.objects.create(person=person, unit=year.unit, role=PostRole.STAFF, title="Chuyên viên")
    call_for_reviews(year.cycle, by=year.by("hoa"))


def cost(browser, url: str, data: dict | None = None) -> tuple[int, int]:
    """Queries and bytes of one page, asked a second time: what is read once for all is read by then."""
    answer = browser.get(url) if data is None else browser.post(url, data)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(url) if data is None else browser.post(url, data)
    assert answer.status_code in (200, 302), answer.status_code
    return len(queries), len(answer.content)


PAGES = {
    # who, address, queries and KB at the most
    "desk of staff": ("lan", lambda y: reverse("desk"), 15, 60),
    "form of staff": ("lan", lambda y: reverse("reviews:show", args=[y.review("lan").pk]), 15, 60),
    "report of the unit": ("minh", lambda y: reverse("reviews:show", args=[y.review("TH").pk]), 15, 60),
    "desk of a head": ("minh", lambda y: reverse("desk"), 22, 60),
    "unit board": ("minh", lambda y: reverse("desks:unit", args=[y.unit.pk]), 20, 100),
    "wall": ("hoa", lambda y: reverse("desks:wall"), 20, 60),
    "plan": ("lan", lambda y: reverse("cycle:plan"), 15, 60),
    "dossier": ("minh", lambda y: reverse("dossiers:show", args=[y.unit.pk]), 20, 60),
    "groups": ("hoa", lambda y: reverse("ratings:groups"), 15, 100),
}


@pytest.mark.parametrize(("who", "url", "queries", "size"), PAGES.values(), ids=PAGES)
def test_a_page_costs_the_same_for_one_as_for_many(year, who, url, queries, size):
    browser = browser_of(year, who)
    alone, _ = cost(browser, url(year))
    colleagues(year, 3)
    three, _ = cost(browser, url(year))
    colleagues_more(year, 18)
    many, length = cost(browser, url(year))
    assert (alone, three, many) == (alone,) * 3
    assert many <= queries
    assert length <= size * KB


def colleagues_more(year: Year, number: int) -> None:
    """25 people in the unit, with those who were there."""
    for count in range(number):
        person = a_person(year.office, f"VP3{count:02}", f"Lê Văn {count}")
        Post.objects.create(person=person, unit=year.unit, role=PostRole.STAFF, title="Chuyên viên")
    call_for_reviews(year.cycle, by=year.by("hoa"))


def test_a_draft_is_saved_in_few_queries(year):
    browser, review = browser_of(year, "lan"), year.review("lan")
    url = reverse("reviews:save", args=[review.pk])
    queries, size = cost(browser, url, {"version": "1", "conduct": "Tốt"})
    with CaptureQueriesContext(connection) as written:
        browser.post(url, {"version": str(year.review("lan").version), "conduct": "Khác"})
    assert (queries <= 15, len(written) <= 15, size <= 60 * KB) == (True, True, True), (queries, len(written))


def more_units(year: Year, number: int, kind: str = "thêm") -> None:
    agency = year.office.agency
    for count in range(number):
        subject = Subject.objects.create(agency=agency, kind="unit")
        code, name = f"{kind}{count}", f"Phòng {kind} {count}"
        Unit.objects.create(agency=agency, subject=subject, code=code, name=name, order=50)


def test_the_wall_of_a_large_agency_is_as_light_as_a_page_of_it(year):
    browser, url = browser_of(year, "hoa"), reverse("desks:wall")
    more_units(year, PER_PAGE)
    one, size = cost(browser, url)
    more_units(year, 100, "khác")
    many, length = cost(browser, url)
    assert (many, length < size * 1.05) == (one, True)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"tim": "tong hop"}, True),
        ({"tim": "phòng khác"}, False),
        ({"thieu": "bao-cao"}, True),
        ({"thieu": "tu-kiem-diem"}, True),
        ({"thieu": "không có"}, True),
        ({"page": "x", "tim": "\x00"}, True),
    ],
)
def test_units_are_found_on_the_wall(year, asked, shown):
    page = browser_of(year, "hoa").get(reverse("desks:wall"), asked).content.decode()
    assert (reverse("desks:unit", args=[year.unit.pk]) in page) == shown


def test_who_has_handed_in_is_no_longer_lacking(year):
    for name in (*UNIT, "TH"):
        submit(year, name)
    browser = browser_of(year, "hoa")
    for lacking in LACKING:
        page = browser.get(reverse("desks:wall"), {"thieu": lacking}).content.decode()
        gone = lacking in ("tu-kiem-diem", "bao-cao")
        assert (reverse("desks:unit", args=[year.unit.pk]) in page) != gone, lacking


def test_the_pages_of_a_meeting_cost_the_same_at_any_size(year):
    a_meeting_of(year)
    browser = browser_of(year, "minh")
    urls = [
        reverse("meetings:item", args=[year.meeting.pk, year.item("TH").pk]),
        reverse("meetings:minutes", args=[year.meeting.pk]),
        reverse("meetings:projector", args=[year.meeting.pk]),
    ]
    small = [cost(browser, url)[0] for url in urls]
    year.meeting.delete()
    colleagues(year, 36)
    call(year)
    begin(year)
    urls = [
        reverse("meetings:item", args=[year.meeting.pk, year.item("TH").pk]),
        reverse("meetings:minutes", args=[year.meeting.pk]),
        reverse("meetings:projector", args=[year.meeting.pk]),
    ]
    assert [cost(browser, url)[0] for url in urls] == small


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "son"])
def test_looking_at_the_desk_writes_nothing(year, name):
    browser = browser_of(year, name)
    with nothing_written():
        assert browser.get(reverse("desk")).status_code == 200


def test_a_desk_shows_only_what_is_ones_own(year):
    page = browser_of(year, "lan").get(reverse("desk")).content.decode()
    assert reverse("reviews:show", args=[year.review("lan").pk]) in page
    assert reverse("reviews:show", args=[year.review("bao").pk]) not in page
    assert reverse("desks:wall") not in page


def test_before_the_year_is_open_hcqt_opens_it_and_others_are_told(year):
    year.office.agency.cycles.update(agency=a_second_agency(year))
    assert browser_of(year, "hoa").get(reverse("desk")).headers["Location"] == reverse("cycle:open")
    assert browser_of(year, "lan").get(reverse("desk")).status_code == 200


def a_second_agency(year: Year):
    agency = type(year.office.agency).objects.get(pk=year.office.agency.pk)
    agency.pk, agency.code = None, "khac"
    agency.save()
    return agency
