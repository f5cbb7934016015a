"""Tests: the production code paths with fast hashing, mail in memory and caches that forget."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403  (a settings module is its base plus what differs)
from .base import DATABASES, MIDDLEWARE, STORAGES

VAR_DIR = Path(tempfile.mkdtemp(prefix="mik-test-"))
PRIVATE_DIR = VAR_DIR / "private"
MEDIA_ROOT = VAR_DIR / "media"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}  # in memory, a browser's requests would share one connection
DEBUG = False
DEMO = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SECRET_KEY = "only-for-tests"  # noqa: S105  (never leaves a test run)
SURVEYS_TOKEN_KEY = "only-for-tests-too"  # noqa: S105  (never leaves a test run)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
