from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "thuocdo.conferences"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
