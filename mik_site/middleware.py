"""Languages by path: /tr/ and /en/ for the site, the sitting's own choice under /a/, none under /api/; and no NUL in an address."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

_WITHOUT_PREFIX = ("/a/", "/api/", "/static/", "/media/", "/healthz")
_NO_OTHER_LANGUAGE = (*_WITHOUT_PREFIX, "/admin/")  # the admin speaks its user's language; its 404 is no page of /tr/


class RespondentLocaleMiddleware(LocaleMiddleware):
    """Django's, except that an answer page, an API 404 or one of the admin must not turn into a redirect to /tr/..."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith("/admin/"):  # Turkish, or what its user has chosen; the browser's wish is a visitor's
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()
        elif not request.path_info.startswith(_WITHOUT_PREFIX):
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(_NO_OTHER_LANGUAGE):
            return response
        return super().process_response(request, response)


class NoNulMiddleware:
    """Refuses an address that holds the character NUL before anything is asked of the database: PostgreSQL has no such text.

    Under /a/ a link that cannot be one is explained on a page of its own, without the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answering = request.path_info.startswith("/a/")
        if not answering and ("\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")):
            return HttpResponseBadRequest("400", content_type="text/plain")
        return self.get_response(request)
