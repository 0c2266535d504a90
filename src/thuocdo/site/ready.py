"""Django, for the commands that need the database."""

import os


def ready(**environment: str) -> None:
    """Set Django up with these settings."""
    os.environ.update(environment)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.site.settings")
    import django

    django.setup()
