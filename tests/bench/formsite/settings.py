"""The product's settings with wagtail.contrib.forms added: same middleware, same database, same persistent connections."""

from mik_site.settings.dev import *  # noqa: F403  (a settings module is its base plus what differs)
from mik_site.settings.dev import BASE_DIR, INSTALLED_APPS, TEMPLATES

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.contrib.forms", "tests.bench.formsite"]
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "bench" / "formsite" / "templates"]}]
ROOT_URLCONF = "tests.bench.formsite.urls"
WSGI_APPLICATION = "tests.bench.formsite.wsgi.application"
