from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "thuocdo.reviews"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
