"""Codes become sentences; both languages are complete."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

import thuocdo.ui
from thuocdo.kernel.findings import Finding
from thuocdo.kernel.words import Axis, Grade, PostRole, StaffKind, Stage
from thuocdo.ui import wording
from thuocdo.ui.templatetags.ui import vn_number

ROOM = Path(thuocdo.ui.__file__).parent


@pytest.fixture
def planted(monkeypatch):
    monkeypatch.setattr(wording, "_FINDINGS", {})
    wording.register_findings(
        {
            "test.over": ("{have} người mức {grade}, đến {day}, hệ số {share}", "Bớt {over} người."),
            "test.missing": "Thiếu {items}",
        }
    )


def test_sentence_says_the_facts_as_people_write_them(planted):
    facts = {"have": 1200, "grade": Grade.GOOD, "day": date(2023, 11, 5), "share": Decimal("0.80"), "over": 2}
    finding = Finding("test.over", facts=facts)
    assert wording.sentence(finding) == "1.200 người mức Hoàn thành tốt nhiệm vụ, đến 05/11/2023, hệ số 0,8"
    assert wording.remedy(finding) == "Bớt 2 người."
    assert (
        wording.sentence(Finding("test.missing", facts={"items": ["biên bản", "bảng"]}))
        == "Thiếu biên bản, bảng"
    )


def test_fact_that_is_missing_does_not_break_the_sentence(planted):
    assert wording.sentence(Finding("test.missing")) == "Thiếu …"


def test_code_without_words_still_speaks_and_is_not_known(planted):
    assert wording.sentence(Finding("test.unheard")) == "Hiện chưa làm được việc này (mã test.unheard)."
    assert wording.remedy(Finding("test.unheard")) == ""
    assert wording.known_codes() == {"test.over", "test.missing"}


def test_code_is_not_given_other_words_silently(planted):
    wording.register_findings({"test.missing": "Thiếu {items}"})
    with pytest.raises(ValueError, match=r"test\.missing"):
        wording.register_findings({"test.missing": "Chưa có {items}"})


@pytest.mark.parametrize("code", [*Grade, *StaffKind, *Stage, *Axis, *PostRole])
def test_every_code_of_the_field_has_its_label_in_both_languages(code):
    vietnamese = wording.label(code)
    with translation.override("en"):
        assert wording.label(code) not in {vietnamese, ""}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1085, "1.085"),
        (92.5, "92,5"),
        (Decimal("20.00"), "20"),
        (Decimal(100), "100"),
        (0, "0"),
        (None, ""),
        (0.1, "0,1"),
    ],
)
def test_numbers_are_vietnamese(value, words):
    assert vn_number(value) == words


def _source_sentences():
    """Every sentence that our templates and modules mark for translation, as gettext would look it up."""
    tag = re.compile(r"""\{% translate (?:"([^"]+)"|'([^']+)')""")
    call = re.compile(r"""\b(?:_|gettext_lazy)\(\s*((?:"[^"]+"\s*)+),?\s*\)""")
    block = re.compile(r"\{% blocktranslate[^%]*%\}(.+?)\{% endblocktranslate %\}", re.DOTALL)
    for path in (ROOM / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        yield from (double or single for double, single in tag.findall(text))
        yield from (re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", words) for words in block.findall(text))
    for path in ROOM.rglob("*.py"):
        for parts in call.findall(path.read_text(encoding="utf-8")):
            yield "".join(re.findall(r'"([^"]+)"', parts))


def test_every_sentence_of_this_room_has_its_english():
    sentences = set(_source_sentences())
    assert len(sentences) > 100
    with translation.override("en"):
        assert sorted(words for words in sentences if translation.gettext(words) == words) == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_compiled_catalogue_is_that_of_the_source(language):
    """Changed a .po? `msgfmt -o django.mo django.po`."""
    folder = ROOM / "locale" / language / "LC_MESSAGES"
    words = [
        "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', part)).replace('\\"', '"')
        for part in re.findall(
            r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\s*)+)',
            (folder / "django.po").read_text("utf-8"),
            re.MULTILINE,
        )
    ]
    compiled = (folder / "django.mo").read_bytes()
    assert [sentence for sentence in words[1:] if sentence.encode() not in compiled] == []
    assert int.from_bytes(compiled[8:12], "little") == len(
        re.findall(r"^msgid ", (folder / "django.po").read_text("utf-8"), re.MULTILINE)
    )
