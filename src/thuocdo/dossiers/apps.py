from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "thuocdo.dossiers"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
