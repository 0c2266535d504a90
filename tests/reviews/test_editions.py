"""A year under each edition: every form is drawn, filled in, handed in, heard, completed and printed."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.builders import Year, answers_for, scores_for
from tests.people import a_login, a_person, an_office
from thuocdo.cycle.actions import open_cycle
from thuocdo.cycle.queries import book_of
from thuocdo.desks.queries import tasks_of
from thuocdo.kernel.words import Axis, PostRole, StaffKind, Stage
from thuocdo.law.packs import load_book
from thuocdo.office.models import Login, Post, Unit
from thuocdo.ratings.queries import grades_of
from thuocdo.reviews.actions import call_for_reviews, save_draft, submit_review
from thuocdo.reviews.models import Review
from thuocdo.reviews.queries import why_this_form
from thuocdo.reviews.sheets import draft_file, sheet_of

pytestmark = pytest.mark.django_db
REVIEWED, REMARKED, RATES = "NGƯỜI TỰ KIỂM ĐIỂM", "NGƯỜI NHẬN XÉT", "CẤP CÓ THẨM QUYỀN ĐÁNH GIÁ"
PARTY = [REVIEWED, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "T/M CHI ỦY BÍ THƯ", "T/M ĐẢNG ỦY BÍ THƯ"]
STATE = ["NGƯỜI TỰ NHẬN XÉT", REMARKED, RATES]
SIGNATURES = {
    "form-01/2023": STATE,
    "form-02a/2023": PARTY,
    "form-02b/2023": PARTY,
    "form-nd90-02/2023": STATE,
    "form-nd90-03/2023": STATE,
    "form-02a/2025": [REVIEWED],
    "form-02b/2025": [REVIEWED],
    "form-335-02/2026": ["CÔNG CHỨC TỰ XẾP LOẠI", "CẤP CÓ THẨM QUYỀN XẾP LOẠI"],
    "form-233/2026": ["VIÊN CHỨC TỰ XẾP LOẠI", "CẤP CÓ THẨM QUYỀN XẾP LOẠI"],
}
SIDE_BY_SIDE = ("form-335-02/2026", "form-233/2026")
EDITIONS = ("2023", "2024", "2025", "2026")
KINDS = [
    # name, kind, Party member, role, in the centre
    ("vc", StaffKind.PUBLIC_EMPLOYEE, True, PostRole.STAFF, True),
    ("vcq", StaffKind.PUBLIC_EMPLOYEE, False, PostRole.HEAD, True),
    ("nld", StaffKind.CONTRACT_WORKER, True, PostRole.STAFF, False),
    ("vcn", StaffKind.PUBLIC_EMPLOYEE, False, PostRole.STAFF, False),
]


def a_year(edition: str) -> Year:
    """The office with somebody of every kind; everybody has the forms of the edition."""
    office = an_office()
    centre = Unit.objects.create(
        agency=office.agency,
        subject=office.agency.subjects.create(kind="unit"),
        code="TT",
        name="Trung tâm Công báo và Tin học",
        kind=Unit.Kind.CENTRE,
        order=9,
    )
    for name, kind, member, role, in_centre in KINDS:
        person = a_person(office, name.upper(), f"Người {name}", kind=kind, is_party_member=member)
        office.people[name] = person
        unit = centre if in_centre else office.units["TH"]
        Post.objects.create(person=person, unit=unit, role=role, title="Viên chức")
    by = office.acting("hoa", f"{edition}-11-14 08:00")
    book = load_book(settings.REGULATIONS, edition, "mau-vpubnd")
    cycle = open_cycle(int(edition), book, by=by)
    call_for_reviews(cycle, by=by)
    return Year(office, cycle)


def signatures_on(pdf: bytes, named: str) -> list[str]:
    """The lines over the signatures of a printed form, in their order; "*" where the name given stands last."""
    printed = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    known = sorted({line for lines in SIGNATURES.values() for line in lines}, key=len, reverse=True)
    lines = re.finditer(rf"\b({'|'.join(known)})(?= \(Ký, ghi rõ họ tên\))", printed)
    found = [(match.start(), match.group()) for match in lines]
    return [line for _, line in sorted([*found, (printed.rfind(named), "*")])]


def hand_in(year: Year, review: Review, name: str) -> None:
    by = year.office.acting(name, f"{year.cycle.year}-11-15 09:00")
    saved = save_draft(review, answers_for(review), scores_for(review), version=review.version, by=by)
    submit_review(saved, version=saved.version, by=by)


def forms(year: Year, name: str) -> list[Review]:
    own = Review.objects.filter(cycle=year.cycle, person=year.office.people[name])
    return list(own.select_related("cycle", "unit", "person").order_by("-is_main", "id"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_form_is_drawn_handed_in_and_printed(edition):
    year = a_year(edition)
    seen, layouts = set(), set()
    for name in year.office.people:
        for review in forms(year, name):
            if review.form in seen:
                continue
            seen.add(review.form)
            assert "Xem bản in" in page_of(year, name, review)
            assert why_this_form(review) is not None
            hand_in(year, review, name)
            review.refresh_from_db()
            layouts.add(sheet_of(review, date(int(edition), 11, 15))["profile"])
            printed = draft_file(review, date(int(edition), 11, 15), "pdf")
            assert review.state == "submitted"
            lines = signatures_on(printed, review.person.full_name)
            under = 2 if review.form in SIDE_BY_SIDE else 1
            assert lines == [*SIGNATURES[review.form][:under], "*", *SIGNATURES[review.form][under:]]
    asked = {
        key
        for row in book_of(year.cycle)["review/form_for"]["rows"]
        for key in (row["form"], *row.get("also", ()))
    }
    assert seen <= asked
    assert len(seen) >= 4
    assert layouts == {"state", "party-2026" if edition == "2026" else "party"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_report_of_a_unit_is_handed_in_and_printed(edition):
    year = a_year(edition)
    report = Review.objects.select_related("cycle", "unit").get(cycle=year.cycle, unit=year.unit, person=None)
    hand_in(year, report, "minh")
    report.refresh_from_db()
    assert draft_file(report, date(int(edition), 11, 15), "pdf").startswith(b"%PDF-")


def page_of(year: Year, name: str, review: Review) -> str:
    client, person = Client(), year.office.people[name]
    client.force_login(Login.objects.filter(person=person).first() or a_login(person))
    answer = client.get(reverse("reviews:show", args=[review.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("edition", "wanted"),
    [
        ("2023", {"lan": ["form-02a/2023"], "bao": ["form-01/2023"]}),
        ("2025", {"lan": ["form-02b/2025", "form-nd90-02/2023"]}),
        (
            "2026",
            {"lan": ["form-02b/2025", "form-335-02/2026"], "minh": ["form-02a/2025", "form-335-02/2026"]},
        ),
    ],
)
def test_members_fill_in_two_papers_from_2025_on(edition, wanted):
    year = a_year(edition)
    assert {name: [review.form for review in forms(year, name)] for name in wanted} == wanted


def test_both_papers_are_tasks_and_state_both_axes():
    year = a_year("2025")
    by = year.office.acting("lan", "2025-11-15 08:00")
    titles = ["Viết bản tự kiểm điểm", "Viết phiếu đánh giá, xếp loại"]
    assert [task.title for task in tasks_of(by, year.cycle)] == titles
    for review in forms(year, "lan"):
        hand_in(year, review, "lan")
    subject = year.subject("lan").pk
    stated = {
        axis: grades_of(year.cycle, [subject], axis)[subject][Stage.SELF].grade
        for axis in (Axis.STATE, Axis.PARTY)
    }
    assert stated == {Axis.STATE: "good", Axis.PARTY: "good"}
