"""Dates as offices write them, in both languages: settings.FORMAT_MODULE_PATH = "thuocdo.ui.formats".

Without this Django reads 05/11/2023 as the eleventh of May.
"""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = [f"{day} %H:%M" for day in DATE_INPUT_FORMATS] + ["%Y-%m-%dT%H:%M"]
DATE_FORMAT = SHORT_DATE_FORMAT = "d/m/Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "H:i d/m/Y"
