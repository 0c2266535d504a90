"""A request too large for this house is answered before anything of it is kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from thuocdo.kernel.findings import Finding, Refused
from thuocdo.ui.middleware import refused
from thuocdo.ui.wording import register_findings

register_findings(
    {
        "upload.too_large": (
            _("Nội dung gửi lên lớn {megabytes} MB, quá mức {limit} MB mà hệ thống nhận mỗi lần."),
            _("Hãy chọn tệp nhỏ hơn, hoặc bỏ bớt hình ảnh trong tệp rồi gửi lại."),
        ),
    }
)

_CHUNK = 2**20
_MOST_TO_DRAIN = 512 * 2**20


class UploadLimitMiddleware:
    """Answers 413 by the announced length, before the form (and its files) would be read for the token.

    Stands before the CSRF middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        length = int(announced) if announced.isdecimal() else 0
        if length <= settings.UPLOAD_MAX_BYTES:
            return self.get_response(request)
        _drain(request, min(length, _MOST_TO_DRAIN))
        facts = {"megabytes": length // 2**20, "limit": settings.UPLOAD_MAX_BYTES // 2**20}
        return refused(request, Refused([Finding("upload.too_large", facts=facts)]))


def _drain(request: HttpRequest, length: int) -> None:
    """Take what the browser is still sending and drop it: closing on it would show a broken line, not our words."""
    source = request.META["wsgi.input"]
    while length > 0 and (chunk := source.read(min(_CHUNK, length))):
        length -= len(chunk)
