from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thuocdo.kernel.findings import Finding, Refused
from thuocdo.kernel.spreadsheet import LIMITS

from ..rules import Choices
from ..wording import ABSENCES


class ImportForm(forms.Form):
    """The staff list and what is to be done with what it does not say."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt", "class": "form-control"}),
        error_messages={
            "required": _("Chưa chọn tệp nào."),
            "missing": _("Chưa chọn tệp nào."),
            "invalid": _("Chưa chọn tệp nào."),
            "empty": _("Tệp này trống. Hãy chọn lại đúng tệp danh sách."),
        },
    )
    create_units = forms.BooleanField(
        label=_("Tạo những đơn vị chưa có trong cơ quan"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    absent_have_left = forms.BooleanField(
        label=_("Những người không có trong danh sách đã rời cơ quan"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LIMITS.bytes:
            facts = {"megabytes": -(-file.size // 2**20), "limit": LIMITS.bytes // 2**20}
            raise Refused([Finding("sheet.too_large", facts=facts)])
        return file

    @property
    def choices(self) -> Choices:
        return Choices(self.cleaned_data["create_units"], self.cleaned_data["absent_have_left"])


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AbsenceForm(forms.Form):
    """Leave with its first and last day."""

    kind = forms.ChoiceField(label=_("Loại"), choices=list(ABSENCES.items()))
    start = forms.DateField(label=_("Từ ngày"), widget=DAY)
    end = forms.DateField(label=_("Đến hết ngày"), widget=DAY)


class DisciplineForm(forms.Form):
    """A disciplinary decision."""

    side = forms.ChoiceField(label=_("Kỷ luật"), choices=[("state", _("Hành chính")), ("party", _("Đảng"))])
    form = forms.CharField(label=_("Hình thức"), max_length=60)
    effective_on = forms.DateField(label=_("Có hiệu lực từ ngày"), widget=DAY)
    duty_related = forms.BooleanField(
        label=_("Liên quan đến hoạt động công vụ"), required=False, initial=True
    )


class StandInForm(forms.Form):
    """Who leads the unit in the head's place, from when to when, why."""

    person = forms.ChoiceField(label=_("Người thay"))
    since = forms.DateField(label=_("Từ ngày"), widget=DAY)
    until = forms.DateField(label=_("Đến trước ngày"), widget=DAY, required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=300)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people
