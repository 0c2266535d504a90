"""Every code of the reader and of the import has its sentence, in words that end."""

import re
from pathlib import Path

import thuocdo
from thuocdo.kernel.findings import Finding
from thuocdo.ui.wording import known_codes, remedy, sentence

SOURCES = ("kernel/spreadsheet/*.py", "office/rules/*.py", "office/*.py", "office/web/*.py")


def test_every_code_has_its_sentence():
    root = Path(thuocdo.__file__).parent
    texts = [
        path.read_text() for pattern in SOURCES for path in root.glob(pattern) if path.name != "wording.py"
    ]
    codes = {code for text in texts for code in re.findall(r'"((?:office|sheet)\.[a-z_]+)"', text)}
    labels = {"office.login", "office.duty", "office.charge", "office.standin", "office.absence"}
    labels |= {"office.discipline", "office.post"}
    assert codes - labels - known_codes() == set()
    assert len(codes) > 40


def test_sentences_are_whole_without_their_facts():
    for code in known_codes():
        if code.startswith(("office.", "sheet.")):
            words = sentence(Finding(code)), remedy(Finding(code))
            assert words[0].endswith((".", "…")), code
            assert words[1] == "" or words[1].endswith("."), code
