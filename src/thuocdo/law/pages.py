"""One YAML file of the packs, and errors that say the file and the place.

Messages are Vietnamese, because officials edit these files.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml


class PackError(ValueError):
    """A pack that cannot be loaded: file, place in the file, what is wrong (Vietnamese)."""

    def __init__(self, path: Path | str, place: str, what: str):
        self.path, self.place, self.what = str(path), place, what
        super().__init__(f"{path}: {place}: {what}" if place else f"{path}: {what}")


class Page:
    """One YAML file, with errors that name it."""

    def __init__(self, root: Path, path: Path):
        self.name = path.relative_to(root).as_posix()
        if not path.is_file():
            raise PackError(self.name, "", "không có tệp này")
        try:
            self.data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            place = getattr(error, "problem_mark", None)
            raise PackError(
                self.name, f"dòng {place.line + 1}" if place else "", "không đọc được YAML"
            ) from error
        if not isinstance(self.data, dict):
            raise PackError(self.name, "", "phải là một bảng các mục (khóa: giá trị)")
        self.no_slips(self.data, "")

    def fail(self, place: str, what: str) -> PackError:
        return PackError(self.name, place, what)

    def no_slips(self, value: Any, place: str) -> None:
        """No floats (they are not exact), nothing empty (a comma in {…} cuts a text and leaves a bare key)."""
        if isinstance(value, float):
            raise self.fail(place, f'số lẻ phải viết trong dấu nháy, ví dụ "{value}"')
        if value is None:
            raise self.fail(place, "mục không có giá trị; chữ có dấu phẩy trong {…} phải viết trong dấu nháy")
        pairs = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, item in pairs:
            self.no_slips(item, f"{place}.{key}".strip("."))

    def take(self, data: Any, place: str, needs: str, may: str = "") -> dict[str, Any]:
        """The mapping at a place; every key known, none of the needed ones missing."""
        if not isinstance(data, dict):
            raise self.fail(place, "phải là một bảng các mục (khóa: giá trị)")
        if missing := set(needs.split()) - data.keys():
            raise self.fail(place, f"thiếu: {', '.join(sorted(missing))}")
        if extra := data.keys() - set(needs.split()) - set(may.split()):
            raise self.fail(place, f"mục lạ: {', '.join(sorted(map(str, extra)))}")
        return data

    def day(self, data: Mapping[str, Any], key: str, place: str) -> date | None:
        value = data.get(key)
        if value is not None and type(value) is not date:
            raise self.fail(place, f"{key} phải là ngày dạng năm-tháng-ngày, ví dụ 2023-11-10")
        return value

    def number(self, data: Mapping[str, Any], key: str, place: str) -> Fraction:
        try:
            return Fraction(str(data[key]))
        except (ValueError, ZeroDivisionError):
            raise self.fail(place, f"{key} phải là số") from None


def one_line(text: Any) -> str:
    return " ".join(str(text).split())
