"""The demo and a developer's machine: SQLite and files under VAR_DIR, mail as files, no secrets to set."""

from . import env
from .base import *  # noqa: F403  (a settings module is its base plus what differs)
from .base import STORAGES, VAR_DIR
from .keys import kept_secret

DEBUG = env.flag("DEBUG", default=False)
DEMO = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SECRET_KEY = kept_secret(VAR_DIR / "private" / "secret.key")
SURVEYS_TOKEN_KEY = kept_secret(VAR_DIR / "private" / "tokens.key")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = ""  # type: ignore[assignment]  # nothing is collected: whitenoise serves from the apps
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
