"""Answers that are files."""

import re

from django.http import Http404, HttpResponse

from thuocdo.kernel.vi_text import fold

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_name(title: str, extension: str) -> str:
    """A plain name that every system keeps: "ban-tu-kiem-diem-nguyen-thi-lan.pdf"."""
    return f"{re.sub('[^a-z0-9]+', '-', fold(title)).strip('-')[:80]}.{extension}"


def file_answer(data: bytes, title: str, extension: str) -> HttpResponse:
    """A PDF opens in the browser, anything else is saved. 404 for an unknown kind of file."""
    if extension not in TYPES:
        raise Http404
    answer = HttpResponse(data, content_type=TYPES[extension])
    how = "inline" if extension == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{how}; filename="{file_name(title, extension)}"'
    return answer
