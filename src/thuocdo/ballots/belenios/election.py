"""What is asked: the questions, the key, and the exact bytes that every ballot is bound to (election.json)."""

import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .formats import Defect, compact, fields, fingerprint, listed, load, text, whole
from .group import NAME, Base, base, element

VERSION = 1
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_UUID = re.compile(rf"[{ALPHABET}]{{14,64}}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def new_uuid() -> str:
    """A name for an election: it will be the name of its archive too."""
    return "".join(secrets.choice(ALPHABET) for _ in range(22))


@dataclass(frozen=True)
class Question:
    """Choose between `least` and `most` of the answers; with `blank`, or expressly none of them."""

    text: str
    answers: tuple[str, ...]
    least: int
    most: int
    blank: bool = False

    @property
    def width(self) -> int:
        """How many ciphertexts answer it: one per answer, and one before them for "blank"."""
        return len(self.answers) + self.blank

    def allows(self, marks: list[int]) -> bool:
        """Whether these marks (1 chosen, 0 not; "blank" first where there is one) are a valid answer."""
        if len(marks) != self.width or not set(marks) <= {0, 1}:
            return False
        chosen = sum(marks[self.blank :])
        if self.blank and marks[0]:
            return chosen == 0
        return self.least <= chosen <= self.most

    def told(self) -> dict[str, Any]:
        blank = {"blank": True} if self.blank else {}
        bounds = {"min": self.least, "max": self.most, "question": self.text}
        return {"answers": list(self.answers), **blank, **bounds}


def read_question(thing: Any) -> Question:
    fields(thing, "answers", "min", "max", "question", optional=("blank",))
    answers = tuple(text(answer) for answer in listed(thing["answers"]))
    least, most = whole(thing["min"]), whole(thing["max"], least=1)
    blank = thing.get("blank", False)
    if not (least <= most <= len(answers) and isinstance(blank, bool)):
        raise Defect("", "số được chọn không hợp với số phương án")
    return Question(text(thing["question"]), answers, least, most, blank)


@dataclass(frozen=True)
class Election:
    """A sealed election. `data` are the bytes that count; the rest is read from them."""

    data: bytes
    uuid: str
    name: str
    public_key: int
    questions: tuple[Question, ...]

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.data)

    @cached_property
    def key(self) -> Base:
        return base(self.public_key)


def make_election(
    uuid: str, name: str, description: str, questions: tuple[Question, ...], public_key: int
) -> Election:
    """Write down what is asked. Raises Defect where it could not be answered or read back."""
    data = compact(
        {
            "version": VERSION,
            "description": description,
            "name": name,
            "group": NAME,
            "public_key": str(public_key),
            "questions": [question.told() for question in questions],
            "uuid": uuid,
        }
    )
    for words in [name, description, *(said for q in questions for said in (q.text, *q.answers))]:
        if _CONTROL.search(words):
            raise Defect("questions", "có ký tự điều khiển")
    return read_election(data)


def read_election(data: bytes) -> Election:
    """Read election.json. Names of an administrator and of an authority may be there; they carry no weight."""
    thing = load(data)
    fields(
        thing,
        *("version", "description", "name", "group", "public_key", "questions", "uuid"),
        optional=("administrator", "credential_authority"),
    )
    if (type(thing["version"]), thing["version"], thing["group"]) != (int, VERSION, NAME):
        raise Defect("version", f"chỉ đọc được phiên bản {VERSION} trên nhóm {NAME}")
    if not _UUID.fullmatch(text(thing["uuid"])):
        raise Defect("uuid", "tên cuộc bỏ phiếu sai dạng")
    for name in ("description", "name", "administrator", "credential_authority"):
        text(thing.get(name, ""))
    questions = tuple(read_question(question) for question in listed(thing["questions"]))
    if not questions:
        raise Defect("questions", "không có câu hỏi")
    return Election(data, thing["uuid"], thing["name"], element(thing["public_key"]), questions)
