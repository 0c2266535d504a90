"""Answers that are files."""

import re
from collections.abc import Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse

from thuocdo.kernel.vi_text import fold

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
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


def streamed_answer(data: Iterator[bytes], title: str, extension: str) -> StreamingHttpResponse:
    """A file that is made while it is sent."""
    answer = StreamingHttpResponse(data, content_type=TYPES[extension])
    answer["Content-Disposition"] = f'attachment; filename="{file_name(title, extension)}"'
    answer["Content-Encoding"] = "identity"  # it is packed already: no middleware packs it again
    return answer
