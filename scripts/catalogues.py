"""Bring every room's English catalogue up to date with its sources, and compile it (needs gettext's tools).

    .venv/bin/python -m scripts.catalogues

New sentences come in with an empty translation, sentences that are gone go; the exit status is 1 while something
is untranslated. Vietnamese is the source wording, so there is no Vietnamese catalogue but that of Django's own words.
"""

import re
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src/thuocdo"
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: thuocdo\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def rooms() -> list[Path]:
    """Every folder of the package with a catalogue."""
    return sorted(folder.parent for folder in PACKAGE.glob("*/locale"))


def bring_up_to_date(room: Path) -> bool:
    """Extract, merge, compile. Whether every sentence has its translation."""
    catalogue = room / "locale/en/LC_MESSAGES/django.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    django = Path(sys.executable).with_name("django-admin")
    subprocess.run(
        [django, "makemessages", "-l", "en", "--no-location", "--no-obsolete", "-v", "0"],
        cwd=room,
        check=True,
    )
    _, _, entries = catalogue.read_text(encoding="utf-8").partition("\n\n")
    catalogue.write_text(f"{HEADER}\n{entries}", encoding="utf-8")
    subprocess.run(
        ["msgfmt", "--check-format", "-o", catalogue.with_suffix(".mo"), catalogue],
        check=True,
    )
    lacking = re.findall(r'^#, .*fuzzy|^msgstr(?:\[\d\])? ""(?!\n")', entries, re.MULTILINE)
    print(f"{room.name}: {len(lacking)} to translate")
    return not lacking


if __name__ == "__main__":
    complete = [bring_up_to_date(room) for room in rooms()]
    sys.exit(0 if all(complete) else 1)
