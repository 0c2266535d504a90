"""English is a whole second language: every sentence of ours has one, and English pages show nothing but it.

What stays Vietnamese on an English page is content: the law, the forms, the papers, what people wrote and are called.
"""

import ast
import re
from functools import lru_cache
from gettext import GNUTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from scripts.catalogues import rooms
from tests.builders import Year, a_closed_meeting, a_heard_meeting
from tests.people import a_login
from thuocdo.kernel.words import Axis, Grade, PostRole, StaffKind, Stage
from thuocdo.meetings.sheets import sheets_of
from thuocdo.office.models import Login
from thuocdo.papers.models import Paper
from thuocdo.ui import wording

from .tree import ROOT, files, modules, plant

VIETNAMESE = re.compile(r"[^\W\dA-Za-z_]")  # a letter that English does not have
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
NOT_FOR_READERS = {
    "src/thuocdo/ui/templates/ui/specimen.html": "samples for whoever makes pages; not served to an office",
    "src/thuocdo/office/web/staff_template.py": "headings and invented people of a list that is filled in in Vietnamese",
}
NAMES = {"Thước Đo", "Tiếng Việt"}  # the program and a language, called so in both


# --- the catalogues ---


def entries(po: str) -> list[dict[str, str]]:
    """Every entry of a catalogue but its header: msgid, msgstr, and whatever else is said of it."""
    found = []
    for block in po.split("\n\n"):
        entry, key = {"flags": ""}, ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry["flags"] += line
            elif match := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
                key = match[1]
                entry[key] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                entry[key] += ast.literal_eval(line)
        if entry.get("msgid"):
            found.append(entry)
    return found


def catalogue(room: Path) -> list[dict[str, str]]:
    return entries((room / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8"))


def unfinished(room: Path) -> list[str]:
    return [
        entry["msgid"]
        for entry in catalogue(room)
        if "fuzzy" in entry["flags"]
        or not all(text for key, text in entry.items() if key.startswith("msgstr"))
    ]


def test_every_sentence_is_translated():
    assert len(rooms()) > 5
    assert {room.name: unfinished(room) for room in rooms() if unfinished(room)} == {}


def test_what_is_compiled_is_what_is_written():
    for room in rooms():
        with (room / "locale/en/LC_MESSAGES/django.mo").open("rb") as file:
            compiled = GNUTranslations(file)
        for entry in catalogue(room):
            if "msgid_plural" in entry:
                said = compiled.ngettext(entry["msgid"], entry["msgid_plural"], 2)
                assert said == entry["msgstr[1]"]
            elif "msgctxt" in entry:
                assert compiled.pgettext(entry["msgctxt"], entry["msgid"]) == entry["msgstr"]
            else:
                assert compiled.gettext(entry["msgid"]) == entry["msgstr"]


def test_one_sentence_has_one_translation():
    """Django puts the rooms' catalogues together, so two translations of one sentence would hide each other."""
    told: dict[tuple[str, ...], str] = {}
    for room in rooms():
        for entry in catalogue(room):
            if "msgstr" in entry:
                key = (entry.get("msgctxt", ""), entry["msgid"])
                assert told.setdefault(key, entry["msgstr"]) == entry["msgstr"], key


def test_facts_of_a_sentence_are_in_its_translation():
    for room in rooms():
        for entry in catalogue(room):
            texts = [text for key, text in entry.items() if key.startswith(("msgid", "msgstr"))]
            assert len({frozenset(_FACT.findall(text)) for text in texts}) == 1, entry


_FACT = re.compile(r"%\(\w+\)s|\{\w+\}")


# --- the sources ---

TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
TRANSLATED = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%\s*translate .*?%}|{#.*?#}|{%\s*comment.*?endcomment\s*%}"
    r"|_\((?:\"[^\"]*\"|'[^']*')\)",
    re.DOTALL,
)


def bare_in_template(text: str) -> list[str]:
    """Vietnamese of a template outside every translation tag."""
    left = TRANSLATED.sub("", text)
    for name in NAMES:
        left = left.replace(name, "")
    return [line.strip() for line in left.splitlines() if VIETNAMESE.search(line.replace("→", ""))]


def test_every_template_is_translated():
    bare = {name: bare_in_template(text) for name, text in files(ROOT, ".html") if name.startswith("src/")}
    assert bare
    assert {name: lines for name, lines in bare.items() if lines and name not in NOT_FOR_READERS} == {}


def test_a_bare_word_in_a_template_is_noticed():
    text = '{% translate "Nộp" %} <b title="{{ x|default:_("Không") }}">{% mark "done" "đã xong" %}</b>\nLưu ở đây'
    assert bare_in_template(text) == [
        '<b title="{{ x|default: }}">{% mark "done" "đã xong" %}</b>',
        "Lưu ở đây",
    ]


def bare_in_python(root: Path) -> list[tuple[str, str]]:
    """Vietnamese in the web and wording modules that is not marked for translation."""
    found = []
    for name, tree in modules(root):
        if not re.search(r"/(web|wording)\b", name) or name in NOT_FOR_READERS:
            continue
        marked = {
            id(part)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and getattr(call.func, "id", getattr(call.func, "attr", "")) in MARKERS
            for part in ast.walk(call)
        }
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            (name, node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and VIETNAMESE.search(str(node.value))
            and id(node) not in marked | docstrings
        ]
    return found


def test_every_page_module_is_marked():
    titles_of_files = {
        ("src/thuocdo/dossiers/web/views.py", "Hồ sơ "),
        ("src/thuocdo/ballots/web/views/running.py", "Biên bản kiểm phiếu "),
    }
    assert [bare for bare in bare_in_python(ROOT) if bare not in titles_of_files] == []


def test_an_unmarked_word_is_noticed(tmp_path):
    plant(tmp_path, "src/thuocdo/office/web/views.py", '"""Đơn vị"""\na = _("Nộp")\nb = "Trả lại"\n')
    assert bare_in_python(tmp_path) == [("src/thuocdo/office/web/views.py", "Trả lại")]


def test_codes_and_findings_speak_english():
    with translation.override("en"):
        codes = [code for enum in (Axis, Grade, PostRole, StaffKind, Stage) for code in enum]
        said = {str(code): wording.label(code) for code in codes}
        said |= {str(code): wording.label(code) for code in wording._LABELS}
        said |= {code: f"{words.sentence} {words.remedy}" for code, words in wording._FINDINGS.items()}
        said |= {url: str(words) for url, words in wording._ACTS.items()}
    allowed = {  # they quote what is to be written in a Vietnamese list
        "sheet.no_headings",
        "office.kind_unknown",
    }
    said = {code: words for code, words in said.items() if not code.startswith("specimen.")}
    bare = {code: words for code, words in said.items() if VIETNAMESE.search(re.sub("[“”…]", "", words))}
    assert {
        code: words for code, words in bare.items() if code not in allowed and ".specimen" not in code
    } == {}


# --- the pages ---


class Words(HTMLParser):
    """The words that an English reader meets: text and spoken attributes outside elements of another language."""

    SILENT = {"script", "style", "template", "textarea", "option"}
    ALONE = {"input", "br", "img", "meta", "link", "hr", "path", "rect", "circle"}

    def __init__(self):
        super().__init__()
        self.open: list[bool] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        other = said.get("lang") == "vi" and tag != "html"  # the page's own language is not another one
        foreign = bool(self.open and self.open[-1]) or other or tag in self.SILENT
        if not foreign:
            self.words += [said[name] for name in ("title", "aria-label", "placeholder") if said.get(name)]
        if tag not in self.ALONE:
            self.open.append(foreign)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.ALONE and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.open and self.open[-1]):
            self.words.append(" ".join(data.split()))


@lru_cache
def shapes() -> list[re.Pattern[str]]:
    """Every Vietnamese sentence of the catalogues, with room for its facts."""
    found = []
    for room in rooms():
        for entry in catalogue(room):
            text = " ".join(re.sub(r"</?strong>", "", entry["msgid"]).split())
            if VIETNAMESE.search(text):
                parts = _FACT.split(text)
                if len(parts) == 1 or sum(len(part) for part in parts) > 12:
                    found.append(re.compile(".+".join(re.escape(part) for part in parts)))
    return found


def left_in_vietnamese(html: str) -> list[str]:
    """Words of the page that are a Vietnamese sentence of ours."""
    reader = Words()
    reader.feed(html)
    assert len(reader.words) > 20
    bare = [word for word in reader.words if VIETNAMESE.search(word)]
    return [word for word in bare if any(shape.fullmatch(word) for shape in shapes())]


def login_of(year: Year, name: str) -> Login:
    person = year.office.people[name]
    return Login.objects.filter(person=person).first() or a_login(person)


def read_in_english(year: Year, name: str, url: str) -> str:
    client = Client()
    client.force_login(login_of(year, name))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_english_pages_show_no_vietnamese_sentence_of_ours(settings):
    settings.PRETEND_TODAY = None
    year = a_heard_meeting()
    unit, meeting = year.unit.pk, year.meeting
    pages = [
        ("lan", reverse("desk")),
        ("hoa", reverse("desk")),
        ("hoa", reverse("cycle:plan")),
        ("hoa", reverse("cycle:step", args=["unit_meetings"])),
        ("hoa", reverse("ratings:groups")),
        ("hoa", reverse("desks:wall")),
        ("minh", reverse("desks:unit", args=[unit])),
        ("lan", reverse("reviews:show", args=[year.review("lan").pk])),
        ("hoa", reverse("reviews:show", args=[year.review("lan").pk])),
        ("khach", reverse("reviews:show", args=[year.review("khach").pk])),
        ("minh", reverse("reviews:prompts", args=[unit])),
        ("minh", reverse("meetings:item", args=[meeting.pk, year.item("lan").pk])),
        ("minh", reverse("meetings:item", args=[meeting.pk, year.item("emulation").pk])),
        ("minh", reverse("meetings:minutes", args=[meeting.pk])),
        ("minh", reverse("meetings:projector", args=[meeting.pk])),
        ("minh", reverse("dossiers:show", args=[unit])),
        ("hoa", reverse("office:people")),
        ("hoa", reverse("office:import")),
        ("hoa", reverse("office:person", args=[year.office.lan.pk])),
        ("hoa", reverse("office:unit", args=[unit])),
        ("hoa", reverse("law:book")),
        ("hoa", reverse("law:unchecked")),
        ("hoa", reverse("law:rule", args=["rating/excellent_cap"])),
    ]
    left = {(name, url): left_in_vietnamese(read_in_english(year, name, url)) for name, url in pages}
    assert {page: words for page, words in left.items() if words} == {}


@pytest.mark.django_db
def test_the_same_page_in_vietnamese_shows_them(settings):
    """The test above looks at something: in Vietnamese the same words are there."""
    settings.PRETEND_TODAY = None
    year = a_closed_meeting()
    client = Client()
    client.force_login(login_of(year, "lan"))
    assert "Bàn làm việc" in left_in_vietnamese(client.get(reverse("desk")).content.decode())


# --- the papers ---


@pytest.mark.django_db
def test_papers_stay_vietnamese_whoever_prints_them():
    year = a_heard_meeting()
    in_vietnamese = sheets_of(year.meeting)
    with translation.override("en"):
        assert sheets_of(year.meeting) == in_vietnamese


@pytest.mark.django_db
def test_papers_issued_by_an_english_reader_have_vietnamese_titles():
    with translation.override("en"):
        a_closed_meeting()
    titles = set(Paper.objects.values_list("title", flat=True))
    assert titles
    assert not any(re.search(r"Minutes|Proposed|Summary|review", title) for title in titles)
