from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "thuocdo.ballots"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
