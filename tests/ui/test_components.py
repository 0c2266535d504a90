"""Tags and fragments: what they show, what they escape, what they leave out."""

from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

import thuocdo.ui
from thuocdo.kernel.findings import Citation, Finding
from thuocdo.ui.formats import DATE_INPUT_FORMATS

pytestmark = pytest.mark.urls("tests.ui.urls")
CONFIRMED = Citation("nd", "Điều 2 khoản 3", "Đoạn trích <nguyên văn>.", "confirmed", "Nghị định mẫu")
SECONDARY = Citation("nd", "Điều 2", status="secondary", label="Nghị định mẫu")
ASSUMED = Citation("nd", "Điều 9", status="assumed")
VENDOR = Path(thuocdo.ui.__file__).parent / "static/ui/vendor"


def show(source: str, path: str = "/", /, **context) -> str:
    """A template's text on one line, as a page at `path` would have it."""
    template = engines["django"].from_string(source)
    return " ".join(template.render(context, RequestFactory().get(path)).split())


def test_button_posts_with_a_token():
    text = show('{% act_button "/meetings/3/close/" "Kết thúc" findings key="k" %}', findings=[])
    assert '<form class="act" method="post" action="/meetings/3/close/">' in text
    assert 'name="csrfmiddlewaretoken" value="' in text
    assert '<button class="btn btn-primary" data-key="k">Kết thúc</button>' in text


def test_button_that_may_not_be_used_says_why_and_posts_nothing():
    findings = [Finding("specimen.missing", SECONDARY, {"missing": "<biên bản>"})]
    text = show('{% act_button "/x/" "Nộp" findings %}', findings=findings)
    assert "<form" not in text
    ident = text.split('aria-describedby="')[1].split('"')[0]
    assert f'id="{ident}"' in text
    assert "Còn thiếu &lt;biên bản&gt;." in text
    assert "chưa đối chiếu văn bản gốc" in text


def test_button_that_asks_first_works_without_a_script():
    text = show('{% act_button "/x/" "Niêm phong" none confirm="Chắc chưa?" target="#box" %}', none=[])
    assert text.startswith('<details class="act act-confirm">')
    assert 'hx-post="/x/" hx-target="#box" hx-swap="outerHTML"' in text


def test_submit_button_greys_with_the_same_words():
    findings = [Finding("specimen.missing", facts={"missing": "biên bản"})]
    assert "Còn thiếu biên bản." in show('{% submit_button "Nộp" f %}', f=findings)
    assert 'name="act" value="go"' in show('{% submit_button "Nộp" name="act" value="go" %}')


@pytest.mark.parametrize(
    "button", ['{% submit_button "Nộp" f above=f %}', '{% act_button "/x/" "Nộp" f above=f %}']
)
def test_reasons_that_stand_above_a_button_are_not_said_twice(button):
    text = show(button, f=[Finding("specimen.missing", facts={"missing": "biên bản"})])
    assert ("Còn thiếu biên bản." in text, "còn những việc nêu ở trên" in text) == (False, True)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (CONFIRMED, ""),
        (SECONDARY, "chưa đối chiếu văn bản gốc"),
        (ASSUMED, "giả định, chưa đối chiếu văn bản gốc"),
    ],
)
def test_citation_says_how_well_its_text_is_known(source, words):
    text = show("{% citation source %}", source=source)
    assert ('class="unchecked"' in text) == bool(words)
    assert f">{words}</span>" in text or not words


def test_quote_is_shown_and_escaped():
    text = show("{% citation source %}", source=CONFIRMED)
    assert '<blockquote lang="vi">Đoạn trích &lt;nguyên văn&gt;.</blockquote>' in text
    assert "blockquote" not in show("{% citation source False %}", source=CONFIRMED)
    assert show("{% citation source %}", source=None) == ""


def test_findings_list_every_reason_with_its_clause():
    findings = [
        Finding("specimen.missing", CONFIRMED, {"missing": "a"}),
        Finding("specimen.missing", facts={"missing": "b"}),
    ]
    text = show('{% findings found "Chưa nộp được" %}', found=findings)
    assert text.count("<li data-code=") == 2
    assert "Điều 2 khoản 3, Nghị định mẫu" in text
    assert show("{% findings found %}", found=[]) == ""


def test_may_is_yes_without_findings():
    source = "{% may found as ok %}{{ ok }}"
    assert show(source, found=[]) == "True"
    assert show(source, found=[Finding("specimen.missing")]) == "False"


class ReviewForm(forms.Form):
    strengths = forms.CharField(
        label="Ưu điểm", help_text="Nêu số liệu.", widget=forms.Textarea, max_length=20
    )
    level = forms.ChoiceField(label="Mức", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Đã đọc")


def test_field_keeps_too_long_text_and_points_to_its_error():
    form = ReviewForm({"strengths": "x" * 30})
    text = show('{% field form.strengths seen_by="Trưởng phòng" score="total" rows=4 %}', form=form)
    assert "x" * 30 in text
    assert "maxlength" not in text
    assert 'data-limit="20"' in text
    assert 'data-score="total"' in text
    assert 'rows="4"' in text
    assert 'aria-describedby="id_strengths_helptext id_strengths_error"' in text
    assert 'id="id_strengths_helptext"' in text
    assert 'id="id_strengths_error"' in text
    assert "Nhiều nhất 20 ký tự, hiện có 30." in text
    assert "Trưởng phòng" in text


def test_error_summary_links_lead_somewhere():
    form = ReviewForm({"strengths": "x" * 30})
    text = show("{% error_summary form %}{% for f in form %}{% field f %}{% endfor %}", form=form)
    targets = [part.split('"')[0] for part in text.split('href="#')[1:]]
    assert targets == ["id_strengths", "id_level", "id_agreed"]
    assert [f' id="{target}"' in text for target in targets] == [True, True, True]
    assert show("{% error_summary form %}", form=ReviewForm()) == ""


def test_pager_keeps_the_other_arguments():
    page = Paginator(range(1200), 50).page(3)
    text = show('{% include "ui/_pager.html" %}', "/people/?q=lan&page=3", page=page)
    assert "Trang 3 trên 24" in text
    assert "1.200 dòng" in text
    assert 'href="?q=lan&amp;page=4"' in text
    assert show('{% include "ui/_pager.html" %}', page=Paginator([1], 50).page(1)) == ""


def test_page_title_is_also_its_heading_and_empty_blocks_leave_nothing():
    page = '{% extends "ui/base.html" %}{% block title %}Họp <{{ unit }}>{% endblock %}{% block content %}<p>Nội dung</p>{% endblock %}'
    text = show(page, unit="A & B")
    assert "<title>Họp <A &amp; B> – Thước Đo</title>" in text
    assert "<h1>Họp <A &amp; B></h1>" in text
    assert text.count("<p>Nội dung</p>") == 1
    assert [
        part for part in ("<aside>", "site-search", "site-nav", "breadcrumb", "user-menu") if part in text
    ] == []


def test_page_marks_where_we_are():
    page = (
        '{% extends "ui/base.html" %}{% block nav %}{% nav_link "/" "Bàn" %}{% nav_link "/plan/" "Kế hoạch" "k" %}{% endblock %}'
        "{% block aside %}Bên cạnh{% endblock %}"
    )
    text = show(page, "/plan/3/", person_name="Nguyễn Thị Lan", person_role="Chuyên viên")
    assert '<a href="/">Bàn</a><a href="/plan/" aria-current="page" data-key="k">Kế hoạch</a>' in text
    assert "<aside>Bên cạnh</aside>" in text
    assert "<strong>Nguyễn Thị Lan</strong>" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_dates_are_read_day_first(language, settings):
    settings.FORMAT_MODULE_PATH = "thuocdo.ui.formats"
    with translation.override(language):
        assert forms.DateField(input_formats=DATE_INPUT_FORMATS).clean("05/11/2023").month == 11


def test_vendored_files_are_those_of_the_checksums():
    from hashlib import sha256

    listed = dict(reversed(line.split()) for line in (VENDOR / "CHECKSUMS").read_text().splitlines())
    there = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name != "CHECKSUMS"
    }
    assert there == listed
