import pytest


@pytest.fixture(autouse=True)
def without_rooms(settings):
    """The web kernel by itself: no room decides who gets in, and the pages are our own."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("thuocdo.office")]
    settings.WHITENOISE_AUTOREFRESH = True  # no folder of collected files is looked for
    settings.LOGIN_URL = "login"
