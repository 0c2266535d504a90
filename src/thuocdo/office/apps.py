from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "thuocdo.office"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
