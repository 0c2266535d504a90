from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

_LARGEST = 20 * 2**20  # bytes
_KEY = 64 * 2**10
_PICTURE = 2 * 2**20


def _small(file: UploadedFile | None, limit: int) -> UploadedFile | None:
    if file and file.size > limit:
        raise forms.ValidationError(_("Tệp quá lớn."))
    return file


class PdfForm(forms.Form):
    """One PDF, dropped or chosen."""

    pdf = forms.FileField(
        label=_("Tệp PDF"), widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"})
    )

    def clean_pdf(self) -> UploadedFile | None:
        return _small(self.cleaned_data["pdf"], _LARGEST)


class WordForm(forms.Form):
    """One Word file. Its size is told by the rules, with the other reasons why it cannot be taken."""

    docx = forms.FileField(
        label=_("Tệp Word (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


class LookForm(forms.Form):
    """What is to be seen of a signature."""

    place = forms.TypedChoiceField(label=_("Ký ở chỗ của"), coerce=int, required=False, empty_value=-1)
    picture = forms.FileField(
        label=_("Ảnh chữ ký hoặc ảnh dấu (PNG, nền trong suốt)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )
    seal_diameter = forms.FloatField(
        label=_("Ảnh là dấu của cơ quan, đường kính (mm)"), required=False, min_value=10, max_value=60
    )

    def __init__(self, *args: object, places: list[dict[str, object]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(number, place["name"]) for number, place in enumerate(places)]

    def clean_picture(self) -> UploadedFile | None:
        return _small(self.cleaned_data["picture"], _PICTURE)

    @property
    def look(self) -> dict[str, Any]:
        """What the actions of signing take."""
        data = self.cleaned_data
        return {
            "place": data["place"],
            "picture": data["picture"].read() if data["picture"] else None,
            "seal_diameter": data["seal_diameter"] or 0,
        }


class KeyForm(LookForm):
    """A key for this one act."""

    key = forms.FileField(
        label=_("Tệp khóa PKCS#12 (.p12, .pfx)"), widget=forms.FileInput(attrs={"accept": ".p12,.pfx"})
    )
    password = forms.CharField(
        label=_("Mật khẩu của khóa"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
    )
    field_order = ("key", "password")

    def clean_key(self) -> UploadedFile | None:
        return _small(self.cleaned_data["key"], _KEY)


class TokenForm(LookForm):
    """The PIN of the token at the server, for this one act."""

    pin = forms.CharField(
        label=_("Mã PIN của thiết bị"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("pin",)
