from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "thuocdo.drafting"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
