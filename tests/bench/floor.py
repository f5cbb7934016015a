"""The floor: a bare Django view with CSRF and a signed cookie, pre-rendered form, hand-written check and one INSERT.

Nothing of what makes a survey engine is here; what ours costs beyond this is the price of the promises.
"""

import json
import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.html import escape
from django.utils.safestring import mark_safe

from mik_site.settings import env

PAGE = "<!doctype html><form method=post>{% csrf_token %}{{ body }}<button>Send</button></form>"

if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="floor-of-the-benchmark" * 3,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.sessions"],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        USE_I18N=False,
        USE_TZ=True,
        DATABASES={"default": env.database("DATABASE_URL")},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                (
                                    "django.template.loaders.locmem.Loader",
                                    {"page.html": PAGE},
                                )
                            ],
                        )
                    ],
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
    )
    django.setup()

from django.db import connection
from django.shortcuts import render

from tests.bench.questions import AGREE, LIKERT, SINGLE_SIZES, STATEMENT, TEXTS

ALLOWED = {code: frozenset(str(n) for n in range(1, 6)) for code in LIKERT}
ALLOWED |= {code: frozenset(f"o{k}" for k in range(1, size + 1)) for code, size in SINGLE_SIZES.items()}


def _radios(code: str, legend: str, options: list[tuple[str, str]]) -> str:
    rows = "".join(f'<label><input type="radio" name="{code}" value="{value}" required> {escape(text)}</label>' for value, text in options)
    return f"<fieldset><legend>{escape(legend)}</legend>{rows}</fieldset>"


BODY = mark_safe(
    "".join(_radios(code, f"Statement {code}: {STATEMENT}", [(str(n), text) for n, text in enumerate(AGREE, 1)]) for code in LIKERT)
    + "".join(
        _radios(code, f"Single choice {code}", [(f"o{k}", f"Option {k}") for k in range(1, n + 1)]) for code, n in SINGLE_SIZES.items()
    )
    + "".join(f'<label>Comment {code}<textarea name="{code}"></textarea></label>' for code in TEXTS)
)


def page(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        request.session["begun"] = 1
        return render(request, "page.html", {"body": BODY})
    kept = {}
    for code, allowed in ALLOWED.items():
        value = request.POST.get(code)
        if value not in allowed:
            return HttpResponse("bad", status=400)
        kept[code] = value
    kept |= {code: request.POST.get(code, "")[:10_000] for code in TEXTS}
    request.session.get("begun")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (data) VALUES (%s)", [json.dumps(kept)])
    return HttpResponseRedirect("/thanks/")


def thanks(request: HttpRequest) -> HttpResponse:
    return HttpResponse("thanks")


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_floor (id serial primary key, data jsonb not null)")


urlpatterns = [path("", page), path("thanks/", thanks)]
application = get_wsgi_application()
if os.environ.get("BENCH_PREPARE") == "floor":
    prepare()
