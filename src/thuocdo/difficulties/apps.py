from django.apps import AppConfig


class DifficultiesConfig(AppConfig):
    name = "thuocdo.difficulties"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
