"""One page with every component, for people who build pages. Routed in debug only."""

from datetime import date, timedelta

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.kernel.dues import Due, DueKind
from thuocdo.kernel.findings import Citation, Finding
from thuocdo.kernel.words import Axis, Grade, PostRole, StaffKind, Stage
from thuocdo.ui.icons import PATHS
from thuocdo.ui.wording import grade_label, register_findings

register_findings(
    {
        "specimen.over_cap": (
            "Nhóm Chuyên viên đề nghị {have} người mức xuất sắc, tối đa {room}.",
            "Bớt {over} người khỏi mức xuất sắc hoặc chuyển đề nghị lên buổi tham vấn.",
        ),
        "specimen.missing": "Còn thiếu {missing}.",
    }
)

_DAY = date(2023, 11, 16)
_CAP = Citation(
    act="specimen",
    clause="Điều 1 khoản 1",
    quote="Đoạn trích nguyên văn của điều khoản hiện ở đây khi bấm vào.",
    status="secondary",
    label="Văn bản mẫu số 01/VB",
)
FINDINGS = [
    Finding("specimen.over_cap", _CAP, {"have": 2, "room": 1, "over": 1}),
    Finding("specimen.missing", facts={"missing": ["biên bản họp", "bảng tổng hợp"]}),
]


class SpecimenForm(forms.Form):
    """One field of each kind."""

    strengths = forms.CharField(
        label="Ưu điểm, kết quả đạt được",
        help_text="Nêu việc đã làm, kết quả, số liệu.",
        widget=forms.Textarea,
        max_length=300,
    )
    score = forms.DecimalField(label="Điểm tự chấm", max_value=20, localize=True, widget=forms.TextInput)
    discipline = forms.DecimalField(label="Điểm kỷ luật", max_value=10, localize=True, widget=forms.TextInput)
    level = forms.ChoiceField(
        label="Mức tự nhận",
        choices=[(grade.value, grade_label(grade)) for grade in Grade],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Công chức"), ("b", "Viên chức")], required=False)
    agreed = forms.BooleanField(label="Đã đọc và đồng ý")


def _dues() -> list[Due]:
    def after(days: int) -> date:
        return _DAY + timedelta(days=days)

    return [
        Due(DueKind.BEFORE, after(4)),
        Due(DueKind.BY, _DAY),
        Due(DueKind.BY, after(-2)),
        Due(DueKind.EXPECTED, after(8)),
        Due(DueKind.WINDOW, after(29), start=after(26)),
    ]


def specimen(request: HttpRequest) -> HttpResponse:
    """The style guide; GET with ?errors=1 shows the form with its errors."""
    form = SpecimenForm({"strengths": "x" * 320, "score": "30"} if "errors" in request.GET else None)
    context = {
        "form": form,
        "dues": _dues(),
        "on": _DAY,
        "findings": FINDINGS,
        "citation": _CAP,
        "words": [*Grade, *Stage, *StaffKind, *PostRole, *Axis],
        "icons": list(PATHS),
        "page": Paginator(range(1200), 50).page(3),
        "differences": [
            {"label": "Ưu điểm", "mine": "Bản đang gõ trên trang này.", "theirs": "Bản đã lưu từ thẻ khác."}
        ],
    }
    return render(request, "ui/specimen.html", context)
