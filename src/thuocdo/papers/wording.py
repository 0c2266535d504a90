"""Vietnamese labels of the kinds of paper."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

KINDS = {
    "self-review": _("Bản tự kiểm điểm"),
    "unit-report": _("Báo cáo kiểm điểm của đơn vị"),
    "unit-minutes": _("Biên bản họp kiểm điểm"),
    "proposed-ratings": _("Đề xuất mức xếp loại"),
    "emulation-summary": _("Bảng tổng hợp bình xét thi đua, khen thưởng"),
    "review-prompts": _("Gợi ý kiểm điểm"),
    "tellers-minutes": _("Biên bản kiểm phiếu"),
    "dossier-cover": _("Bìa và danh mục hồ sơ"),
}


def kind_on_paper(kind: str) -> str:
    """The kind as papers and files are titled: Vietnamese whatever language the reader has chosen."""
    with override("vi"):
        return str(KINDS[kind])
