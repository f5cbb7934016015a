import os
import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

CONFIGURED = {
    "DATABASE_URL": "postgres://mik:secret@db/mik",
    "VAR_DIR": "/srv/mik",
    "SECRET_KEY": "s" * 50,
    "SURVEYS_TOKEN_KEY": "t" * 50,
    "ALLOWED_HOSTS": "mezun.example.edu.tr",
    "BASE_URL": "https://mezun.example.edu.tr",
    "DEFAULT_FROM_EMAIL": "mezun@example.edu.tr",
    "EMAIL_HOST": "mail.example.edu.tr",
}


@pytest.fixture
def start(monkeypatch):
    """The production settings under an environment; None takes a variable away. ImproperlyConfigured."""

    def read(**changes):
        for name in os.environ.keys() - {"PATH"}:
            monkeypatch.delenv(name)
        for name, value in {**CONFIGURED, **changes}.items():
            if value is not None:
                monkeypatch.setenv(name, value)
        return runpy.run_module("mik_site.settings.production")

    return read


def test_what_is_configured_starts_and_keeps_its_cookies_to_https(start):
    read = start()
    names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    assert [read[name] for name in names] == [False, True, True, True, 31_536_000]


@pytest.mark.parametrize("name", sorted(CONFIGURED))
@pytest.mark.parametrize("value", [None, ""])
def test_nothing_starts_while_a_variable_is_missing_or_empty(start, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        start(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "s" * 49),
        ("SECRET_KEY", "t" * 50),
        ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", "http://mezun.example.edu.tr"),
        ("DATABASE_URL", "sqlite:////srv/mik.sqlite3"),
        ("MAIL_PROVIDER", "pigeon"),
        ("SECURE_SSL_REDIRECT", "maybe"),
    ],
)
def test_a_value_that_cannot_stand_stops_the_start_by_name(start, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        start(**{name: value})


@pytest.mark.parametrize("provider", ["brevo", "mailgun", "mailjet", "postmark"])
def test_a_mail_provider_finds_its_credentials_under_the_names_it_reads(start, settings, provider):
    read = start(MAIL_PROVIDER=provider, MAIL_API_KEY="k", MAIL_SECRET_KEY="k2", EMAIL_HOST=None)
    settings.ANYMAIL = read["ANYMAIL"]
    assert get_connection(read["EMAIL_BACKEND"]).__module__ == f"anymail.backends.{provider}"
    with pytest.raises(ImproperlyConfigured, match="MAIL_API_KEY"):
        start(MAIL_PROVIDER=provider, MAIL_API_KEY=None, EMAIL_HOST=None)
