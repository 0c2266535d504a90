"""An agency's Word file in its life: looked at, adopted, replaced, withdrawn; issued papers keep theirs."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.builders import a_closed_meeting, codes, nothing_written, refusal_of
from tests.standing import browser_of, standing
from thuocdo.audit.models import Event
from thuocdo.office.models import Agency
from thuocdo.papers.actions import (
    adopt_word_template,
    issue_paper,
    offer_word_template,
    register_paper,
    reword_template,
    withdraw_word_template,
)
from thuocdo.papers.models import Paper, WordTemplate
from thuocdo.papers.queries import (
    file_of,
    is_in_word,
    own_specimen,
    paper_kind,
    paper_kind_of,
    specimen_or_404,
)
from thuocdo.papers.rendering import example_docx

from .packs import kind_of
from .words import DOCUMENT, changed, part_of, read, word_of

DAY = "2023-11-27 09:00"
KIND = ("unit-minutes", "2023")
STEM = "unit-minutes-2023"


lived, year = standing(a_closed_meeting)


@pytest.fixture(autouse=True)
def without_libreoffice(settings):
    settings.PRETEND_TODAY = None
    settings.LIBREOFFICE = ""


def a_file(said="Mẫu của chúng tôi") -> bytes:
    """The example with some words of the agency's own at its beginning."""
    whole = example_docx(kind_of("unit-minutes"))
    text = part_of(whole, DOCUMENT).replace("<w:body>", f"<w:body><w:p><w:r><w:t>{said}</w:t></w:r></w:p>")
    return changed(whole, {DOCUMENT: text.encode()})


def offer(year, data=None, name="hoa"):
    return offer_word_template(
        *KIND, "mau-bien-ban.docx", a_file() if data is None else data, by=year.by(name, DAY)
    )


def adopt(year, data=None, reason="Quy chế văn thư"):
    offered = offer(year, data)
    adopt_word_template(offered, reason=reason, by=year.by("hoa", DAY))
    return WordTemplate.objects.get(pk=offered.pk)


def issue_again(year):
    old = Paper.objects.get(kind="unit-minutes", is_current=True)
    by = year.by("hoa", DAY)
    return issue_paper(
        "unit-minutes", year.cycle, old.unit, old.subject_id, old.sheet, title=old.title, by=by
    )


def first_line(kept) -> str:
    return read(file_of(kept, "docx"))[0]


def ours(year):
    return paper_kind(*KIND, year.office.agency.pk)


def test_nothing_changes_until_it_is_adopted_and_then_for_this_agency_only(year):
    offered = offer(year)
    assert ours(year).word is None
    adopt_word_template(offered, reason="Quy chế văn thư", by=year.by("hoa", DAY))
    assert ours(year).word is not None
    other = Agency.objects.create(code="so", name="Sở", pack="mau-vpubnd")
    assert paper_kind(*KIND, other.pk).word is None
    assert list(Event.objects.filter(verb__startswith="paper.word").values_list("verb", "reason")) == [
        ("paper.word_offered", ""),
        ("paper.word_adopted", "Quy chế văn thư"),
    ]


def test_a_paper_is_made_from_the_file_and_keeps_it_for_its_number(year):
    adopt(year)
    paper = issue_again(year)
    assert first_line(paper) == "Mẫu của chúng tôi"
    assert is_in_word(paper)
    adopt(year, a_file("Mẫu mới"))
    assert WordTemplate.objects.filter(adopted_at__isnull=False, withdrawn_at=None).count() == 1
    assert paper_kind_of(paper).template_digest == paper.template_digest
    drawn = register_paper(paper, by=year.by("hoa", DAY))
    assert first_line(drawn) == "Mẫu của chúng tôi"
    assert drawn.line in "\n".join(read(file_of(drawn, "docx")))
    assert first_line(issue_again(year)) == "Mẫu mới"


def test_a_paper_issued_before_keeps_the_packs_template(year):
    before = Paper.objects.get(kind="unit-minutes", is_current=True)
    adopt(year)
    assert not is_in_word(before)
    drawn = register_paper(before, by=year.by("hoa", DAY))
    assert first_line(drawn) != "Mẫu của chúng tôi"


def test_words_and_file_are_kept_together(year):
    adopt(year)
    phrase = next(one for one in kind_of("unit-minutes").phrases() if one.text == "<b>Địa điểm:</b> {place}.")
    reword_template(*KIND, {phrase.key: "<b>Nơi họp:</b> {place}."}, reason="x", by=year.by("hoa", DAY))
    paper = issue_again(year)
    withdraw_word_template(WordTemplate.objects.get(), reason="Thôi", by=year.by("hoa", DAY))
    reword_template(*KIND, {}, reason="y", by=year.by("hoa", DAY))
    assert is_in_word(paper)
    assert paper_kind_of(paper).template_digest == paper.template_digest


def test_withdrawn_it_gives_way_to_the_packs(year):
    kept = adopt(year)
    withdraw_word_template(kept, reason="Dùng mẫu chung", by=year.by("hoa", DAY))
    assert ours(year).template_digest == kind_of("unit-minutes").template_digest
    assert codes(refusal_of(withdraw_word_template, kept, reason="x", by=year.by("hoa", DAY))) == [
        "paper.word_not_used"
    ]


@pytest.mark.parametrize(
    ("kind", "data", "name", "found"),
    [
        ("unit-minutes", b"x", "hoa", ["paper.word_not_docx"]),
        ("unit-minutes", None, "minh", ["office.not_yours"]),
        ("self-review", None, "hoa", ["paper.word_many_forms"]),
    ],
)
def test_a_file_is_refused_and_not_kept(year, settings, kind, data, name, found):
    data = a_file() if data is None else data
    before = sorted(Path(settings.MEDIA_ROOT).rglob("*.docx"))
    refusal = refusal_of(offer_word_template, kind, "2023", "x.docx", data, by=year.by(name, DAY))
    assert codes(refusal) == found
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*.docx")) == before


def test_adopting_wants_a_reason_and_happens_once(year):
    offered = offer(year)
    refusal = refusal_of(adopt_word_template, offered, reason=" ", by=year.by("hoa", DAY))
    assert codes(refusal) == ["cycle.reason_missing"]
    adopt_word_template(offered, reason="x", by=year.by("hoa", DAY))
    again = refusal_of(adopt_word_template, offered, reason="x", by=year.by("hoa", DAY))
    assert codes(again) == ["paper.word_adopted"]


# --- pages ---


def upload(browser, data):
    file = SimpleUploadedFile("mau.docx", data)
    return browser.post(reverse("papers:word", args=[STEM]), {"docx": file}, follow=True)


def test_from_the_example_to_the_papers(year):
    browser = browser_of(year, "hoa")
    page = browser.get(reverse("papers:word", args=[STEM])).content.decode()
    assert "{#members} … {/members}" in page
    example = browser.get(reverse("papers:word_example", args=[STEM]))
    looked = upload(browser, example.content)
    kept = WordTemplate.objects.get()
    assert looked.redirect_chain[-1][0] == reverse("papers:word_look", args=[kept.pk])
    assert "Máy chủ không có LibreOffice" in looked.content.decode()
    tried = browser.get(reverse("papers:word_file", args=[kept.pk, "thu"]))
    assert "Phòng họp" in "".join(read(tried.content))
    done = browser.post(reverse("papers:word_adopt", args=[kept.pk]), {"reason": "Mẫu riêng"}, follow=True)
    assert "Từ nay tệp DOCX" in done.content.decode()
    shown = browser.get(reverse("papers:paper", args=[issue_again(year).pk])).content.decode()
    assert "làm theo mẫu Word của cơ quan" in shown
    gone = browser.post(reverse("papers:word_withdraw", args=[kept.pk]), {"reason": "Thôi"}, follow=True)
    assert "Đã thôi dùng" in gone.content.decode()


def test_everything_wrong_is_named_at_once_and_nothing_is_kept(year):
    browser = browser_of(year, "hoa")
    with nothing_written():
        answer = upload(browser, word_of("Biên bản {yaer} của {unti}", "{#members}"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Phần {#members} chưa được đóng." in page
    with nothing_written():
        page = upload(browser, word_of("Biên bản {yaer} của {unti}")).content.decode()
    for said in (
        "Có lẽ là {year}.",
        "Có lẽ là {unit}.",
        "Mẫu thiếu {letterhead.issuer}",
        "Mẫu thiếu {#persons} … {/persons}",
    ):
        assert said in page
    with nothing_written():
        assert upload(browser, b"").status_code == 422


def test_the_file_of_another_agency_is_not_found(year):
    kept = adopt(year)
    kept.agency = Agency.objects.create(code="so", name="Sở", pack="mau-vpubnd")
    kept.save()
    browser = browser_of(year, "hoa")
    for name, args in (("word_look", [kept.pk]), ("word_file", [kept.pk, "mau"])):
        assert browser.get(reverse(f"papers:{name}", args=args)).status_code == 404


def test_the_gallery_shows_the_packs_and_ours(year):
    browser = browser_of(year, "hoa")
    url = reverse("papers:specimen", args=[STEM])
    assert "Của cơ quan" not in browser.get(url).content.decode()
    phrase = next(one for one in kind_of("unit-minutes").phrases() if one.text == "<b>Địa điểm:</b> {place}.")
    reword_template(*KIND, {phrase.key: "<b>Nơi họp:</b> {place}."}, reason="x", by=year.by("hoa", DAY))
    adopt(year)
    assert "Của cơ quan" in browser.get(url).content.decode()
    assert "mẫu của cơ quan" in browser.get(reverse("papers:gallery")).content.decode()
    own = own_specimen(specimen_or_404(STEM), year.office.agency.pk)
    assert "Nơi họp:" in own.rendered.text
    assert read(own.rendered.docx)[0] == "Mẫu của chúng tôi"
    plain, ours = (
        browser.get(reverse("papers:picture", args=[STEM, 1]) + way).content for way in ("", "?mau=rieng")
    )
    assert plain != ours


@pytest.mark.libreoffice
def test_where_libreoffice_is_at_hand_both_are_shown(year, settings):
    settings.LIBREOFFICE = "soffice"
    page = browser_of(year, "hoa").get(reverse("papers:word_look", args=[offer(year).pk])).content.decode()
    assert page.count("data:image/png;base64,") >= 4
