from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "thuocdo.papers"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
