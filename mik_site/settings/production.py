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
env.text("VAR_DIR")  # keys of open waves lie there: not beside the code, which an update may replace

if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name at least one host, and no host by an asterisk.")
if not WAGTAILADMIN_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must begin with https://: it stands before the personal links in mails.")
if len(SECRET_KEY) < 50 or len(SURVEYS_TOKEN_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY and SURVEYS_TOKEN_KEY must each have at least 50 characters.")
if SECRET_KEY == SURVEYS_TOKEN_KEY:
    raise ImproperlyConfigured("SECRET_KEY and SURVEYS_TOKEN_KEY must differ: one can be changed without the other.")
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must be postgres://... in production.")

# SMTP by default; a provider's API through anymail where one is named (docs/operations.md).
_PROVIDERS = {  # what anymail calls the credentials of each, and the variable they come from
    "brevo": {"BREVO_API_KEY": "MAIL_API_KEY"},
    "mailgun": {"MAILGUN_API_KEY": "MAIL_API_KEY"},
    "mailjet": {"MAILJET_API_KEY": "MAIL_API_KEY", "MAILJET_SECRET_KEY": "MAIL_SECRET_KEY"},
    "postmark": {"POSTMARK_SERVER_TOKEN": "MAIL_API_KEY"},
}
_MAIL = env.one_of("MAIL_PROVIDER", ["smtp", *_PROVIDERS], default="smtp")
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
    ANYMAIL = {setting: env.text(variable) for setting, variable in _PROVIDERS[_MAIL].items()}

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES = env.whole_number("PROXIES", default=1)
SECURE_HSTS_SECONDS = env.whole_number("SECURE_HSTS_SECONDS", default=31_536_000)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
if redis := env.text("REDIS_URL", ""):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}}
