"""Answers for what goes wrong: what happened, what was kept, what to do. Full page or fragment for #notices."""

from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuocdo.ui.middleware import Answer, back_url, to_notices, wants_fragment
from thuocdo.ui.typed import typed_words


class Trouble(NamedTuple):
    """The words of one kind of error page."""

    title: Promise
    happened: Promise
    kept: Promise
    to_do: Promise


TROUBLES = {
    400: Trouble(
        _("Yêu cầu không đọc được"),
        _("Máy chủ nhận được một yêu cầu thiếu phần hoặc sai cách viết, nên không thực hiện."),
        _("Dữ liệu đã lưu trước đó còn nguyên."),
        _("Hãy trở lại trang trước, tải lại trang rồi làm lại."),
    ),
    403: Trouble(
        _("Trang này không dành cho tài khoản đang dùng"),
        _("Tài khoản đang đăng nhập không có quyền xem hoặc làm việc này."),
        _("Không có gì bị thay đổi."),
        _(
            "Nếu đây là việc được phân công, hãy báo cho đơn vị đầu mối để được giao đúng vai trò; "
            "nếu dùng nhiều tài khoản, hãy đăng nhập lại bằng tài khoản đúng."
        ),
    ),
    404: Trouble(
        _("Không tìm thấy trang này"),
        _("Địa chỉ sai, mục này đã được chuyển đi, hoặc tài khoản đang dùng không được xem."),
        _("Không có gì bị thay đổi."),
        _("Hãy kiểm tra lại địa chỉ, hoặc về trang chính và tìm mục cần mở từ đó."),
    ),
    409: Trouble(
        _("Trang đang mở đã cũ"),
        _("Trong lúc trang này đang mở, nội dung đã được người khác hoặc thẻ khác thay đổi."),
        _("Bản đã lưu của người kia còn nguyên, không bị ghi đè."),
        _("Hãy trở lại, tải lại trang để xem nội dung mới, rồi làm lại nếu vẫn cần."),
    ),
    413: Trouble(
        _("Nội dung gửi lên quá lớn"),
        _("Tệp hoặc nội dung vượt quá dung lượng máy chủ nhận, nên máy chủ không nhận phần nào."),
        _("Dữ liệu đã lưu trước đó còn nguyên."),
        _(
            "Hãy trở lại, gửi tệp nhỏ hơn (quét ở độ phân giải thấp hơn, chia thành nhiều tệp) hoặc rút gọn nội dung."
        ),
    ),
    500: Trouble(
        _("Máy chủ gặp lỗi"),
        _("Chương trình gặp lỗi ngoài dự tính và chưa làm được việc vừa yêu cầu. Lỗi đã được ghi lại."),
        _("Không có gì bị ghi dở; dữ liệu đã lưu trước đó còn nguyên."),
        _(
            "Hãy thử lại sau ít phút. Nếu vẫn lỗi, hãy báo cho người quản trị hệ thống của cơ quan việc đang làm và giờ bị lỗi."
        ),
    ),
}
TYPED_BACK = (403, 404, 409)  # the request was read whole

STALE_FORM = Trouble(
    _("Trang đã mở quá lâu"),
    _(
        "Phiên làm việc của trang này đã hết hạn (thường do đăng nhập lại ở thẻ khác), nên máy chủ không nhận để giữ an toàn."
    ),
    _("Dữ liệu đã lưu trước đó còn nguyên. Nội dung vừa gõ vẫn còn ở trang trước."),
    _("Hãy trở lại trang trước, sao phần vừa gõ nếu cần, tải lại trang rồi gửi lại."),
)


def trouble_page(request: HttpRequest, status: int, trouble: Trouble | None = None) -> HttpResponse:
    """The page, or the fragment for a script, of an error status in `TROUBLES`."""
    context = {"trouble": trouble or TROUBLES[status], "status": status, "back": back_url(request)}
    if wants_fragment(request):
        return to_notices(render(request, "ui/_error.html", context, status=status))
    if status in TYPED_BACK:
        context["typed"] = typed_words(request)
    return render(request, "ui/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400; a body that is too big is told apart."""
    return trouble_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403"""
    return trouble_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404"""
    return trouble_page(request, 404)


def stale(request: HttpRequest) -> HttpResponse:
    """For a view that sees that its page was overtaken."""
    return trouble_page(request, 409)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: asks nothing of the database, which may be what failed."""
    fragment = wants_fragment(request)
    context = {"trouble": TROUBLES[500], "status": 500, "back": "/"}
    page = render_to_string("ui/_error.html" if fragment else "ui/error.html", context)
    response = HttpResponse(page, status=500)
    return to_notices(response) if fragment else response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW"""
    return trouble_page(request, 403, STALE_FORM)


class BodyLimitMiddleware:
    """Turns away a body larger than `settings.MAX_BODY_BYTES` before anything reads it.

    The body is read and dropped in pieces: a server that answers and closes while the browser is still
    sending shows people a broken connection instead of the sentence.
    """

    PIECE = 2**20
    DRAIN_AT_MOST = 2**30

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.limit = settings.MAX_BODY_BYTES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size <= self.limit:
            return self.get_response(request)
        if size <= self.DRAIN_AT_MOST:
            while request.read(self.PIECE):
                pass
        return trouble_page(request, 413)
