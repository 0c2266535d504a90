"""Settings, all from the environment, with defaults that serve one office on one machine."""

import os
from datetime import date
from pathlib import Path
from shutil import which

import dj_database_url
from csp.constants import NONE, SELF

from thuocdo.law.packs import regulations_root


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes"}


def _lines(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _secret_key(var: Path) -> str:
    """From the environment, else made once and kept beside the database."""
    if key := os.environ.get("THUOCDO_SECRET_KEY"):
        return key
    from django.core.management.utils import get_random_secret_key  # only here: settings are not ready yet

    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("THUOCDO_VAR", "var")).resolve()
REGULATIONS = regulations_root()

DEBUG = _flag("THUOCDO_DEBUG")
SECRET_KEY = _secret_key(VAR)
ALLOWED_HOSTS = _lines("THUOCDO_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = _lines("THUOCDO_ORIGINS")

# The demo office lives on a day of its own year; a real one leaves this empty.
PRETEND_TODAY = date.fromisoformat(os.environ["THUOCDO_TODAY"]) if os.environ.get("THUOCDO_TODAY") else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "thuocdo.ui",
    "thuocdo.audit",
    "thuocdo.office",
    "thuocdo.cycle",
    "thuocdo.ratings",
    "thuocdo.ballots",
    "thuocdo.papers",
    "thuocdo.reviews",
    "thuocdo.difficulties",
    "thuocdo.figures",
    "thuocdo.drafting",
    "thuocdo.meetings",
    "thuocdo.dossiers",
    "thuocdo.decisions",
    "thuocdo.assemblies",
    "thuocdo.consultation",
    "thuocdo.conferences",
    "thuocdo.desks",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thuocdo.ui.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "thuocdo.ui.middleware.ExpiredLoginMiddleware",
    "thuocdo.office.web.middleware.ActorMiddleware",
    "thuocdo.cycle.web.middleware.CheckedMiddleware",
    "thuocdo.papers.web.middleware.PrintableMiddleware",
    "thuocdo.ui.middleware.RefusedMiddleware",
    "thuocdo.ui.errors.BodyLimitMiddleware",
]
CSRF_FAILURE_VIEW = "thuocdo.ui.errors.csrf_failure"
MAX_BODY_BYTES = 25 * 2**20

ROOT_URLCONF = "thuocdo.site.urls"
WSGI_APPLICATION = "thuocdo.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thuocdo.desks.web.context.who_and_where",
            ],
            "builtins": ["django.templatetags.i18n", "thuocdo.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"  # the same HTML of each field, in half the time

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR}/thuocdo.sqlite3", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time, asked for at the start of a transaction; memory mapping stays off (see docs/adr).
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; "
        "PRAGMA secure_delete=ON;",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "office.Login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
FORMAT_MODULE_PATH = "thuocdo.ui.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT: Path | None = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG or _flag("THUOCDO_PLAIN_STATIC"):
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS, STATIC_ROOT = True, None  # straight from the rooms, nothing is gathered
TRUSTED_AUTHORITIES = VAR / "authorities"  # certificates (PEM, DER) of the authorities whose signatures count
TIME_STAMP_ADDRESS = os.environ.get("THUOCDO_TIME_STAMP", "")  # of a time-stamping authority (RFC 3161)
TOKEN_MODULE = os.environ.get("THUOCDO_TOKEN_MODULE", "")  # PKCS#11 library of the token at the server
TOKEN_DEVICE = os.environ.get("THUOCDO_TOKEN_DEVICE", "")  # its label; empty: the only one there
TOKEN_LABEL = os.environ.get("THUOCDO_TOKEN_LABEL", "")  # of the certificate; empty: the only one on it
LIBREOFFICE = os.environ.get(
    "THUOCDO_LIBREOFFICE", which("soffice") or ""
)  # shows an agency's own Word file before it is taken
KEYS_ROOT = VAR / "keys"  # the server's parts of ballots' keys; never in a backup of the database
MEDIA_ROOT = VAR / "files"  # never served directly: see reviews and papers

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _flag("THUOCDO_HTTPS"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A bad signature is an answer of the page, not a fault of the program.
    "loggers": {"pyhanko": {"level": "CRITICAL"}},
}
