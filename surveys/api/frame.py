"""What every address of the API shares: language, throttle, methods, who may read it from another site."""

import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from . import problems
from .throttle import Rate, seconds_to_wait

View = Callable[..., HttpResponseBase]
_EXPOSED = "ETag, Link, Retry-After, X-Total-Count"


def framed(view: View) -> View:
    """The view in the language of Accept-Language (Turkish where it names neither), throttled, GET and HEAD only.

    Public answers may be read by scripts of any site. Those for one person never are: they are marked private by `answers`.
    """

    @wraps(view)
    def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = _language(request)
        with translation.override(language):
            response = _answer(view, request, *args, **kwargs)
        if response.headers.get("Content-Type", "").startswith(problems.CONTENT_TYPE):
            response["Content-Language"] = language  # everything else is bilingual itself
            patch_vary_headers(response, ["Accept-Language"])
        if "private" not in response.headers.get("Cache-Control", ""):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = _EXPOSED
        return response

    return outer


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(
            status=HTTPStatus.NO_CONTENT,
            headers={"Allow": "GET, HEAD, OPTIONS", "Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Max-Age": "86400"},
        )
    rate = Rate(settings.API_REQUESTS_A_MINUTE, 60)
    wait = seconds_to_wait(request, rate=rate, proxies=settings.PROXIES, now=time.time())
    if wait:
        detail = _("Too many requests; wait %(seconds)s seconds.") % {"seconds": wait}
        refused = problems.response(HTTPStatus.TOO_MANY_REQUESTS, detail, path=request.path)
        refused["Retry-After"] = str(wait)
        return refused
    if request.method == "HEAD":
        request.method = "GET"  # the server leaves the body away
    response = view(request, *args, **kwargs)
    if isinstance(response, HttpResponseNotAllowed):
        refused = problems.response(HTTPStatus.METHOD_NOT_ALLOWED, _("Only reading is possible here."), path=request.path)
        refused["Allow"] = "GET, HEAD, OPTIONS"
        return refused
    return response


def _language(request: HttpRequest) -> str:
    """Of the header alone: neither a cookie nor an address decides about a machine's language."""
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        if (code := wanted.split("-")[0]) in dict(settings.LANGUAGES):
            return code
    return settings.LANGUAGE_CODE
