from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "thuocdo.decisions"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
