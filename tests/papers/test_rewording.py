"""An agency's own words for a template: seen before they hold, never without a required part, kept in versions."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import codes, nothing_written, refusal_of
from tests.people import a_login
from thuocdo.audit.models import Event
from thuocdo.office.models import Agency, Login
from thuocdo.papers.actions import issue_paper, register_paper, reword_template
from thuocdo.papers.models import Paper, Rewording
from thuocdo.papers.queries import own_phrases, paper_kind, paper_kind_of
from thuocdo.papers.rendering import compose, load_kind, plain_text
from thuocdo.papers.rendering.phrases import phrases_of, reworded
from thuocdo.papers.rules import words_defects

from .packs import ROOT, kind_of, sample, samples

DAY = "2023-11-27 09:00"
TELLERS = ("tellers-minutes", "2023")
PLACE = "<b>Địa điểm:</b> {place}."


def phrase(text, kind="tellers-minutes"):
    return next(one for one in kind_of(kind).phrases() if one.text == text)


# --- phrases of a template ---


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in samples()}))
def test_every_template_said_again_in_its_own_words_is_the_same_paper(kind):
    paper = kind_of(kind)
    said = {one.key: one.text for one in paper.phrases()}
    assert said
    again = load_kind(ROOT, kind, "2023", said)
    for facts in paper.samples().values():
        assert plain_text(compose(again, facts)) == plain_text(compose(paper, facts))


def test_marks_name_the_facts_and_number_the_choices():
    source = "<paper><p>Có {{ n | count }} người{% if x %}, vắng {{ y }}{% endif %}; <b>{{ n }}</b> đạt.</p></paper>"
    found = phrases_of(source)
    assert [one.text for one in found] == ["Có {n} người{?1}, vắng {y}{?2}; <b>{n 2}</b> đạt."]
    assert found[0].marks == {
        "{n}": "{{ n | count }}",
        "{?1}": "{% if x %}",
        "{y}": "{{ y }}",
        "{?2}": "{% endif %}",
        "{n 2}": "{{ n }}",
    }


def test_equal_phrases_are_told_apart_and_empty_ones_are_none():
    found = phrases_of("<row><cell>TT</cell><cell>TT</cell><cell/><cell>{{ a }}, {{ b }}</cell></row>")
    assert [one.text for one in found] == ["TT", "TT"]
    assert len({one.key for one in found}) == 2


def test_what_an_agency_types_is_only_text():
    source = "<paper><p>Nơi họp: {{ place }}.</p></paper>"
    key = phrases_of(source)[0].key
    typed = 'Nơi <họp> & "phòng" </p>: {place}; <p>'
    assert reworded(source, {key: typed}) == (
        "<paper><p>Nơi &lt;họp&gt; &amp; &quot;phòng&quot; &lt;/p&gt;: {{ place }}; &lt;p&gt;</p></paper>"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<b>Nơi họp:</b> {place}.", []),
        ("{place} là <b>nơi họp</b>", []),
        ("", ["paper.words_empty"]),
        ("{place} <b></b>", ["paper.words_empty"]),
        ("<b>Nơi họp</b>", ["paper.words_lacks"]),
        ("Nơi họp: {place}", ["paper.words_lacks", "paper.words_lacks"]),
        ("<b>Nơi họp:</b> {place}, {chair}", ["paper.words_unknown"]),
        ("<b>Nơi họp:</b> {place} {{ 7*7 }}", ["paper.words_unknown"] * 3),
        ("<b>Nơi họp:</b> {place} {% raw %}", ["paper.words_unknown"]),
        ("<b>Nơi họp:</b> {place} {#", ["paper.words_unknown"]),
        ("<b>Nơi họp:</b> {place}, {place}", ["paper.words_twice"]),
        ("</b>Nơi họp:<b> {place}", ["paper.words_order"]),
        ("<b>Nơi họp 😀:</b> {place}", ["paper.words_unprintable"]),
    ],
)
def test_a_required_part_cannot_be_broken(text, found):
    assert codes(words_defects(phrase(PLACE), text)) == found


def test_a_fact_stays_on_its_side_of_a_choice():
    counted = "Số phiếu không hợp lệ{?1}{?2}{line.reason}: {line.count}{?3}{?4}"
    moved = "Số phiếu không hợp lệ {line.reason}{?1}{?2}: {line.count}{?3}{?4}"
    assert codes(words_defects(phrase(counted), moved)) == ["paper.words_order"]
    other = "Số phiếu hỏng{?1}{?2}{line.count} phiếu {line.reason}{?3}{?4}"
    assert words_defects(phrase(counted), other) == []


def test_a_shared_part_is_worded_for_one_template_and_leaves_the_others_alone():
    """A sentence of a macro, and a heading that two reports take in."""
    said = {
        next(
            one.key for one in kind_of("unit-report").phrases() if one.text == "A. NỘI DUNG KIỂM ĐIỂM"
        ): "A. NỘI DUNG",
        next(one.key for one in kind_of("unit-report").phrases() if one.tag == "macro"): (
            "{ballot.agree} trên {ballot.voters} người đồng ý (tỷ lệ {percent}); không đồng ý {ballot.disagree}; "
            "ý kiến khác {ballot.other}"
        ),
    }
    ours, plain = load_kind(ROOT, "unit-report", "2023", said), kind_of("unit-report")
    facts = sample("unit-report")
    assert "A. NỘI DUNG\n" in plain_text(compose(ours, facts))
    assert "A. NỘI DUNG KIỂM ĐIỂM\n" in plain_text(compose(plain, facts))
    assert "người đồng ý (tỷ lệ" in plain_text(compose(ours, facts))
    assert ours.template_digest != plain.template_digest
    other = load_kind(ROOT, "leadership-report", "2023")
    assert "A. NỘI DUNG KIỂM ĐIỂM\n" in plain_text(compose(other, sample("leadership-report")))
    assert other.template_digest == kind_of("leadership-report").template_digest


def test_phrases_of_shared_parts_have_names_of_their_own():
    keys = [one.key for one in kind_of("unit-report").phrases()]
    assert len(keys) == len(set(keys))
    assert {one.part for one in kind_of("unit-report").phrases()} > {"", "_parts/collective_review.xml"}


# --- keeping them ---


def reword(year, text="<b>Nơi họp:</b> {place}.", reason="Theo quy chế văn thư", name="hoa"):
    said = {phrase(PLACE).key: text}
    return reword_template(*TELLERS, said, reason=reason, by=year.by(name, DAY))


def printed(kind):
    return plain_text(compose(kind, sample("tellers-minutes")))


def test_own_words_hold_for_the_agency_and_no_other(year):
    kept = reword(year)
    ours = paper_kind(*TELLERS, year.office.agency.pk)
    assert "Nơi họp: Phòng họp số 2" in printed(ours)
    assert "Địa điểm:" not in printed(ours)
    assert kept.template_digest == ours.template_digest
    other = Agency.objects.create(code="so", name="Sở", pack="mau-vpubnd")
    assert "Địa điểm: Phòng họp số 2" in printed(paper_kind(*TELLERS, other.pk))
    assert Event.objects.get(verb="paper.template_reworded").reason == "Theo quy chế văn thư"


def test_an_issued_paper_keeps_its_words_and_is_numbered_with_them(year):
    old = Paper.objects.get(kind="tellers-minutes", is_current=True)
    reword(year)
    reword(year, "<b>Họp tại:</b> {place}.")
    assert paper_kind_of(old).template_digest == old.template_digest
    assert register_paper(old, by=year.by("hoa", DAY)).line == "Số: 01/BB-TH"
    again = issue_paper(
        "tellers-minutes",
        year.cycle,
        old.unit,
        old.subject_id,
        old.sheet,
        title=old.title,
        by=year.by("hoa", DAY),
    )
    assert again.replaces == old
    assert again.template_digest == Rewording.objects.first().template_digest
    reword(year, "<b>Nơi họp:</b> {place}.")
    assert paper_kind_of(again).template_digest == again.template_digest
    assert "Họp tại:" in printed(paper_kind_of(again))


def test_words_as_the_pack_has_them_are_the_packs_again(year):
    reword(year)
    reword(year, PLACE)
    assert own_phrases(year.office.agency.pk, *TELLERS) == {}
    assert (
        paper_kind(*TELLERS, year.office.agency.pk).template_digest
        == kind_of("tellers-minutes").template_digest
    )
    assert Rewording.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"text": "Nơi họp"}, ["paper.words_lacks"] * 3),
        ({"reason": " "}, ["cycle.reason_missing"]),
        ({"text": PLACE}, ["paper.words_unchanged"]),
        ({"name": "minh"}, ["office.not_yours"]),
    ],
)
def test_rewording_is_refused(year, facts, found):
    with nothing_written():
        assert codes(refusal_of(reword, year, **facts)) == found


# --- the page ---


def client_of(year, name):
    person = year.office.people[name]
    client = Client()
    client.force_login(Login.objects.filter(person=person).first() or a_login(person))
    return client


URL = "papers:reword"


def typed_on_the_page(**changes):
    return {one.key: one.text for one in kind_of("tellers-minutes").phrases()} | changes


def test_the_page_shows_both_before_anything_is_kept(year):
    client, url = client_of(year, "hoa"), reverse(URL, args=["tellers-minutes-2023"])
    shown = client.get(url).content.decode()
    assert "&lt;b&gt;Địa điểm:&lt;/b&gt; {place}." in shown
    words = typed_on_the_page(**{phrase(PLACE).key: "<b>Nơi họp:</b> {place}."})
    with nothing_written():
        looked = client.post(url, words | {"do": "look"})
    assert looked.status_code == 200
    assert looked.content.decode().count("data:image/png;base64,") == 4
    assert len({picture for pair in looked.context["pages"] for picture in pair}) == 3
    kept = client.post(url, words | {"do": "save", "reason": "Theo quy chế"}, follow=True)
    assert "Đã lưu lời văn" in kept.content.decode()
    assert own_phrases(year.office.agency.pk, *TELLERS) == {phrase(PLACE).key: "<b>Nơi họp:</b> {place}."}
    client.post(url, {"do": "restore", "reason": "Trở lại"})
    assert own_phrases(year.office.agency.pk, *TELLERS) == {}


def test_a_broken_part_is_named_and_what_was_typed_stays(year):
    client, url = client_of(year, "hoa"), reverse(URL, args=["tellers-minutes-2023"])
    words = typed_on_the_page(**{phrase(PLACE).key: "<b>Nơi họp của chúng tôi</b>"})
    with nothing_written():
        refused = client.post(url, words | {"do": "save", "reason": "x"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "thiếu chỗ điền {place}" in page
    assert "Nơi họp của chúng tôi" in page
    assert page.count('aria-invalid="true"') == 1
