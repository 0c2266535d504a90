from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "thuocdo.figures"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
