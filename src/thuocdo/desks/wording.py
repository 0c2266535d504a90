"""Vietnamese labels of the front pages."""

from django.utils.translation import gettext_lazy as _

# The columns of the wall, in the order of the year.
WALL = (
    ("goi-y", _("Gợi ý kiểm điểm")),
    ("tu-kiem-diem", _("Tự kiểm điểm đã nộp")),
    ("bao-cao", _("Báo cáo đơn vị")),
    ("hop", _("Họp kiểm điểm")),
    ("hoan-thien", _("Hoàn thiện sau họp")),
    ("ho-so", _("Hồ sơ")),
)
