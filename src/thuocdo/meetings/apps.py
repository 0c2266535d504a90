from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "thuocdo.meetings"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
