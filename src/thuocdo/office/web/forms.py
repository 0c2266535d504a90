from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thuocdo.kernel.findings import Finding, Refused
from thuocdo.kernel.spreadsheet import LIMITS

from ..rules import Choices


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
