from django.apps import AppConfig


class CycleConfig(AppConfig):
    name = "thuocdo.cycle"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
