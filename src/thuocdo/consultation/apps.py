from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "thuocdo.consultation"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
