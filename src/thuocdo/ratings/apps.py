from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "thuocdo.ratings"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
