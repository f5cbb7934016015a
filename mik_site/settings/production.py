"""Production: everything that must be decided is named, and nothing starts while one is missing."""

from django.core.exceptions import ImproperlyConfigured

from . import env
from .base import *  # noqa: F403  (a settings module is its base plus what differs)

DEBUG = False
DEMO = False
SECRET_KEY = env.text("SECRET_KEY")
SURVEYS_TOKEN_KEY = env.text("SURVEYS_TOKEN_KEY")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")
WAGTAILADMIN_BASE_URL = env.text("BASE_URL")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")
DATABASES = {"default": env.database("DATABASE_URL")}

if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name at least one host.")
if len(SECRET_KEY) < 50 or len(SURVEYS_TOKEN_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY and SURVEYS_TOKEN_KEY must each have at least 50 characters.")
if SECRET_KEY == SURVEYS_TOKEN_KEY:
    raise ImproperlyConfigured("SECRET_KEY and SURVEYS_TOKEN_KEY must differ: one can be changed without the other.")
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must be postgres://... in production.")

# SMTP by default; a provider's API through anymail where one is named (docs/operations.md).
_MAIL = env.one_of("MAIL_PROVIDER", ["smtp", "amazon_ses", "brevo", "mailgun", "mailjet", "postmark"], default="smtp")
if _MAIL == "smtp":
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("EMAIL_HOST")
    EMAIL_PORT = env.whole_number("EMAIL_PORT", default=587)
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
    EMAIL_TIMEOUT = 30  # seconds; a silent server must not hold up the worker
else:
    EMAIL_BACKEND = f"anymail.backends.{_MAIL}.EmailBackend"
    ANYMAIL = {f"{_MAIL.upper()}_API_KEY": env.text("MAIL_API_KEY")}

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.whole_number("SECURE_HSTS_SECONDS", default=31_536_000)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
if redis := env.text("REDIS_URL", ""):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}}
