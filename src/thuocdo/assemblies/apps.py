from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    name = "thuocdo.assemblies"

    def ready(self) -> None:
        from . import wording  # noqa: F401 - registers the room's words
