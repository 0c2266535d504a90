"""The register and the gallery as people meet them: who gets in, what they see, what they press."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import Year
from tests.people import a_login
from thuocdo.office.models import Login
from thuocdo.papers.actions import cancel_number, register_paper
from thuocdo.papers.models import Number, Paper
from thuocdo.papers.queries import gallery

DAY = "2023-11-27 09:00"


def client_of(year: Year, name: str) -> Client:
    person = year.office.people[name]
    client = Client()
    client.force_login(Login.objects.filter(person=person).first() or a_login(person))
    return client


def minutes() -> Paper:
    return Paper.objects.get(kind="unit-minutes", is_current=True)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def addresses() -> dict[str, str]:
    paper = minutes()
    stem = "tellers-minutes-2023"
    return {
        "register": reverse("papers:register"),
        "gallery": reverse("papers:gallery"),
        "specimen": reverse("papers:specimen", args=[stem]),
        "specimen_file": reverse("papers:specimen_file", args=[stem, "pdf"]),
        "picture": reverse("papers:picture", args=[stem, 1]),
        "paper": reverse("papers:paper", args=[paper.pk]),
        "issued_file": reverse("papers:issued_file", args=[paper.pk, "pdf"]),
    }


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("hoa", [200] * 7),
        ("minh", [403] * 5 + [200] * 2),
        ("son", [403] * 5 + [200] * 2),
        ("lan", [403] * 7),
        ("khach", [403] * 7),
    ],
)
def test_who_gets_in(year, name, answers):
    client = client_of(year, name)
    assert [client.get(url).status_code for url in addresses().values()] == answers


def test_the_registry_draws_and_cancels_on_the_pages(year):
    client, paper = client_of(year, "hoa"), minutes()
    listed = text(client.get(reverse("papers:register")))
    assert "Chờ cấp số" in listed
    assert paper.title in listed
    client.post(reverse("papers:draw", args=[paper.pk]))
    number = Number.objects.get()
    shown = text(client.get(reverse("papers:paper", args=[paper.pk])))
    assert number.line in shown
    assert number.pdf_sha256 in shown
    pdf = client.get(reverse("papers:numbered_file", args=[number.pk, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    client.post(reverse("papers:cancel", args=[number.pk]), {"reason": "Ghi nhầm"})
    number.refresh_from_db()
    assert number.cancelled_reason == "Ghi nhầm"
    year_of_number = number.series.year
    listed = text(client.get(reverse("papers:register"), {"nam": year_of_number}))
    assert "đã hủy" in listed
    assert "Ghi nhầm" in listed


def test_only_the_registry_draws_on_the_pages(year):
    for name in ("lan", "minh", "son"):
        answer = client_of(year, name).post(reverse("papers:draw", args=[minutes().pk]))
        assert answer.status_code == 403
    assert not Number.objects.exists()


def test_the_register_is_sought_and_filtered(year):
    hoa = year.by("hoa", DAY)
    first = register_paper(minutes(), by=hoa)
    register_paper(Paper.objects.get(kind="proposed-ratings", is_current=True), by=hoa)
    cancel_number(first, reason="Trùng", by=hoa)
    client = client_of(year, "hoa")

    def lines(**asked):
        page = client.get(reverse("papers:register"), {"nam": 2023, **asked}).context["page"]
        return [number.line for number in page]

    assert lines() == ["Số: 01/BB-TH", "Số: 01/BC-TH"]
    assert lines(loai="unit-minutes") == ["Số: 01/BB-TH"]
    assert lines(tim="01/BC") == ["Số: 01/BC-TH"]
    assert lines(tim="Biên bản") == ["Số: 01/BB-TH"]
    assert lines(nam="2022") == []
    assert lines(nam="x") == []


def test_no_page_shows_another_agencys_paper(year):
    paper = minutes()
    Paper.objects.filter(pk=paper.pk).update(agency=a_stranger())
    client = client_of(year, "hoa")
    urls = [addresses()["paper"], addresses()["issued_file"]]
    assert [client.get(url).status_code for url in urls] == [404, 404]


def a_stranger():
    from thuocdo.office.models import Agency

    return Agency.objects.create(code="so", name="Sở", pack="mau-vpubnd")


def test_every_specimen_is_shown_with_its_pages_and_sources(year):
    client = client_of(year, "hoa")
    listed = client.get(reverse("papers:gallery")).content.decode()
    for specimen in gallery():
        assert reverse("papers:specimen", args=[specimen.stem]) in listed
        shown = client.get(reverse("papers:specimen", args=[specimen.stem])).content.decode()
        assert shown.count("paper-page") == len(specimen.pictures)
        assert [source.label for source in specimen.kind.sources if source.label not in shown] == []


def test_an_unknown_specimen_file_or_page_is_not_found(year):
    client = client_of(year, "hoa")
    stem = "tellers-minutes-2023"
    urls = [
        reverse("papers:specimen", args=["nothing"]),
        reverse("papers:specimen_file", args=[stem, "exe"]),
        reverse("papers:picture", args=[stem, 9]),
        reverse("papers:picture", args=[stem, 0]),
    ]
    assert [client.get(url).status_code for url in urls] == [404] * 4
